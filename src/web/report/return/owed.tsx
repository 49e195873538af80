import { useSignal } from "#web/report/signal.ts"
import { knotOf, promiseState } from "#web/lib/promise.ts"
import { measureOf, promiseNamed } from "#web/lib/promise-named.ts"
import type { Owed } from "#wire/report.ts"
import { instant, lasting } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { listed, say, sheet } from "#web/report/say.ts"
import { act } from "./acts.tsx"
import { type Held, way } from "./way.ts"
import { whichProtection } from "./which.ts"
import { back } from "./words.ts"

/** What is owed to her, in the words the desk reads too; and the button for when it does not come. */
export function Promises({ view }: { view: Held }) {
  const w = back()
  const told = useSignal("")
  const press = async () => (told.value = await act(`${way.value.at}/neglect`, {}, w.nobodyDone))
  return (
    <section aria-labelledby="owe">
      <h2 id="owe">{w.owe}</h2>
      <p class="small">{w.sameList}</p>
      <OwedLines view={view} />
      {view.next ? (
        <p class="small">
          {say(view.next.top ? w.nextTop : w.next, {
            names: listed(view.next.firstNames),
            at: instant(view.next.at, view.now, lang.value),
          })}
        </p>
      ) : null}
      {view.state === "closed" ? null : (
        <>
          <div class="acts">
            <button type="button" class="btn quiet wide" onClick={() => void press()}>
              {w.nobody}
            </button>
          </div>
          <p class="small" role="status">
            {told.value || w.nobodyHow}
          </p>
        </>
      )}
    </section>
  )
}

type Owing = Pick<Held, "life" | "owed" | "receivedAt" | "now">

/** Each promise by its day, the next one marked. */
export function OwedLines({ view }: { view: Owing }) {
  const ordered = view.owed.toSorted((a, b) => a.due - b.due)
  const next = ordered.find((owed) => promiseState(owed, view.receivedAt, view.now) === "ahead")
  return (
    <ol class="line owed">
      {ordered.map((owed) => (
        <Line owed={owed} view={view} next={owed === next} key={`${owed.alert} ${owed.kind}`} />
      ))}
    </ol>
  )
}

function Line({ owed, view, next }: { owed: Owed; view: Owing; next: boolean }) {
  const { promise } = sheet()
  const state = promiseState(owed, view.receivedAt, view.now)
  const time = (at: number | null) => (at === null ? "" : instant(at, view.now, lang.value))
  const which = whichProtection(view, measureOf(owed.kind))
  const late = owed.met === null ? 0 : owed.met - owed.due
  return (
    <li data-s={knotOf(state, next)}>
      <b>{promiseNamed(owed.kind, owed.alert, promise, back().duty)}</b>
      {which === null ? null : <span class="second">{which}</span>}
      <span class="second">
        <span class="due" data-s={state}>
          {say(promise.state[state], {
            due: time(owed.due),
            met: time(owed.met),
            late: lasting(late, lang.value),
          })}
        </span>
      </span>
      {state === "over" || state === "late" ? <span class="second">{promise.stays}</span> : null}
    </li>
  )
}
