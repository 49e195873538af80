import { computed, signal } from "./signal.ts"
import { places } from "#content/jurisdictions.json?places"
import { start } from "#content/intake.json?start"
import type { Door } from "#wire/door.ts"
import type { Lang } from "#wire/form.ts"
import { startWords } from "#web/words/report-start.ts"
import type { Answers } from "./ask/answer.ts"
import type { Sheet } from "./sheet.ts"

/** The language of the page; answers are codes and stay when it changes. */
export const lang = signal<Lang>(/^zh/i.test(navigator.language) ? "zh" : "en")
/** What the first request brought; null until then, and after a failure `doorFailed` says so. */
export const door = signal<Door | null>(null)
export const doorFailed = signal(false)
/** Everything she has answered. It lives in this variable and nowhere else. */
export const answers = signal<Answers>({})
/** All words of one language beyond the first page, once they have come. */
export const sheets = signal<Partial<Record<Lang, Sheet>>>({})
export const sheetFailed = signal(false)

/** The first page's words, there from the beginning in both languages. */
export const ui = computed(() => ({ ...start[lang.value].ui, ...startWords[lang.value] }) as Ui)
type Ui = (typeof startWords)["en"] & Record<UiName, string>
type UiName =
  | "exit"
  | "exit_keys"
  | "continue"
  | "back"
  | "skip"
  | "save"
  | "who"
  | "elsewhere"
  | "unchecked_number"
  | "not_open"
  | "not_sent"
  | "not_reviewed"

/** The country whose numbers and time limits are shown, once she has passed that page. */
export const country = computed(() => {
  const said = answers.value["i00a"]?.codes?.[0]
  return said === "org_country" ? door.value?.org.country : said
})

/** The name of a country in the language of the page. */
export function placeName(id: string): string {
  const found = places.find(([known]) => known === id)
  return found?.[lang.value === "zh" ? 2 : 1] ?? id
}

/** Forget everything she typed. */
export function forget(): void {
  answers.value = {}
}
