import { answerEn } from "#web/words/answer-en.ts"
import { answerZh } from "#web/words/answer-zh.ts"

export type Lang = "en" | "zh"

/** The words of this page in one language. */
export function wordsIn(lang: Lang): typeof answerEn {
  return lang === "zh" ? answerZh : answerEn
}

/** How something that was just done went; kept by its name, so that it is said in the language then read. */
export type Told = "loading" | "offline" | "refused" | "sent" | "empty" | "unknown" | "damaged"

/** A sentence with its blanks filled. */
export function filled(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank)
}

/** A moment as it is read at the organisation, with its zone. */
export function timeOf(at: number, lang: Lang, zone: string): string {
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-Hans" : "en-GB", {
    ...{ dateStyle: "long", timeStyle: "short" },
    ...(zone ? { timeZone: zone } : {}),
  }).format(at)
}
