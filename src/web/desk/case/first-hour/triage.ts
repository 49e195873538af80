import type { ReportLevel } from "#core/level.ts"
import type { Flag } from "#core/life/word.ts"
import { triage, type TriageAction } from "#web/desk/case/content.ts"

/** The answers to the first safety questions, by question; what was skipped is absent. */
export type TriageAnswers = Readonly<Record<string, "yes" | "no" | "unknown">>

/** The level that the answers lead to: the most urgent rule that any of them meets; null when none does. */
export function levelOf(answers: TriageAnswers, flags: readonly Flag[] = []): ReportLevel | null {
  const met = triage.scoring.find(({ if_any }) =>
    if_any.some((rule) =>
      Object.entries(rule).some(([question, codes]) =>
        question === "fact" ? isFact(String(codes), flags) : isSaid(answers, question, codes),
      ),
    ),
  )
  return met?.level ?? null
}

/** What has to be done at once, by what was answered. */
export function actionsOf(answers: TriageAnswers): TriageAction[] {
  return triage.actions
    .filter((action) =>
      Object.entries(action.if).some(([question, codes]) => isSaid(answers, question, codes)),
    )
    .map((action) => action.do)
}

/** What the answers say by themselves about which ways are open. */
export function flagsOf(answers: TriageAnswers): Flag[] {
  return Object.entries(says).flatMap(([question, flag]) =>
    answers[question] === "yes" ? [flag] : [],
  )
}

const says: Readonly<Record<string, Flag>> = {
  q2: "risk",
  q5: "risk",
  q7: "minor",
  q8: "risk",
  q9: "power",
  q10: "others-at-risk",
}
/** Facts of the content, as the flags that the team sets. */
const facts: Readonly<Record<string, Flag>> = {
  manager_or_hr_told_and_did_not_act: "manager-told",
  sexual_contact: "sexual-contact",
  quid_pro_quo: "coercion",
  executive_respondent: "top-management",
}

function isFact(name: string, flags: readonly Flag[]): boolean {
  const flag = facts[name]
  return flag !== undefined && flags.includes(flag)
}

function isSaid(
  answers: TriageAnswers,
  question: string,
  codes: readonly string[] | string,
): boolean {
  const said = answers[question]
  return said !== undefined && Array.isArray(codes) && codes.includes(said)
}
