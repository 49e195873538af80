import type { PersonId } from "#core/ids.ts"
import { say } from "#web/desk/set-up/say.ts"
import { fill } from "#web/lib/words.ts"
import { nameOf, type Names } from "./faults.ts"

type TagsProps = {
  readonly people: readonly PersonId[]
  readonly names: Names
  readonly onTakeOff: ((person: PersonId) => void) | null
}

/** People as tags, each with a way to take them off. */
export function Tags({ people, names, onTakeOff }: TagsProps) {
  const { paths: words } = say()
  if (!people.length) {
    return (
      <p class="who">
        <span class="tag gap">{words.nobody}</span>
      </p>
    )
  }
  return (
    <p class="who">
      {people.map((person) => (
        <span key={person} class="tag">
          {nameOf(names, person)}
          {onTakeOff ? (
            <button
              type="button"
              aria-label={fill(words.takeOff, { name: nameOf(names, person) })}
              onClick={() => onTakeOff(person)}
            >
              ×
            </button>
          ) : null}
        </span>
      ))}
    </p>
  )
}
