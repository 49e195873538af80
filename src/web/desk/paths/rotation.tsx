import { weekOf } from "#core/roster.ts"
import type { PersonId } from "#core/ids.ts"
import { say } from "#web/desk/set-up/say.ts"
import { now, serverNow } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { PathScreen } from "#wire/path.ts"
import { AddPerson } from "./add-person.tsx"
import { addTurn, moved, nextWeeks, putOn, takeOff, type Tier } from "./edit.ts"
import { nameOf, type Names } from "./faults.ts"
import { Tags } from "./tags.tsx"

type Turns = Extract<Tier["schedule"], { kind: "rotation" }>
type Props = {
  readonly tier: Tier
  readonly rotation: Turns
  readonly screen: PathScreen
  readonly names: Names
  readonly onChange: ((tier: Tier) => void) | null
}

/** Weekly turns: who has which, and when they are handed over next. */
export function Rotation(props: Props) {
  const { tier, rotation, screen, names, onChange } = props
  const { paths: words } = say()
  return (
    <div class="stack tight">
      <ol class="turns">
        {rotation.turns.map((people, turn) => (
          <Turn key={turn} {...props} people={people} turn={turn} />
        ))}
      </ol>
      {onChange ? (
        <AddPerson
          label={words.addTurn}
          word={words.addTurn}
          screen={screen}
          taken={[]}
          kind={tier.kind}
          onAdd={(person) => onChange(addTurn(tier, person))}
        />
      ) : null}
      <p class="meta">
        {words.nextWeeks}
        {say().colon}
        {nextWeeks(rotation, serverNow(), 4, weekOf)
          .map(({ start, people }) => `${when(start, now.value)} ${namesOf(names, people)}`)
          .join(" · ")}
      </p>
    </div>
  )
}

type TurnProps = Props & { readonly people: readonly PersonId[]; readonly turn: number }
function Turn({ tier, rotation, screen, names, onChange, people, turn }: TurnProps) {
  const { paths: words } = say()
  const reorder = (at: number, by: -1 | 1) =>
    onChange?.({ ...tier, schedule: { ...rotation, turns: moved(rotation.turns, at, by) } })
  return (
    <li>
      <span class="meta">{fill(words.turn, { n: turn + 1 })}</span>
      <Tags
        people={people}
        names={names}
        onTakeOff={onChange && ((person) => onChange(takeOff(tier, person, turn)))}
      />
      {onChange ? (
        <div class="acts">
          {turn > 0 ? (
            <Button
              kind="bare"
              label={fill(words.turnUp, { n: turn + 1 })}
              onPress={() => reorder(turn, -1)}
            >
              ↑
            </Button>
          ) : null}
          {turn < rotation.turns.length - 1 ? (
            <Button
              kind="bare"
              label={fill(words.turnDown, { n: turn + 1 })}
              onPress={() => reorder(turn, 1)}
            >
              ↓
            </Button>
          ) : null}
          <AddPerson
            label={`${words.personShort}: ${fill(words.turn, { n: turn + 1 })}`}
            screen={screen}
            taken={people}
            kind={tier.kind}
            onAdd={(person) => onChange(putOn(tier, person, turn))}
          />
        </div>
      ) : null}
    </li>
  )
}

function namesOf(names: Names, people: readonly PersonId[]): string {
  return listed(people.map((person) => nameOf(names, person)))
}
