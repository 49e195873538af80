import { useSignal } from "#web/report/signal.ts"
import { searchDirectory } from "#core/directory.ts"
import { people } from "#web/report/who.ts"
import { say, words } from "#web/report/say.ts"
import type { Person } from "#web/report/closure.ts"

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

type Finding = {
  id: string
  label: string
  choose: (name: string, person?: Person) => void
  taken: (person: Person) => string | undefined
}

/** A field that finds people in the list on this device, or takes a name as it is typed. Nothing typed here is sent. */
export function Combo({ id, label, choose, taken }: Finding) {
  const typed = useSignal("")
  const at = useSignal(0)
  const hits = searchDirectory(people.value ?? [], typed.value, 6)
  const open = typed.value.trim() !== ""
  const count = hits.length + 1
  const pick = (index: number) => {
    const hit = hits[index]
    if (hit && taken(hit)) return
    choose(hit?.name ?? typed.value.trim(), hit)
    typed.value = ""
    at.value = 0
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || !open) return
    if (event.key in steps) at.value = (at.value + (steps[event.key] ?? 0) + count) % count
    else if (event.key === "Enter") pick(at.value)
    else if (event.key === "Escape") typed.value = ""
    else return
    event.preventDefault()
  }
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <div class={open ? "combo open" : "combo"}>
        <input
          id={id}
          type="text"
          inputMode="search"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-hits`}
          aria-activedescendant={open ? `${id}-${at.value}` : undefined}
          aria-describedby={`${id}-local`}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
            at.value = 0
          }}
          onKeyDown={onKeyDown}
        />
        <Hits
          id={id}
          typed={typed.value.trim()}
          at={at.value}
          taken={taken}
          pick={pick}
          hits={hits}
        />
      </div>
      <Local id={id} />
    </div>
  )
}

function Local({ id }: { id: string }) {
  return (
    <p class="small" id={`${id}-local`}>
      {people.value ? words().listIsHere : words().typedStays}
    </p>
  )
}

type Found = {
  id: string
  typed: string
  at: number
  hits: readonly Person[]
  taken: (person: Person) => string | undefined
  pick: (index: number) => void
}

/** The people found, and last the name as it was typed. */
function Hits({ id, typed, at, hits, taken, pick }: Found) {
  const row = (index: number, out?: string) => ({
    id: `${id}-${index}`,
    role: "option" as const,
    class: index === at ? "on" : "",
    "aria-selected": index === at,
    "aria-disabled": out ? true : undefined,
    onMouseDown: (event: MouseEvent) => event.preventDefault(),
    onClick: () => pick(index),
  })
  return (
    <ul id={`${id}-hits`} role="listbox" aria-label={words().peopleFound} hidden={typed === ""}>
      {typed === ""
        ? null
        : hits.map((hit, index) => (
            <li key={hit.id} {...row(index, taken(hit))}>
              <Marked name={hit.name} part={typed} />
              <span class="second">
                {[hit.title, hit.unit, taken(hit)].filter(Boolean).join(" · ")}
              </span>
            </li>
          ))}
      {typed === "" ? null : (
        <li {...row(hits.length)}>
          {say(words().asTyped, { name: typed })}
          <span class="second">{words().asTypedWhy}</span>
        </li>
      )}
    </ul>
  )
}

function Marked({ name, part }: { name: string; part: string }) {
  const from = name.toLowerCase().indexOf(part.toLowerCase())
  if (from < 0) return <>{name}</>
  return (
    <>
      {name.slice(0, from)}
      <mark>{name.slice(from, from + part.length)}</mark>
      {name.slice(from + part.length)}
    </>
  )
}
