import { outside } from "#content/jurisdictions.json?outside-sourced"
import { useEffect } from "preact/hooks"
import { outsideLimits, type OutsideDates, type OutsideLimit } from "#core/law-outside.ts"
import { oneDoor } from "#core/law-table.ts"
import type { OutsideLaw } from "#web/build/slim-types.ts"
import type { OutsideWords } from "#web/words/outside-en.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { useSignal } from "#web/report/signal.ts"
import { withTemporal } from "#web/report/temporal.ts"
import type { Case } from "./case.ts"
import { back } from "./words.ts"

/** Until when somebody outside can be turned to: counted here, from the day that the report tells, which the server does not know. */
export function Outside({ now }: { now: Case }) {
  const ready = useSignal(false)
  useEffect(() => {
    // Nothing hangs on it: without a calendar no day is said, and the next visit tries again.
    withTemporal().then(
      () => (ready.value = true),
      () => undefined,
    )
  }, [])
  if (!ready.value) return null
  const w = back().outside
  const { places } = now.view.life
  const here = outside.filter(({ id }) => places.includes(id))
  const happened = now.said.find((one) => one.happened !== null)?.happened ?? null
  const limits = outsideLimits(here, datesOf(now, happened))
  const day = happened ? Temporal.Instant.fromEpochMilliseconds(happened[0]) : null
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{w.title}</h2>
      <p>{w.how}</p>
      <p>
        <b>{w.telling}</b> {w.goesOn}
      </p>
      {here.length === 0 ? <p class="small">{w.none}</p> : null}
      {here.length > 0 ? (
        <p class="small">{day ? say(w.counted, { day: dayOf(dateOf(day)) }) : w.unknown}</p>
      ) : null}
      <ol class="line">
        {limits.map((limit) => (
          <Line key={limit.clock} limit={limit} w={w} of={here} today={now.view.now} />
        ))}
      </ol>
      {limits.length > 0 ? <p class="small">{`${w.asked} ${w.review}`}</p> : null}
    </section>
  )
}

type LineProps = { limit: OutsideLimit; w: OutsideWords; of: readonly OutsideLaw[]; today: number }
function Line({ limit, w, of, today }: LineProps) {
  const { clock, last, binding, pack, article } = limit
  const name = of.find(({ id }) => id === pack)?.name[lang.value] ?? pack
  const over =
    last !== null &&
    Temporal.PlainDate.compare(last, dateOf(Temporal.Instant.fromEpochMilliseconds(today))) < 0
  return (
    <li data-s={over ? "done" : "owed"}>
      <b>{w.clock[clock as keyof OutsideWords["clock"]]}</b>
      <span class="second">{last ? say(over ? w.over : w.last, { day: dayOf(last) }) : null}</span>
      {over ? <span class="second">{w.overHow}</span> : null}
      {oneDoor[clock] ? <span class="second">{binding ? w.earlier : w.later}</span> : null}
      <span class="second">{say(w.law, { article, pack: name })}</span>
    </li>
  )
}

/** Days in the zone of whoever reads; what the record of the case tells starts the ways to appeal. */
function datesOf(now: Case, happened: readonly [number, number] | null): OutsideDates {
  const first = (kind: string) => {
    const event = now.view.timeline.find((one) => one.kind === kind)
    return event ? dateOf(Temporal.Instant.fromEpochMilliseconds(event.at)) : undefined
  }
  return {
    incident: happened
      ? dateOf(Temporal.Instant.fromEpochMilliseconds(Math.round(happened[0])))
      : undefined,
    recommendation_communicated: first("findings.issued"),
    decision_communicated: first("outcome.notified"),
  }
}

function dateOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(Intl.DateTimeFormat().resolvedOptions().timeZone).toPlainDate()
}

function dayOf({ year, month, day }: Temporal.PlainDate): string {
  return new Intl.DateTimeFormat(lang.value === "zh" ? "zh-Hans" : "en-GB", {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(Date.UTC(year, month - 1, day))
}
