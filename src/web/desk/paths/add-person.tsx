import { useId, useState } from "preact/hooks"
import { idOf, type PersonId } from "#core/ids.ts"
import type { TierKind } from "#core/receivers.ts"
import { say } from "#web/desk/set-up/say.ts"
import { Button } from "#web/ui/button.tsx"
import type { PathScreen } from "#wire/path.ts"

type Props = {
  readonly label: string
  /** What the button says, where it does more than putting somebody on. */
  readonly word?: string
  readonly screen: PathScreen
  readonly taken: readonly PersonId[]
  /** Who fits this kind of tier stands first. */
  readonly kind: TierKind
  readonly onAdd: (person: PersonId) => void
}

/** Puts one more person on: chosen, then pressed, so that no arrow key puts anybody on by itself. */
export function AddPerson({ label, word, screen, taken, kind, onAdd }: Props) {
  const { paths: words } = say()
  const id = useId()
  const [chosen, choose] = useState("")
  const free = screen.people.filter((one) => !taken.some((person) => person === one.id))
  const fits = (one: PathScreen["people"][number]) =>
    kind === "board" ? one.board : kind === "outside" ? one.outside : !one.outside && !one.board
  const sorted = [...free.filter(fits), ...free.filter((one) => !fits(one))]
  const add = () => {
    if (!free.some((one) => one.id === chosen)) return
    onAdd(idOf<PersonId>(chosen))
    choose("")
  }
  return (
    <div class="add-person">
      <label class="sr" for={id}>
        {label}
      </label>
      <select
        id={id}
        data-add-person
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{words.choosePerson}</option>
        {sorted.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === chosen}>
            {[one.name, one.title || one.unit, one.key ? "" : words.noKey]
              .filter(Boolean)
              .join(", ")}
          </option>
        ))}
      </select>
      <Button
        kind="quiet"
        label={word ?? `${words.putOn}: ${label}`}
        why={chosen ? null : words.putOnWhy}
        onPress={add}
      >
        {word ?? words.putOn}
      </Button>
    </div>
  )
}
