import { dutyOf, owedIn, promisedKinds } from "#core/owed.ts"
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
  const n = owedIn(kind).n || ""
  const duty = dutyOf(kind)
  const promise = kind.startsWith("promise:measure-") ? since.asked : since.said
  return (duty ? since.duty[duty] : promise).replace("{n}", String(n))
}

/** The number of the protection that something owed is about; null when it is about something else. */
export function measureOf(kind: string): number | null {
  const n = /^(?:promise:measure|duty:measure-\w+)-(\d+)$/.exec(kind)?.[1]
  return n === undefined ? null : Number(n)
}
