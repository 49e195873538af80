import { targets } from "#content/level.json?targets"
import type { PathFault } from "#core/path.ts"
import type { PersonId } from "#core/ids.ts"
import type { ReportLevel } from "#core/level.ts"
import { poolOf } from "#core/roster.ts"
import { say } from "#web/desk/set-up/say.ts"
import { lasting } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { PathScreen, Tiers } from "#wire/path.ts"
import type { Draft } from "./draft.ts"
import { changeTier, putOn, takeOff, type Tier } from "./edit.ts"
import { faultWords, stops, type Names } from "./faults.ts"
import { AddPerson } from "./add-person.tsx"
import { Rotation } from "./rotation.tsx"
import { Tags } from "./tags.tsx"
import { TierSettings } from "./tier-settings.tsx"
import { untilTier } from "./until-tier.ts"

type Props = {
  readonly at: number
  readonly tier: Tier
  readonly tiers: Tiers
  readonly screen: PathScreen
  readonly names: Names
  readonly faults: readonly PathFault[]
  readonly level: ReportLevel
  readonly draft: Draft | null
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** One tier: when it is rung, who stands on it, what is wrong with it. Alt with an arrow moves it. */
export function TierRung(props: Props) {
  const { at, tier, tiers, screen, names, faults, draft } = props
  const { paths: words } = say()
  const last = at === tiers.length - 1
  const set = (next: Tier) => draft?.change(changeTier(tiers, at, next))
  const moving = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    props.onMove(event.key === "ArrowUp" ? -1 : 1)
  }
  return (
    <li data-s={stateOf(faults)} data-tier={at} onKeyDown={moving}>
      <div class="rung">
        <b class="mono">{untilWords(props)}</b>
        <div>
          <h2 tabIndex={-1}>
            <span>
              {at + 1} {tier.name}
            </span>
            <span class="meta">{tier.kind === "inside" ? null : words.kinds[tier.kind]}</span>
          </h2>
          {tier.schedule.kind === "list" ? (
            <Tags
              people={tier.schedule.people}
              names={names}
              onTakeOff={draft ? (person) => set(takeOff(tier, person)) : null}
            />
          ) : (
            <Rotation
              tier={tier}
              rotation={tier.schedule}
              screen={screen}
              names={names}
              onChange={draft ? set : null}
            />
          )}
        </div>
        <span class="meta">{channelsOf(poolOf(tier.schedule), screen)}</span>
        {faults.map((fault) => (
          <p
            key={faultWords(fault, names, last)}
            class="warn"
            data-s={stops(fault) ? "stop" : undefined}
          >
            <span>{faultWords(fault, names, last)}</span>
          </p>
        ))}
        {draft ? <Acts {...props} set={set} /> : null}
      </div>
    </li>
  )
}

function Acts(props: Props & { readonly set: (next: Tier) => void }) {
  const { at, tier, tiers, screen, names, set } = props
  const { paths: words } = say()
  const n = at + 1
  return (
    <div class="tier-acts stack tight">
      {tier.schedule.kind === "list" ? (
        <AddPerson
          label={fill(words.person, { n })}
          screen={screen}
          taken={tier.schedule.people}
          kind={tier.kind}
          onAdd={(person) => set(putOn(tier, person))}
        />
      ) : null}
      <div class="acts">
        {at > 0 ? (
          <Button kind="bare" label={fill(words.moveUp, { n })} onPress={() => props.onMove(-1)}>
            ↑
          </Button>
        ) : null}
        {at < tiers.length - 1 ? (
          <Button kind="bare" label={fill(words.moveDown, { n })} onPress={() => props.onMove(1)}>
            ↓
          </Button>
        ) : null}
        <Button kind="bare" label={fill(words.removeTier, { n })} onPress={props.onRemove}>
          {words.removeTierShort}
        </Button>
      </div>
      <TierSettings at={at} tier={tier} names={names} onChange={set} />
    </div>
  )
}

/** When this tier is rung for the level being tried, if nobody answers before. */
function untilWords({ tiers, at, level }: Props): string {
  const { paths: words } = say()
  const { minutes, days } = untilTier(tiers, at, level, targets)
  if (!minutes && !days) return words.atOnce
  if (days) return fill(words.plusDay, { n: days })
  return fill(words.plus, { time: lasting(minutes * 60_000) })
}

function stateOf(faults: readonly PathFault[]): string {
  if (faults.some(stops)) return "over"
  return faults.length ? "soon" : "done"
}

function channelsOf(pool: readonly PersonId[], { people }: PathScreen): string {
  const { paths: words } = say()
  const on = people.filter(({ id }) => pool.some((person) => person === id))
  const kinds = [...new Set(on.flatMap(({ channels }) => channels))]
  if (!on.length) return ""
  return kinds.length
    ? listed(kinds.map((kind) => words.channels[kind as keyof typeof words.channels]))
    : words.noChannel
}
