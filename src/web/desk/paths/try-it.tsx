import { useMemo } from "preact/hooks"
import { targets } from "#content/level.json?targets"
import type { PersonId } from "#core/ids.ts"
import { reportLevels, type ReportLevel } from "#core/level.ts"
import { poolOf } from "#core/roster.ts"
import { replay, type ReplayStep } from "#core/rehearsal.ts"
import { say } from "#web/desk/set-up/say.ts"
import { when, zone } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import type { PathScreen, Tiers } from "#wire/path.ts"
import { instantAt, localAt } from "./edit.ts"
import { nameOf, type Names } from "./faults.ts"
import { keyholdersOf, weekDaysOnly, type Nights } from "./load.ts"
import { NightsTried } from "./nights-tried.tsx"
import { Moment } from "./replay-moment.tsx"

/** What is tried: a wall-clock time in the organisation's zone, a level, and whom the report names. */
export type Asked = { readonly local: string; readonly level: ReportLevel; readonly named: string }

/** The next Saturday night, when it is hardest. */
export function firstAsked(now: number): Asked {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone.value)
  const saturday = today.toPlainDate().add({ days: (6 - today.dayOfWeek + 7) % 7 || 7 })
  return { local: `${saturday.toString()}T02:10`, level: "e2", named: "" }
}

type Props = {
  readonly tiers: Tiers
  readonly screen: PathScreen
  readonly names: Names
  readonly nights: Nights
  readonly asked: Asked
  readonly onAsk: (asked: Asked) => void
}

/** Who would be rung when, if nobody answered: the bell's own decisions, ringing nobody. */
export function TryIt(props: Props) {
  const { tiers, screen, names, nights, asked, onAsk } = props
  const { paths: words } = say()
  const on = [...new Set(tiers.flatMap(({ schedule }) => poolOf(schedule)))]
  const named = on.find((person) => person === asked.named) ?? null
  return (
    <>
      <div>
        <h2 id="try">{words.tryTitle}</h2>
        <p class="second">{words.tryWhy}</p>
      </div>
      <Question names={names} asked={asked} onAsk={onAsk} on={on} />
      {on.length === 0 ? <p class="empty">{words.tryEmpty}</p> : null}
      {on.length > 0 && asked.local ? <Played {...props} named={named} /> : null}
      {on.length > 0 ? (
        <NightsTried
          nights={nights}
          names={names}
          now={screen.now}
          onShow={({ night, named: whom }) =>
            onAsk({ local: localAt(night, zone.value), level: "e2", named: whom })
          }
        />
      ) : null}
    </>
  )
}

type QuestionProps = Pick<Props, "names" | "asked" | "onAsk"> & {
  readonly on: readonly PersonId[]
}
function Question({ names, asked, onAsk, on }: QuestionProps) {
  const { paths: words } = say()
  return (
    <>
      <Field
        label={words.tryAt}
        type="datetime-local"
        value={asked.local}
        onInput={(local) => onAsk({ ...asked, local })}
        help={zone.value.replaceAll("_", " ")}
      />
      <Select
        label={words.tryLevel}
        value={asked.level}
        options={reportLevels.map((level) => [level, words.levels[level]])}
        onChange={(chosen) =>
          onAsk({ ...asked, level: reportLevels.find((level) => level === chosen) ?? "e2" })
        }
        help={asked.level === "e4" ? words.noHolidays : null}
      />
      <Select
        label={words.tryNames}
        value={asked.named}
        options={[
          ["", words.tryNobody],
          ...on.map((person): [string, string] => [person, nameOf(names, person)]),
        ]}
        onChange={(person) => onAsk({ ...asked, named: person })}
      />
    </>
  )
}

function Played({ tiers, screen, names, asked, named }: Props & { named: PersonId | null }) {
  const { paths: words } = say()
  const people = useMemo(() => keyholdersOf(screen), [screen.people])
  const at = Temporal.Instant.from(instantAt(asked.local, zone.value))
  const steps = replay({ tiers }, people, {
    at,
    level: asked.level,
    named: named ? [named] : [],
    targets,
    calendar: weekDaysOnly(),
  })
  const start = at.epochMilliseconds
  const last = steps.findLast(reachesSomebody)
  const beyond = steps.some((step) => reachedOf(step).some((person) => isBeyond(screen, person)))
  const end = !last
    ? words.reachesNobody
    : beyond
      ? words.everybody
      : fill(words.nobodyNew, { time: when(last.at.epochMilliseconds, start) })
  return (
    <>
      <ol class="line events">
        {steps.map((step, i) => (
          <Moment key={i} step={step} start={start} names={names} tiers={tiers} />
        ))}
      </ol>
      <p role="status">
        <b>{end}</b>
      </p>
    </>
  )
}

function reachesSomebody({ fresh, unreachable }: ReplayStep): boolean {
  return fresh.some((person) => !unreachable.includes(person))
}

function reachedOf({ rung, unreachable }: ReplayStep): PersonId[] {
  return rung.filter((person) => !unreachable.includes(person))
}

function isBeyond({ people }: PathScreen, person: PersonId): boolean {
  return people.some((one) => one.id === person && (one.outside || one.board))
}
