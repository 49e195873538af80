import { promiseState } from "#web/lib/promise.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { now } from "#web/lib/clock.ts"
import { lasting, when } from "#web/lib/times.ts"
import { catalogue, fill } from "#web/lib/words.ts"
import { dutyEn } from "#web/words/duty-en.ts"
import { dutyZh } from "#web/words/duty-zh.ts"
import { promiseEn } from "#web/words/promise-en.ts"
import { promiseZh } from "#web/words/promise-zh.ts"
import { nowEn } from "#web/words/now-en.ts"
import { nowZh } from "#web/words/now-zh.ts"
import type { CaseRow } from "#wire/case.ts"
import type { DeadlineKind } from "#wire/report.ts"

/** The words of the lists. */
export const listWords = catalogue(nowEn, nowZh)
/** What is owed, in the words both sides read. */
export const promiseWords = catalogue(promiseEn, promiseZh)

/** What is owed since, in the words both sides read. */
export const dutyWords = catalogue(dutyEn, dutyZh)

/** The first signs of a case's id: enough to tell cases apart, and what a search finds. */
export function shortId(id: string): string {
  return id.slice(0, 6)
}

/** What is promised, by its name. */
export function promiseName(kind: DeadlineKind, row: Pick<CaseRow, "kind">): string {
  return promiseNamed(
    kind,
    row.kind === "retaliation" ? "retaliation" : "report",
    promiseWords(),
    dutyWords(),
  )
}

/** The level, in its box. */
export function Level({ of }: { readonly of: CaseRow["level"] }) {
  return <span class="level">{of}</span>
}

/** What falls due next, as a chip: its shape says how it stands. */
export function NextDue({ row }: { readonly row: CaseRow }) {
  const say = listWords()
  if (row.overdue)
    return (
      <span class="due" data-s="over">
        {say.overdueChip}
      </span>
    )
  if (!row.next) return null
  const { at } = row.next
  const state = promiseState({ due: at, met: null, missed: null }, row.receivedAt, now.value)
  return (
    <span class="due" data-s={state}>
      <time dateTime={new Date(at).toISOString()}>{when(at, now.value)}</time>
    </span>
  )
}

/** How much time is left, or by how much it is over. */
export function Left({ row }: { readonly row: CaseRow }) {
  if (!row.next) return null
  const left = row.next.at - now.value
  if (left >= 0) return <>{lasting(left)}</>
  return <span class="miss">{fill(listWords().overBy, { time: lasting(-left) })}</span>
}

/** What is to be done next in a case. */
export function nextWords(row: CaseRow): string {
  if (row.overdue) return promiseName(row.overdue, row)
  if (!row.next) return listWords().kind[row.kind]
  return row.next.what === "climb" ? promiseName("opening", row) : promiseName(row.next.what, row)
}
