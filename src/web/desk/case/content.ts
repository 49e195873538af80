import intakeJson from "#content/intake.json" with { type: "json" }
import cardsJson from "#content/responder_cards.json" with { type: "json" }
import levelJson from "#content/level.json" with { type: "json" }
import lettersJson from "#content/letters.json" with { type: "json" }
import measuresJson from "#content/measures.json" with { type: "json" }
import phrasesJson from "#content/banned_phrases.json" with { type: "json" }
import triageJson from "#content/safety_triage.json" with { type: "json" }
import windowsJson from "#content/evidence_windows.json" with { type: "json" }
import type { Condition } from "#core/condition.ts"
import type { Amount, ReportLevel } from "#core/level.ts"
import type { Letter } from "#core/letter.ts"
import type { PageType, Shown } from "#core/question.ts"
import type { VariantOrder, Worded } from "#core/wording.ts"
import type { WindowItem } from "#core/window.ts"
import type { FirstHourWords } from "#web/words/first-hour-en.ts"
import type { MeasureWords } from "#web/words/measure-en.ts"

type Two = Readonly<Record<"en" | "zh", string>>

/** The questions the reporter was asked. */
export type Question = Worded & Shown & { readonly type: PageType }
/** A checklist for whoever responds. */
export type Card = {
  readonly id: string
  readonly levels: readonly string[]
  readonly due: Amount & { readonly from: "t0" | "opened" | "heard" }
  readonly title: Two
  readonly items: readonly (Two & { readonly id: string })[]
}
/** A protective measure and what each side reads of it. */
export type Measure = {
  readonly code: string
  readonly name: Two
  readonly on_whom: keyof MeasureWords["on"]
  readonly consent: keyof MeasureWords["consent"]
  readonly affected_reads: Two | null
  readonly hr_instruction: Two | null
  readonly respondent_reads: Two | null
}
/** Words that hurt, why they do, and what to say instead. */
export type Phrase = {
  readonly id: string
  readonly pattern: string
  readonly flags: string
  readonly why: string
  readonly say: string
}

// The content is reviewed data; the server checks its form at every start, and the types above are that form.
export const intake = intakeJson as unknown as {
  readonly pages: readonly Question[]
  readonly variant_order: VariantOrder
}
export const cards = cardsJson.cards as unknown as readonly Card[]
export const measures = measuresJson.measures as unknown as readonly Measure[]
export const phrases = phrasesJson as unknown as Readonly<Record<"en" | "zh", readonly Phrase[]>>
/** What the first answers ask for at once. */
export type TriageAction = keyof FirstHourWords["triage"]["do"]
/** The first safety questions, and which answers mean which level. */
export const triage = triageJson as unknown as {
  readonly opening: Two
  readonly answers: readonly (Two & { readonly code: "yes" | "no" | "unknown" })[]
  readonly questions: readonly (Two & { readonly id: string })[]
  readonly actions: readonly {
    readonly if: Readonly<Record<string, readonly string[]>>
    readonly do: TriageAction
  }[]
  readonly scoring: readonly {
    readonly level: ReportLevel
    readonly if_any: readonly Readonly<Record<string, readonly string[] | string>>[]
  }[]
}
/** Letters with blanks, to be filled here and sent by whoever writes them. */
export const letters: readonly (Letter & {
  readonly records_hint?: Two
})[] = lettersJson.letters
export const windows = windowsJson as unknown as {
  readonly items: readonly (WindowItem & { readonly name: Two })[]
  readonly show_when: Condition
}
export const levelWords: Readonly<Record<"e1" | "e2" | "e3" | "e4" | "r", Two>> = levelJson.words
