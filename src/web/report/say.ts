import { invariant } from "#core/refusal.ts"
import { filled } from "./ask/flow.ts"
import { lang, sheets } from "./memory.ts"
import type { Sheet } from "./sheet.ts"

/** All the words of the language she reads. */
export function sheet(): Sheet {
  const found = sheets.value[lang.value] ?? sheets.value.en ?? sheets.value.zh
  invariant(found, "words are loaded before a screen that needs them is drawn")
  return found
}

/** The screens' own words. */
export function words(): Sheet["words"] {
  return sheet().words
}

/** A sentence with its blanks filled. */
export function say(text: string, blanks: Readonly<Record<string, string | number>>): string {
  return filled(
    text,
    Object.fromEntries(Object.entries(blanks).map(([name, part]) => [name, String(part)])),
  )
}

/** Names in a row, as the language strings them. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(lang.value === "zh" ? "zh-Hans" : "en-GB", {
    type: "conjunction",
  }).format(names)
}
