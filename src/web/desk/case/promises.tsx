import { day } from "#core/time.ts"
import { promiseState } from "#web/lib/promise.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { now } from "#web/lib/clock.ts"
import { lasting, when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { dutyWords, promiseWords } from "#web/desk/parts.tsx"
import type { Owed } from "#wire/report.ts"
import type { Case } from "./case.ts"
import { caseWords } from "./words.ts"

/** What we owe in this case, in the words that the reporter reads. */
export function Promises({ one }: { readonly one: Case }) {
  const { owed } = caseWords()
  const all = one.screen.owed
  const far = all.filter((one) => isFar(one))
  const line = (promise: Owed) => (
    <Line
      key={`${promise.alert} ${promise.kind}`}
      owed={promise}
      since={one.screen.row.receivedAt}
    />
  )
  return (
    <div>
      <h2>
        {owed.title} <span class="meta">{owed.meta}</span>
      </h2>
      <ul class="promises">{all.filter((one) => !isFar(one)).map(line)}</ul>
      {far.length > 0 ? (
        <details>
          <summary>{counted(owed.later, far.length)}</summary>
          <ul class="promises">{far.map(line)}</ul>
        </details>
      ) : null}
    </div>
  )
}

/** A duty of the team that nobody need think of this week. */
function isFar({ kind, due, met, missed }: Owed): boolean {
  return kind.startsWith("duty:") && met === null && missed === null && due > now.value + 7 * day
}

function Line({ owed, since }: { readonly owed: Owed; readonly since: number }) {
  const say = promiseWords()
  const state = promiseState(owed, since, now.value)
  const at = owed.met ?? owed.due
  const late = (owed.met ?? now.value) - owed.due
  const told = fill(say.state[state], {
    due: when(owed.due, now.value),
    met: when(at, now.value),
    late: lasting(late),
  })
  const by = owed.by ? fill(caseWords().owed.by, { name: owed.by }) : ""
  const second = [
    state === "late" || state === "over" ? told : "",
    owed.missed === null ? "" : say.stays,
    by,
  ].filter((part) => part !== "")
  return (
    <li>
      <b>{promiseNamed(owed.kind, owed.alert, say, dutyWords())}</b>
      <span class="due" data-s={state}>
        <span class="sr">{say.name[state]} </span>
        <time dateTime={new Date(at).toISOString()}>{when(at, now.value)}</time>
      </span>
      {second.length > 0 ? <span class="second">{second.join(" ")}</span> : null}
    </li>
  )
}
