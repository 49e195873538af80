import { places } from "#content/jurisdictions.json?places"
import { start } from "#content/intake.json?start"
import { Ask, answerTo } from "./ask/ask.tsx"
import { filled } from "./ask/flow.ts"
import { answers, door, lang, placeName, ui } from "./memory.ts"
import { go } from "./place.ts"

/** What the first three pages need of the rest once it is there. */
export type Later = { onward: (from: string) => void; keep: () => void; leave: () => void }

/** The three pages that are there at once: the promise, the country, and whether she is safe. */
export function StartPage({ id, later }: { id: string; later: Later }) {
  const page = start[lang.value].pages.find((one) => one.id === id)
  if (!page) return null
  const blanks = (text: string) =>
    filled(text, { org_country: placeName(door.value?.org.country ?? "") })
  if (id === "i00") return <Welcome later={later} />
  const turn = {
    blanks,
    onward: () => (id === "i00a" ? chooseCountry() : later.onward(id)),
  }
  return (
    <Ask
      page={page}
      turn={turn}
      eyebrow={id === "i01" ? ui.value.first : undefined}
      below={id === "i01" ? <p class="small">{ui.value.stopHere}</p> : null}
    >
      {id === "i00a" ? <Country /> : null}
    </Ask>
  )
}

/** Going on without a change means the organisation's own country. */
function chooseCountry(): void {
  if (!answers.value["i00a"]?.codes?.length) answerTo("i00a", { codes: ["org_country"] })
  go({ at: "ask", id: "i01" })
}

function Welcome({ later }: { later: Later }) {
  const page = start[lang.value].pages.find((one) => one.id === "i00")
  const begin = () => go({ at: "ask", id: "i00a" })
  const acts: Record<string, () => void> = { go: begin, keep: later.keep, exit: later.leave }
  const names: Record<string, string> = { go: "btn wide", keep: "btn quiet wide", exit: "btn bare" }
  return (
    <>
      <h1 tabIndex={-1} id="question">
        {page?.text}
      </h1>
      <p class="say">{page?.help}</p>
      <div class="acts">
        {page?.options
          .filter(([code]) => code !== "exit")
          .map(([code, text]) => (
            <button type="button" key={code} class={names[code]} onClick={acts[code]}>
              {text}
            </button>
          ))}
      </div>
      <p>
        <a href="/return">{ui.value.haveCode}</a>
      </p>
      <p class="small">{ui.value.exit_keys}</p>
    </>
  )
}

/** The country she is in now; the organisation's own stands first. */
export function Country({ told }: { told?: boolean }) {
  const own = door.value?.org.country ?? ""
  const chosen = answers.value["i00a"]?.codes?.[0] ?? (own && "org_country")
  const page = start[lang.value].pages.find((one) => one.id === "i00a")
  const other = page?.options.find(([code]) => code === "other")?.[1] ?? ""
  const rows = [...places.filter(([id]) => id === own), ...places.filter(([id]) => id !== own)]
  const known = rows.some(([id]) => id === own)
  return (
    <label class="field">
      <b class={told ? "" : "sr"}>{page?.text}</b>
      <select
        value={chosen}
        onChange={(event) => answerTo("i00a", { codes: [event.currentTarget.value] })}
      >
        {rows.map(([id]) => (
          <option key={id} value={id === own ? "org_country" : id}>
            {placeName(id)}
          </option>
        ))}
        {known ? null : <option value={own && "org_country"}>{own}</option>}
        <option value="other">{other}</option>
      </select>
    </label>
  )
}
