import { useSignal } from "#web/report/signal.ts"
import { useRef } from "preact/hooks"
import type { DeadlineKind, ReporterCase } from "#wire/report.ts"
import { measureOf, promiseNamed } from "#web/lib/promise-named.ts"
import { instant } from "#web/report/clock.ts"
import { KeyMark } from "#web/report/marks.tsx"
import { lang } from "#web/report/memory.ts"
import { listed, say, sheet } from "#web/report/say.ts"
import { LeaveOut } from "./leave-out.tsx"
import { whichProtection } from "./which.ts"
import type { Held } from "./way.ts"
import { back } from "./words.ts"

/** Who was rung, step by step. Who was left out is never shown here. */
export function Ladder({ view }: { view: ReporterCase }) {
  const w = back()
  const steps = Map.groupBy(
    view.ladder,
    (one) => `${one.alert} ${one.tier} ${Math.floor(one.at / 60_000)}`,
  )
  return (
    <section aria-labelledby="rung">
      <h2 id="rung">{w.ladder}</h2>
      <ol class="line owed">
        {[...steps.values()].map((rung) => {
          const state =
            rung.some((one) => one.state === "opened") || view.state !== "ringing" ? "done" : "ring"
          return (
            <li data-s={state} key={`${rung[0]?.tier} ${rung[0]?.at}`}>
              <b>
                {say(w.rungNames, {
                  names: listed([...new Set(rung.map((one) => one.firstName))]),
                })}
              </b>
              <span class="second">
                {instant(rung[0]?.at ?? 0, view.now, lang.value)}.{" "}
                {w.rungState[best(rung.map((one) => one.state))]}
              </span>
            </li>
          )
        })}
        {view.next ? (
          <li data-s="owed">
            <b>{say(w.nextNames, { names: listed(view.next.firstNames) })}</b>
            <span class="second">{instant(view.next.at, view.now, lang.value)}</span>
          </li>
        ) : null}
      </ol>
    </section>
  )
}

const order = ["opened", "heard", "delivered", "handed", "queued", "failed"] as const

function best(states: readonly (typeof order)[number][]): (typeof order)[number] {
  return order.find((state) => states.includes(state)) ?? "queued"
}

/** Who has a key now, and who has opened it; each of them can be left out from now on. */
export function WhoHolds({ view }: { view: Pick<Held, "keys" | "quiet" | "now"> }) {
  const w = back()
  const said = useSignal("")
  const heading = useRef<HTMLHeadingElement>(null)
  const tell = (words: string) => {
    said.value = words
    heading.current?.focus() // the button that was pressed is gone
  }
  const epoch = Math.max(...view.keys.map((key) => key.epoch), 1)
  const now = view.keys.filter((key) => key.epoch === epoch)
  const people = now.filter(
    (key, at) => now.findIndex((one) => one.name === key.name && one.title === key.title) === at,
  )
  const told = new Set(
    view.quiet.flatMap(({ people }) => people.filter((one) => one.told).map((one) => one.slot)),
  )
  return (
    <section aria-labelledby="holds">
      <h2 id="holds" ref={heading} tabIndex={-1}>
        {w.who}
      </h2>
      <p class="small" role="status">
        {said.value}
      </p>
      <ul class="people">
        {people.map((key) => (
          <li class="person" data-s="yes" key={key.slot}>
            <KeyMark />
            <div>
              <b>{key.name}</b>
              <span class="second">
                {[
                  key.title,
                  key.openedAt
                    ? say(w.opened, { at: instant(key.openedAt, view.now, lang.value) })
                    : key.released
                      ? w.released
                      : told.has(key.slot)
                        ? w.toldOnly
                        : w.waiting,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              {people.length > 1 ? <LeaveOut view={view} of={key} told={tell} /> : null}
            </div>
          </li>
        ))}
      </ul>
      {people.length === 1 ? <p class="small">{w.leaveOut.only}</p> : null}
    </section>
  )
}

type Event = ReporterCase["timeline"][number]
const late = ["deadline.missed", "alert.neglected", "call.denied", "alert.lapsed"]

/** What happened, in order, in words. */
export function Timeline({ view }: { view: ReporterCase }) {
  const w = back()
  const lines = view.timeline
    .filter((event) => event.kind in w.events && !isFirst(event) && !isTwice(event))
    .filter(isNew)
  return (
    <section aria-labelledby="was">
      <h2 id="was">{w.was}</h2>
      <ol class="line owed">
        {lines.map((event, at) => (
          <li data-s={late.includes(event.kind) ? "late" : "done"} key={at}>
            <b>{eventWords(event)}</b>
            <Which event={event} view={view} />
            <span class="second">{instant(event.at, view.now, lang.value)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** That something about a protection was done in time is said by what was done. */
function isTwice({ kind, facts }: Event): boolean {
  const { deadline, late } = facts
  return kind === "deadline.kept" && late !== true && measureOf(String(deadline)) !== null
}

/** The first to be rung are nobody's next; each of them stands there by name. */
function isFirst({ kind, facts }: Event): boolean {
  return kind === "alert.climbed" && facts["tier"] === 0
}

/** Which protection it was about. */
function Which({ event: { kind, facts }, view }: { event: Event; view: ReporterCase }) {
  const { deadline, n } = facts
  const about = typeof deadline === "string" ? measureOf(deadline) : n
  const which =
    kind.startsWith("measure.") || deadline !== undefined ? whichProtection(view, about) : null
  return which === null ? null : <span class="second">{which}</span>
}

/** Each new list of keys is opened anew by everybody; to her that a person opened it is said once. */
function isNew({ kind, facts }: Event, at: number, all: readonly Event[]): boolean {
  const same = (one: Event) => one.kind === kind && one.facts["person"] === facts["person"]
  return kind !== "case.opened" || all.findIndex(same) === at
}

function eventWords(event: Event): string {
  const { alert, about, deadline = about, person, to } = event.facts
  const side = alert === "retaliation" ? "retaliation" : "report"
  const owed =
    typeof deadline === "string"
      ? promiseNamed(deadline as DeadlineKind, side, sheet().promise, back().duty) // the server's own word for a deadline
      : ""
  const names = [person, to].find((one) => typeof one === "string") ?? ""
  // A quiet bell: whoever it rings hears which promise is late.
  const told = event.kind === "alert.rung" && typeof about === "string"
  return say(back().events[told ? "alert.told" : event.kind] ?? "", { deadline: owed, names })
}
