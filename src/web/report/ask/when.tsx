import { useSignal } from "#web/report/signal.ts"
import { dayName, dayStart, instant } from "#web/report/clock.ts"
import { late, loadLateWords } from "#web/report/late-words.ts"
import { answers, lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { dayParts, intervalOf, type DayPart } from "#core/when.ts"
import { withTemporal } from "#web/report/temporal.ts"
import { answerTo } from "./ask.tsx"

/** The lines for a time, once their words are here. */
export async function loadWhen(): Promise<typeof When> {
  await Promise.all([loadLateWords(), withTemporal()])
  return When
}

/** What is sure about a time: a day, perhaps a part of it, perhaps the clock. */
type Told = { daysAgo: number | null; part: DayPart | null; clock: string | null }

/** The time in which it certainly lies, in the zone of this device; nothing without a day. */
function betweenOf({ daysAgo, part, clock }: Told): [number, number] | undefined {
  if (daysAgo === null) return undefined
  const now = Temporal.Now.instant()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const day = now.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: daysAgo }).toString()
  const found = intervalOf({ day, part: part ?? undefined, clock: clock ?? undefined }, zone, now)
  return found ? [found.earliest.epochMilliseconds, found.latest.epochMilliseconds] : undefined
}

/** When it was, as far as she knows: the day, then the part of the day, then the clock. Each may stop there. */
export function When({ of }: { of: string }) {
  const told = useSignal<Told>({ daysAgo: null, part: null, clock: null })
  const keep = (next: Told) => {
    told.value = next
    const between = betweenOf(next)
    const { between: _, ...rest } = answers.value[of] ?? {}
    answerTo(of, between ? { ...rest, between } : rest)
  }
  const w = late().when
  const between = answers.value[of]?.between
  return (
    <div class="when" role="group" aria-labelledby={`when-${of}`}>
      <p class="label" id={`when-${of}`}>
        {w.title}
      </p>
      <p class="small">{w.stop}</p>
      <Day told={told.value} keep={keep} />
      {told.value.daysAgo === null ? null : (
        <label class="field">
          <b>{w.part}</b>
          <select
            value={told.value.part ?? ""}
            onChange={(event) =>
              keep({
                ...told.value,
                part: dayParts.find((part) => part === event.currentTarget.value) ?? null,
                clock: null,
              })
            }
          >
            <option value="">{w.dontKnow}</option>
            {dayParts.map((part) => (
              <option key={part} value={part}>
                {w.parts[part]}
              </option>
            ))}
          </select>
        </label>
      )}
      {told.value.part === null ? null : (
        <label class="field">
          <b>{w.clock}</b>
          <input
            type="time"
            value={told.value.clock ?? ""}
            onInput={(event) => keep({ ...told.value, clock: event.currentTarget.value || null })}
          />
        </label>
      )}
      <p class="small" role="status">
        {between ? shownBack(between) : ""}
      </p>
    </div>
  )
}

function Day({ told, keep }: { told: Told; keep: (next: Told) => void }) {
  const w = late().when
  return (
    <label class="field">
      <b>{w.day}</b>
      <select
        value={told.daysAgo ?? ""}
        onChange={(event) =>
          keep({
            daysAgo: event.currentTarget.value === "" ? null : Number(event.currentTarget.value),
            part: null,
            clock: null,
          })
        }
      >
        <option value="">{w.dontKnow}</option>
        {Array.from({ length: 31 }, (_, ago) => (
          <option key={ago} value={ago}>
            {ago === 0
              ? w.today
              : ago === 1
                ? w.yesterday
                : dayName(dayStart(Date.now(), -ago), lang.value)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** An interval in words: "between … and …", or the one instant it is. */
export function shownBack([from, to]: readonly [number, number]): string {
  const now = Date.now()
  if (from === to) return say(late().when.at, { at: instant(to, now, lang.value) })
  return say(late().when.between, {
    from: instant(from, now, lang.value),
    to: instant(to, now, lang.value),
  })
}
