import type { PersonId } from "#core/ids.ts"
import type { ReplayStep } from "#core/rehearsal.ts"
import { poolOf } from "#core/roster.ts"
import { say } from "#web/desk/set-up/say.ts"
import { when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import type { Tiers } from "#wire/path.ts"
import { nameOf, type Names } from "./faults.ts"

type Props = {
  readonly step: ReplayStep
  readonly start: number
  readonly names: Names
  readonly tiers: Tiers
}

/** One moment of a replay: who is rung for the first time, which tiers had nobody, who cannot be counted on. */
export function Moment({ step, start, names, tiers }: Props) {
  const { paths: words } = say()
  const told = (ids: readonly PersonId[]) => listed(ids.map((id) => nameOf(names, id)))
  const unheard = step.fresh.filter((person) => step.unreachable.includes(person))
  const nobody = unheard.length === step.fresh.length
  const at = step.at.epochMilliseconds
  const why = step.passed.map(({ tier, why }) => {
    const schedule = tiers[tier]?.schedule
    const empty = !schedule || poolOf(schedule).length === 0
    const text =
      why === "nobody-on-call" ? words.passedOff : empty ? words.passedEmpty : words.passedLeftOut
    return fill(text, { n: tier + 1 })
  })
  return (
    <li data-s={step.again ? "owed" : nobody ? "late" : "done"}>
      <time dateTime={new Date(at).toISOString()}>{when(at, start)}</time>
      <span>
        {why.length ? (
          <span>
            {fill(words.nobodyPassed, { why: listed(why) })}
            <span class="second">{words.movesOn}</span>
          </span>
        ) : null}
        {step.fresh.length ? told(step.fresh) : null}
        {step.again ? fill(words.again, { names: told(step.rung) }) : null}
        {unheard.length ? (
          <span class="second">{fill(words.unheard, { names: told(unheard) })}</span>
        ) : null}
        {step.again ? <span class="second">{words.againHow}</span> : null}
      </span>
    </li>
  )
}
