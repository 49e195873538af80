import { searchDirectory } from "#core/directory.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import type { Someone, Subject } from "./directory.ts"
import { checkWords } from "./words.ts"

type Props = {
  readonly people: readonly Someone[]
  readonly subject: Subject
  readonly onChange: (subject: Subject) => void
  readonly error: string | null
  /** Other words than those of a check. */
  readonly words?: ReturnType<typeof picking>
}

function picking() {
  const { who, whoHelp, pick, picked, another, notListed } = checkWords().ask
  return { who, whoHelp, pick, picked, another, notListed }
}

const most = 6

/** Whom it concerns: found by name in this browser, or typed when nobody in the list is called that. */
export function PersonField({ people, subject, onChange, error, words }: Props) {
  const say = words ?? picking()
  const { person, name } = subject
  if (person !== null) {
    const known = people.find(({ id }) => id === person)
    return (
      <div class="acts">
        <p>
          <b>{fill(say.picked, { name })}</b>{" "}
          <span class="second">{known ? detailOf(known) : null}</span>
        </p>
        <Button kind="quiet" onPress={() => onChange({ person: null, name: "" })}>
          {say.another}
        </Button>
      </div>
    )
  }
  const found = searchDirectory(people, name, most)
  return (
    <div class="stack tight">
      <Field
        label={say.who}
        type="search"
        max={200}
        value={name}
        onInput={(typed) => onChange({ person: null, name: typed })}
        help={say.whoHelp}
        error={error}
      />
      <ul class="acts" aria-live="polite">
        {found.map((one) => (
          <li key={one.id}>
            <Button
              kind="quiet"
              label={fill(say.pick, { name: `${one.name} ${detailOf(one)}`.trim() })}
              onPress={() => onChange({ person: one.id, name: one.name })}
            >
              {one.name} <span class="second">{detailOf(one)}</span>
            </Button>
          </li>
        ))}
        {name.trim() !== "" && found.length === 0 ? <li class="second">{say.notListed}</li> : null}
      </ul>
    </div>
  )
}

function detailOf({ title, unit }: Someone): string {
  return [title, unit].filter(Boolean).join(", ")
}
