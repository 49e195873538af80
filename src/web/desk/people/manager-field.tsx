import { useEffect, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { get } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { nameKnown, remember } from "./known.ts"
import type { PeoplePage, PersonView } from "#wire/person.ts"

type Props = {
  readonly manager: string | null
  /** Nobody manages themselves. */
  readonly not: string
  readonly onChange: (manager: string | null) => void
  readonly error: string | null
}

/** Whom a person reports to, found by name. */
export function ManagerField({ manager, not, onChange, error }: Props) {
  const { people, colon } = say()
  const { person: words, noneFound } = people
  const [typed, type] = useState("")
  const q = typed.trim()
  const { found, fault } = useFound(q, not)
  const name = manager === null ? words.managerNone : (nameKnown(manager) ?? words.managerOther)
  return (
    <div class="stack tight">
      <p>
        <b>{words.manager}</b>
        {colon}
        {name}{" "}
        {manager === null ? null : (
          <Button kind="bare" onPress={() => onChange(null)}>
            {words.managerNone}
          </Button>
        )}
      </p>
      <Field
        label={words.managerFind}
        type="search"
        value={typed}
        onInput={type}
        error={error ?? fault}
      />
      <ul class="acts" aria-live="polite">
        {found.map((one) => (
          <li key={one.id}>
            <Button
              kind="quiet"
              label={fill(words.managerUse, { name: one.name })}
              onPress={() => {
                remember([one])
                onChange(one.id)
                type("")
              }}
            >
              {one.name}
            </Button>
          </li>
        ))}
        {q !== "" && !found.length ? <li class="second">{fill(noneFound, { q })}</li> : null}
      </ul>
    </div>
  )
}

/** The first few people whose name fits, without the one asked about. */
function useFound(q: string, not: string) {
  const [found, setFound] = useState<readonly PersonView[]>([])
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    const asked = new AbortController()
    const wait = setTimeout(() => {
      if (q === "") return setFound([])
      get<PeoplePage>(`/people?${new URLSearchParams({ q }).toString()}`, { signal: asked.signal })
        .then(({ people }) => setFound(people.filter(({ id }) => id !== not).slice(0, 6)))
        .catch((why: unknown) => {
          if (!asked.signal.aborted) setFault(told(why))
        })
    }, 200)
    return () => {
      clearTimeout(wait)
      asked.abort()
    }
  }, [q, not])
  return { found, fault }
}
