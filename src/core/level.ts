import { holds, type Answer, type Answers, type Condition } from "./condition.ts"
import { invariant } from "./refusal.ts"

/** How urgent a case is: `e1` danger now … `e4` other and past; `r` is retaliation, beside whatever level the case has. */
export const levels = ["e1", "e2", "e3", "e4", "r"] as const
export type Level = (typeof levels)[number]

/** The levels that answers lead to, the most urgent first. `r` comes only from her button or a failed check-in. */
export const reportLevels = ["e1", "e2", "e3", "e4"] as const satisfies readonly Level[]
export type ReportLevel = (typeof reportLevels)[number]

export const units = [
  "minutes",
  "hours",
  "calendar_days",
  "working_days",
  "months",
  "years",
] as const
export type Unit = (typeof units)[number]
/** A span of time as the content writes it: `{ amount: 5, unit: "working_days" }`. */
export type Amount = { readonly amount: number; readonly unit: Unit }

/** What a level promises: by when it is opened, when she is contacted, protected and has a plan, and how it rings. */
export type Targets = {
  readonly open: Amount
  readonly contact: Amount
  readonly protect: Amount
  readonly plan: Amount
  /** Only `e1` climbs in steps of its own; elsewhere each tier waits the opening time. */
  readonly tier_steps_minutes?: readonly number[] | undefined
  readonly tiers_at_start: number
  readonly top_repeat: Amount
}

/** `content/level.json`: the rules, read from the top, and what each level promises. */
export type LevelRules = {
  readonly rules: readonly {
    readonly level: ReportLevel
    readonly id: string
    readonly if: Condition
  }[]
  readonly targets: Readonly<Record<Level, Targets>>
}

/** The level that the answers lead to: the first rule that holds. Give it the answers in force. */
export function levelOf(answers: Answers, { rules }: Pick<LevelRules, "rules">): ReportLevel {
  return ruleOf(answers, { rules }).level
}

/** The rule that decided, for the screen that says why. */
export function ruleOf(
  answers: Answers,
  { rules }: Pick<LevelRules, "rules">,
): LevelRules["rules"][number] {
  const known = { ...answers, when: whenOf(answers) }
  const first = rules.find((rule) => holds(rule.if, known))
  invariant(first, "the last rule always holds")
  return first
}

/** The more urgent of two levels. */
export function higher(a: ReportLevel, b: ReportLevel): ReportLevel {
  return reportLevels.indexOf(a) <= reportLevels.indexOf(b) ? a : b
}

/** The levels she may raise a case to: the more urgent ones. */
export function above(level: ReportLevel): ReportLevel[] {
  return reportLevels.slice(0, reportLevels.indexOf(level))
}

/** When it happened: for what happened more than once, the last time counts. */
function whenOf(answers: Answers): Answer | undefined {
  return answers["i05"]?.codes?.includes("often") ? answers["i05a"] : answers["i05"]
}
