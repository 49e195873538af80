import { useMemo } from "preact/hooks"
import { targets } from "#content/level.json?targets"
import type { PersonId } from "#core/ids.ts"
import { reportLevels, type ReportLevel } from "#core/level.ts"
import { isReachable, type Keyholder } from "#core/path.ts"
import { poolOf } from "#core/roster.ts"
import { say } from "#web/desk/set-up/say.ts"
import { when, zone } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import type { PathScreen, Tiers } from "#wire/path.ts"
import { instantAt } from "./edit.ts"
import { nameOf, type Names } from "./faults.ts"
import { keyholdersOf } from "./load.ts"
import { NightsTried } from "./nights-tried.tsx"
import { nightsFrom } from "./nights.ts"
import { replay, type Step } from "./replay.ts"

/** What is tried: a wall-clock time in the organisation's zone, a level, and whom the report names. */
export type Asked = { readonly local: string; readonly level: ReportLevel; readonly named: string }

/** The next Saturday night, when it is hardest. */
export function firstAsked(now: number): Asked {
  const saturday = nightsFrom(now, zone.value).find((night) => weekday(night) === 6) ?? now
  return { local: localOf(saturday), level: "e2", named: "" }
}

type Props = {
  readonly tiers: Tiers
  readonly screen: PathScreen
  readonly names: Names
  readonly asked: Asked
  readonly onAsk: (asked: Asked) => void
}

/** Who would be rung when, if nobody answered: played with these tiers, ringing nobody. */
export function TryIt({ tiers, screen, names, asked, onAsk }: Props) {
  const { paths: words } = say()
  const people = useMemo(() => keyholdersOf(screen), [screen.people])
  const on = [...new Set(tiers.flatMap(({ schedule }) => poolOf(schedule)))]
  const named = on.find((person) => person === asked.named) ?? null
  return (
    <>
      <div>
        <h2 id="try">{words.tryTitle}</h2>
        <p class="second">{words.tryWhy}</p>
      </div>
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
      />
      <Select
        label={words.tryNames}
        value={named ?? ""}
        options={[
          ["", words.tryNobody],
          ...on.map((person): [string, string] => [person, nameOf(names, person)]),
        ]}
        onChange={(person) => onAsk({ ...asked, named: person })}
      />
      {on.length === 0 ? <p class="empty">{words.tryEmpty}</p> : null}
      {on.length > 0 && asked.local ? (
        <Played tiers={tiers} people={people} names={names} asked={asked} named={named} />
      ) : null}
      {on.length > 0 ? (
        <NightsTried
          tiers={tiers}
          people={people}
          names={names}
          now={screen.now}
          onShow={({ at, named: whom }) => onAsk({ local: localOf(at), level: "e2", named: whom })}
        />
      ) : null}
    </>
  )
}

type PlayedProps = {
  readonly tiers: Tiers
  readonly people: readonly Keyholder[]
  readonly names: Names
  readonly asked: Asked
  readonly named: PersonId | null
}
function Played({ tiers, people, names, asked, named }: PlayedProps) {
  const { paths: words } = say()
  const at = Date.parse(instantAt(asked.local, zone.value))
  const { steps, nobodyFrom } = replay(
    { tiers },
    people,
    { at, level: asked.level, named },
    targets,
  )
  return (
    <>
      <ol class="line events">
        {steps.map((step, i) => (
          <Moment
            key={i}
            step={step}
            last={i === steps.length - 1}
            start={at}
            people={people}
            names={names}
          />
        ))}
      </ol>
      <p role="status">
        <b>
          {nobodyFrom === null
            ? words.everybody
            : fill(words.nobodyNew, { time: when(nobodyFrom, at) })}
        </b>
      </p>
    </>
  )
}

type MomentProps = {
  readonly step: Step
  readonly last: boolean
  readonly start: number
  readonly people: readonly Keyholder[]
  readonly names: Names
}
function Moment({ step, last, start, people, names }: MomentProps) {
  const { paths: words } = say()
  const told = (ids: readonly PersonId[]) => listed(ids.map((id) => nameOf(names, id)))
  const unheard = step.fresh.filter(
    (person) => !people.some((one) => one.id === person && isReachable(one)),
  )
  const why = step.passed.map(({ tier, why }) =>
    fill({ empty: words.passedEmpty, "left-out": words.passedLeftOut, off: words.passedOff }[why], {
      n: tier + 1,
    }),
  )
  const nobody = !step.fresh.length || unheard.length === step.fresh.length
  return (
    <li data-s={last ? "owed" : nobody ? "late" : "done"}>
      <time dateTime={new Date(step.at).toISOString()}>{when(step.at, start)}</time>
      <span>
        {why.length ? (
          <span>
            {fill(words.nobodyPassed, { why: listed(why) })}
            <span class="second">{words.movesOn}</span>
          </span>
        ) : null}
        {step.fresh.length ? told(step.fresh) : null}
        {last && step.again.length ? fill(words.again, { names: told(step.again) }) : null}
        {unheard.length ? (
          <span class="second">{fill(words.unheard, { names: told(unheard) })}</span>
        ) : null}
        {last ? <span class="second">{words.againHow}</span> : null}
      </span>
    </li>
  )
}

function localOf(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone.value)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
}

function weekday(at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone.value).dayOfWeek
}
