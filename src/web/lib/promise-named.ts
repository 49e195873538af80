import { dutyOf, promisedKinds } from "#core/owed.ts"
import type { DutyWords } from "#web/words/duty-en.ts"
import type { PromiseWords } from "#web/words/promise-en.ts"
import type { DeadlineKind, Owed } from "#wire/report.ts"

/** What is owed, by its name: one of the beginning, promised since, or a duty of the team. */
export function promiseNamed(
  kind: DeadlineKind,
  alert: Owed["alert"],
  words: PromiseWords,
  since: DutyWords,
): string {
  const first = promisedKinds.find((one) => one === kind)
  if (first) return words[alert][first]
  const n = /(\d+)$/.exec(kind)?.[1] ?? ""
  const duty = dutyOf(kind)
  const promise = kind.startsWith("promise:measure-") ? since.asked : since.said
  return (duty ? since.duty[duty] : promise).replace("{n}", n)
}
