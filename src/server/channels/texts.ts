import type { Announcement } from "#server/people/announce.ts"
import type { Channel } from "./channel.ts"

/**
 * What we say outside the browser. A drill and a late promise are said in the same words as an emergency: what is late,
 * and whose it is, stands only in the app. No text names this system, what it is for, a level, a case or a person.
 */
export const textKinds = [
  "ring",
  "overdue",
  "test",
  "invite",
  "gap",
  "operator",
  "announce",
  "reminder",
] as const
export type TextKind = (typeof textKinds)[number]

/** What may stand in a text: one code, one link of ours, and words from closed lists. Anything else is left out. */
export type Facts = Readonly<Record<string, string | number>>
export type Lang = "en" | "zh"

/** The fixed words for one notification. A group robot says one bland line and never a code of a page. */
export function textFor(
  kind: TextKind,
  channel: Channel,
  lang: Lang,
  facts: Facts,
): { text: string; subject: string } {
  const ref = code(facts["ref"], channel)
  const words = sentences[lang]
  const subject = words.subject
  if (channel === "webhook")
    return { text: kind === "test" ? words.test(ref) : words.group, subject }
  if (kind === "announce") return { text: announced(lang, facts), subject }
  if (kind === "invite") return { text: invited(lang, facts, channel), subject }
  if (kind === "ring" || kind === "overdue") return { text: words.ring(ref), subject }
  if (kind === "test") return { text: words.test(ref), subject }
  if (kind === "reminder") return words.reminder
  return { text: words[kind], subject }
}

const sentences = {
  en: {
    subject: "Please open the app",
    group: "On-call check needed. Please open the app.",
    ring: (ref: string) => `Action needed. Open the app. Ref ${ref}`,
    test: (ref: string) => `Channel check. Type this code in the app: ${ref}`,
    reminder: { text: "This is the reminder you asked for.", subject: "Reminder" },
    gap: "The on-call plan has a gap in the coming weeks. Open the app to fill it.",
    operator: "A part of the system is not working as it should. Open the app to see which.",
    link: (link: string) =>
      `You are asked to set up your access. This link works once, for a few days: ${link}`,
    noLink: "You are asked to set up your access. Ask whoever runs the app for your link.",
  },
  zh: {
    subject: "请打开应用",
    group: "值班检查，请打开应用。",
    ring: (ref: string) => `有事项需要您处理，请打开应用。代码 ${ref}`,
    test: (ref: string) => `渠道检查。请在应用中输入这个代码：${ref}`,
    reminder: { text: "这是您要的提醒。", subject: "提醒" },
    gap: "未来几周的值班表有空缺，请打开应用安排人员。",
    operator: "系统有一部分运行不正常，请打开应用查看。",
    link: (link: string) => `请开通您的账号。下面的链接只能使用一次，几天内有效：${link}`,
    noLink: "请开通您的账号，并向管理员索取您的链接。",
  },
} as const

const announcedWords = {
  en: {
    "path-proposed": "A new on-call order was proposed and waits for a second person.",
    "path-withdrawn": "The proposed on-call order was withdrawn. Nothing has changed.",
    "path-signed": "A new on-call order is in force.",
    "key-retired": "Somebody's key is no longer in use.",
    "key-new": "Somebody has a new key. Confirm it by voice.",
  },
  zh: {
    "path-proposed": "有人提交了新的值班顺序，等待第二人确认。",
    "path-withdrawn": "提交的值班顺序已撤回，一切照旧。",
    "path-signed": "新的值班顺序已生效。",
    "key-retired": "有一位成员的密钥已停用。",
    "key-new": "有一位成员启用了新密钥，请通过电话核对。",
  },
} as const satisfies Record<Lang, Record<Announcement, string>>

function announced(lang: Lang, facts: Facts): string {
  const openApp = lang === "en" ? " Open the app to read more." : "详情请打开应用查看。"
  return one(announcedWords[lang], facts["what"], "path-proposed") + openApp
}

/** A link lets its holder in, so it goes only where one person reads it. */
function invited(lang: Lang, facts: Facts, channel: Channel): string {
  const link = String(facts["link"] ?? "")
  const personal = channel === "email" || channel === "sms" || channel === "push"
  const good = /^https?:\/\/[^\s]{1,400}$/.test(link)
  return personal && good ? sentences[lang].link(link) : sentences[lang].noLink
}

/** The word of a closed list that a fact names; a fact that names none is not printed. */
function one<Key extends string>(
  words: Readonly<Record<Key, string>>,
  named: string | number | undefined,
  otherwise: Key,
): string {
  const key = String(named)
  return Object.hasOwn(words, key) ? words[key as Key] : words[otherwise] // hasOwn: it is a key
}

/** Six symbols, spoken one by one on the telephone. */
function code(ref: string | number | undefined, channel: Channel): string {
  const six = /^[0-9A-HJKMNP-TV-Z]{6}$/.test(String(ref)) ? String(ref) : "------"
  return channel === "voice" ? [...six].join(" ") : six
}
