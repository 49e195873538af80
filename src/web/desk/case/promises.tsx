import { answerableFor } from "#core/answerable.ts"
import { day } from "#core/time.ts"
import { promiseState } from "#web/lib/promise.ts"
import { measureOf } from "#web/lib/promise-named.ts"
import { now } from "#web/lib/clock.ts"
import { lasting, when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { promiseWords } from "#web/desk/parts.tsx"
import type { Owed } from "#wire/report.ts"
import type { Case } from "./case.ts"
import { lifeWords } from "./life.ts"
import { nameOf } from "./protection/of-measure.ts"
import { owedNamed } from "./owed-named.ts"
import { caseWords } from "./words.ts"

/** What we owe in this case, in the words that the reporter reads: what is overdue first, then what is open, then what was kept. */
export function Promises({ one }: { readonly one: Case }) {
  const { owed } = caseWords()
  const all = one.screen.owed.toSorted((a, b) => rankOf(a) - rankOf(b))
  const far = all.filter((one) => isFar(one))
  const line = (promise: Owed) => (
    <Line key={`${promise.alert} ${promise.kind}`} owed={promise} one={one} />
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

function rankOf({ due, met, missed }: Owed): number {
  if (met !== null) return 2
  return missed !== null || due <= now.value ? 0 : 1
}

/** A duty of the team that nobody need think of this week. */
function isFar({ kind, due, met, missed }: Owed): boolean {
  return kind.startsWith("duty:") && met === null && missed === null && due > now.value + 7 * day
}

function Line({ owed, one }: { readonly owed: Owed; readonly one: Case }) {
  const say = promiseWords()
  const state = promiseState(owed, one.screen.row.receivedAt, now.value)
  const at = owed.met ?? owed.due
  const late = (owed.met ?? now.value) - owed.due
  const told = fill(say.state[state], {
    due: when(owed.due, now.value),
    met: when(at, now.value),
    late: lasting(late),
  })
  const by = owed.by ? fill(caseWords().owed.by, { name: owed.by }) : ""
  const about = measureOf(owed.kind)
  const which = one.screen.life?.measures.find(({ n }) => n === about)?.code
  const second = [
    state === "over" ? lifeWords().role[answerableFor(owed.kind)] : "",
    state === "late" || state === "over" ? told : "",
    owed.missed === null ? "" : say.stays,
    by,
  ].filter((part) => part !== "")
  return (
    <li>
      <b>{owedNamed(one, owed)}</b>
      <span class="due" data-s={state}>
        <span class="sr">{say.name[state]} </span>
        <time dateTime={new Date(at).toISOString()}>{when(at, now.value)}</time>
      </span>
      {which ? <span class="second">{nameOf(which)}</span> : null}
      {second.length > 0 ? <span class="second">{second.join(" · ")}</span> : null}
    </li>
  )
}
