import { late } from "./late-words.ts"
import { useSignal } from "./signal.ts"
import { useMemo } from "preact/hooks"
import { say } from "./say.ts"
import { plain, sameGroup } from "./typed-back.ts"

/** The code, to be written down, and two groups of it to be typed back. There is no way past without them. */
export function Receipt({ code, act, passed }: { code: string; act: string; passed: () => void }) {
  const groups = code.split(" ")
  const asked = useMemo(pair, [code])
  const typed = useSignal(["", ""])
  const right = asked.map((group, at) => sameGroup(typed.value[at] ?? "", groups[group] ?? ""))
  const open = right.every(Boolean)
  const w = late().receipt
  const go = (event: Event) => {
    event.preventDefault()
    if (open) passed()
    else document.getElementById(`group-${right[0] ? 1 : 0}`)?.focus()
  }
  return (
    <>
      <CodeShown groups={groups} />
      <section aria-labelledby="check" class="noprint">
        <h2 id="check">{w.check}</h2>
        <p>{w.checkHow}</p>
        <form onSubmit={go} novalidate>
          <div class="back">
            {asked.map((group, at) => (
              <Group
                key={group}
                at={at}
                number={group + 1}
                typed={typed.value[at] ?? ""}
                right={right[at] ?? false}
                type={(text) => (typed.value = typed.value.with(at, text))}
              />
            ))}
          </div>
          <div class="acts">
            <button
              class="btn wide"
              type="submit"
              aria-disabled={!open}
              aria-describedby={open ? undefined : "why"}
            >
              {act}
            </button>
          </div>
          {open ? null : (
            <p class="why" id="why">
              {w.opensWhen}
            </p>
          )}
        </form>
      </section>
    </>
  )
}

/** The code in its groups, as it is written down. */
function CodeShown({ groups }: { groups: readonly string[] }) {
  const w = late().receipt
  return (
    <section aria-labelledby="code">
      <h2 id="code">{w.title}</h2>
      <p>{w.write}</p>
      <div class="code" role="group" aria-label={w.label}>
        {groups.slice(0, 6).map((group, at) => (
          <span key={at}>
            <small>{at + 1}</small>
            <bdi dir="ltr">{group}</bdi>
          </span>
        ))}
        <span class="check">
          <small>{w.last}</small>
          <bdi dir="ltr">{groups[6]}</bdi>
        </span>
      </div>
      <p class="small">{w.letters}</p>
      <p>{w.lost}</p>
      <div class="acts noprint">
        <button type="button" class="btn quiet wide" onClick={printCard}>
          {w.print}
        </button>
      </div>
    </section>
  )
}

/** One group to be typed back. */
function Group(group: {
  at: number
  number: number
  typed: string
  right: boolean
  type: (text: string) => void
}) {
  const { at, typed, right } = group
  return (
    <label class="field">
      <b>{say(late().receipt.group, { number: group.number })}</b>
      <input
        id={`group-${at}`}
        type="text"
        dir="ltr"
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        maxLength={8}
        value={typed}
        aria-describedby={`group-${at}-help`}
        onInput={(event) => group.type(event.currentTarget.value)}
      />
      <span class="help" id={`group-${at}-help`} role="status">
        {told(typed, right)}
      </span>
    </label>
  )
}

function told(typed: string, right: boolean): string {
  const w = late().receipt
  const length = plain(typed).length
  if (right) return w.right
  if (length === 0) return ""
  return length < 4 ? say(w.more, { count: 4 - length }) : w.wrong
}

/** Two different groups of the six, by chance. */
function pair(): [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2))
  const first = a % 6
  const second = (first + 1 + (b % 5)) % 6
  return first < second ? [first, second] : [second, first]
}

function printCard(): void {
  document.body.classList.add("card")
  print()
  document.body.classList.remove("card")
}
