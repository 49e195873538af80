import type { ReportLevel } from "#core/level.ts"
import { triage } from "./content.ts"

/** The answers to the first safety questions, by question; what was skipped is absent. */
export type TriageAnswers = Readonly<Record<string, "yes" | "no" | "unknown">>

/** The level that the answers lead to: the most urgent rule that any of them meets; null when none does. */
export function levelOf(answers: TriageAnswers): ReportLevel | null {
  const met = triage.scoring.find(({ if_any }) =>
    if_any.some((rule) =>
      Object.entries(rule).some(([question, codes]) => {
        const said = answers[question]
        return said !== undefined && Array.isArray(codes) && codes.includes(said)
      }),
    ),
  )
  return met?.level ?? null
}
