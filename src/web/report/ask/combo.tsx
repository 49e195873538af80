import { useSignal } from "@preact/signals"
import { searchDirectory } from "#core/directory.ts"
import { people } from "#web/report/who.ts"
import { say, words } from "#web/report/say.ts"
import type { Person } from "#web/report/closure.ts"

/** A field that finds people in the list on this device, or takes a name as it is typed. Nothing typed here is sent. */
export function Combo({
  id,
  label,
  choose,
  taken,
}: {
  id: string
  label: string
  choose: (name: string, person?: Person) => void
  taken: (person: Person) => string | undefined
}) {
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
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step !== undefined) at.value = (at.value + step + count) % count
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
        <ul id={`${id}-hits`} role="listbox" aria-label={words().peopleFound} hidden={!open}>
          {open
            ? hits.map((hit, index) => (
                <li
                  key={hit.id}
                  id={`${id}-${index}`}
                  role="option"
                  class={index === at.value ? "on" : ""}
                  aria-selected={index === at.value}
                  aria-disabled={taken(hit) ? true : undefined}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => pick(index)}
                >
                  <Marked name={hit.name} part={typed.value.trim()} />
                  <span class="second">
                    {[hit.title, hit.unit, taken(hit)].filter(Boolean).join(" · ")}
                  </span>
                </li>
              ))
            : null}
          {open ? (
            <li
              id={`${id}-${hits.length}`}
              role="option"
              class={at.value === hits.length ? "on" : ""}
              aria-selected={at.value === hits.length}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(hits.length)}
            >
              {say(words().asTyped, { name: typed.value.trim() })}
              <span class="second">{words().asTypedWhy}</span>
            </li>
          ) : null}
        </ul>
      </div>
      <p class="small" id={`${id}-local`}>
        {people.value ? words().listIsHere : words().typedStays}
      </p>
    </div>
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
