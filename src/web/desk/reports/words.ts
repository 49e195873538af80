import { typedLines, type ActionTaken, type AnnualRule, type TypedLine } from "#core/annual.ts"
import { annualEn } from "#web/words/annual-en.ts"
import { annualZh } from "#web/words/annual-zh.ts"
import { catalogue } from "#web/lib/words.ts"
import type { Lang } from "#wire/form.ts"
import sanctions from "#content/sanctions.json" with { type: "json" }

/** The words of the yearly reports. */
export const annualWords = catalogue(annualEn, annualZh)

/** The words of a report in the language of whoever gets it. */
export const paperWords = (lang: Lang) => (lang === "zh" ? annualZh : annualEn).paper

/** What was done, in words; a level is said as our own ladder says it. */
export function actionName(action: ActionTaken, lang: Lang): string {
  const own: Readonly<Record<string, string>> = paperWords(lang).actions
  if (action === "level-T") return sanctions.third_party.steps.map((step) => step[lang]).join(", ")
  return (
    own[action] ??
    sanctions.ladder.find(({ level }) => action === `level-${level}`)?.[lang] ??
    action
  )
}

/** The fields of a report that somebody types: its own numbers, and what every report has. */
export function fieldsOf({ lines }: AnnualRule): (TypedLine | "address" | "office")[] {
  const numbers = typedLines.filter((line) => lines.includes(line))
  return ["address", ...numbers, "office"]
}

/** What is still to be typed, or is not the number it should be. */
export function missingIn(rule: AnnualRule, typed: Typed): string[] {
  return fieldsOf(rule).filter((name) => !isFilled(name, typed[name] ?? ""))
}

/** What somebody typed, by field. */
export type Typed = Readonly<Record<string, string>>

/** Whether a field has what it needs: a whole number, or any words. */
export function isFilled(name: string, text: string): boolean {
  return typedLines.some((line) => line === name)
    ? /^\d{1,7}$/.test(text.trim())
    : text.trim() !== ""
}
