/** One message of an exported chat; `when` stands as it was written, since no export says its zone. */
export type ChatRow = { readonly who: string; readonly when: string; readonly what: string }

export const chatForms = ["whatsapp", "headed"] as const
/** WhatsApp writes a message in one line; WeChat and DingTalk put name and time in a line above it. */
export type Chat = { readonly form: (typeof chatForms)[number]; readonly rows: readonly ChatRow[] }

/** An exported chat as rows; null when the text has no form that is known. */
export function chatOf(text: string): Chat | null {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/)
  return inLines(lines) ?? headed(lines)
}

/**
 * The words of a page without its marks: for reading only, never to be put into a page again. Each sign is looked at once,
 * so that no page, however it is made, keeps the reader waiting.
 */
export function textOfPage(page: string): string {
  const lower = page.toLowerCase()
  const words: string[] = []
  for (let at = 0; at < page.length;) {
    const open = page.indexOf("<", at)
    words.push(page.slice(at, open < 0 ? page.length : open))
    if (open < 0) break
    const [, closing, name = ""] =
      /^<(\/?)([a-z]\w{0,12}|!)/.exec(lower.slice(open, open + 16)) ?? []
    if (name === "") words.push("<")
    if (breaks.has(name)) words.push("\n")
    at = name === "" ? open + 1 : pastMark(lower, open, closing ? "" : name)
  }
  return words
    .join("")
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, named)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
}

const breaks = new Set(["br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"])
const silent = new Set(["script", "style", "head", "template"])

/** Where the words go on behind a mark, a comment, or something whose inside is no words. */
function pastMark(lower: string, open: number, name: string): number {
  const past = (sign: string, from: number) => {
    const found = lower.indexOf(sign, from)
    return found < 0 ? lower.length : found + sign.length
  }
  if (lower.startsWith("<!--", open)) return past("-->", open + 4)
  return past(">", silent.has(name) ? past(`</${name}`, open) : open)
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
}

function named(whole: string, tens?: string, sixteens?: string, name?: string): string {
  const code = tens ? Number(tens) : sixteens ? parseInt(sixteens, 16) : 0
  if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code)
  return entities[name?.toLowerCase() ?? ""] ?? whole
}

const date = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日`
const clock = String.raw`(?:上午|下午|凌晨|早上|中午|晚上)?\s?\d{1,2}[:.：]\d{2}(?:[:.：]\d{2})?(?:[\s\u202f]?[ap]\.?\s?m\.?)?`
const moment = String.raw`(?:${date})(?:,|，)?\s{1,2}(?:${clock})`
const short = String.raw`\d{1,2}[-/]\d{1,2}\s(?:${clock})`

const whatsapp = [
  new RegExp(String.raw`^\u200e?\[(${moment})\]\s(?:([^:：]{1,60})[:：]\s)?(.*)$`, "i"),
  new RegExp(String.raw`^\u200e?(${moment})\s[-–]\s(?:([^:：]{1,60})[:：]\s)?(.*)$`, "i"),
]

function inLines(lines: readonly string[]): Chat | null {
  const first = lines.find((line) => line.trim() !== "") ?? ""
  const form = whatsapp.find((known) => known.test(first))
  if (!form) return null
  const rows: ChatRow[] = []
  for (const line of lines) {
    const [, when, who = "", what = ""] = form.exec(line) ?? []
    const before = rows.at(-1)
    if (when !== undefined) rows.push({ who: clean(who), when, what: clean(what) })
    else if (before) rows[rows.length - 1] = { ...before, what: `${before.what}\n${line}` }
  }
  return rows.length < 2 ? null : { form: "whatsapp", rows: rows.map(trimmed) }
}

const heads = [
  new RegExp(String.raw`^(\S.{0,58}?)[:：]?\s{1,4}(${moment}|${short})$`, "i"),
  new RegExp(String.raw`^(${moment})\s{1,4}(\S.{0,58}?)[:：]?$`, "i"),
]

function headed(lines: readonly string[]): Chat | null {
  const at = lines.findIndex((line) => heads.some((head) => head.test(line.trim())))
  if (at < 0 || at > 6) return null // a preamble is short
  const form = heads.findIndex((head) => head.test((lines[at] ?? "").trim()))
  const rows: ChatRow[] = []
  for (const line of lines.slice(at)) {
    const [, one, other] = heads[form]?.exec(line.trim()) ?? []
    const before = rows.at(-1)
    if (one !== undefined && other !== undefined) {
      const [who, when] = form === 0 ? [one, other] : [other, one]
      rows.push({ who: clean(who), when, what: "" })
    } else if (before && !isRule(line)) {
      rows[rows.length - 1] = { ...before, what: `${before.what}\n${line}` }
    }
  }
  return rows.length < 2 ? null : { form: "headed", rows: rows.map(trimmed) }
}

/** The line with which WeChat parts one day from the next. */
const isRule = (line: string) => /^[\s—–-]{5,}\S*[\s—–-]{5,}$/.test(line)

const clean = (text: string) => text.replaceAll("\u200e", "").trim()

function trimmed(row: ChatRow): ChatRow {
  return { ...row, what: row.what.trim() }
}
