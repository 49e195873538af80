import sanctionsJson from "#content/sanctions.json" with { type: "json" }
import type { Allegation } from "#core/life/life.ts"
import { floors } from "#core/life/word.ts"
import { lang } from "#web/lib/words.ts"

type Two = Readonly<Record<"en" | "zh", string>>

/** The ladder of sanctions, and what may and may never count. The content is reviewed data of this form. */
export const matrix: {
  readonly ladder: readonly (Two & { readonly level: number })[]
  readonly third_party: { readonly steps: readonly Two[] }
  readonly aggravating: readonly (Two & { readonly id: string })[]
  readonly mitigating: readonly (Two & { readonly id: string })[]
  readonly never_mitigating: readonly (Two & { readonly id: string })[]
} = sanctionsJson

/** What a level is, in words; `T` is for people who do not work for us. */
export function levelName(level: number | "T"): string {
  if (level === "T") return matrix.third_party.steps.map((step) => step[lang.value]).join(", ")
  return matrix.ladder.find((one) => one.level === level)?.[lang.value] ?? String(level)
}

/** Between which levels the gravest finding against somebody allows to decide; null when none sets bounds. */
export function boundsFor(
  allegations: readonly Allegation[],
  respondent: number,
): { readonly min: number; readonly max: number } | null {
  const grades = allegations.flatMap((one) =>
    one.respondent === respondent && one.finding === "SUBSTANTIATED" && one.grade
      ? [floors[one.grade]]
      : [],
  )
  if (grades.length === 0) return null
  return {
    min: Math.max(...grades.map(([min]) => min)),
    max: Math.max(...grades.map(([, max]) => max)),
  }
}
