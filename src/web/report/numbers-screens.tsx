import { useEffect } from "preact/hooks"
import { answerTo } from "./ask/ask.tsx"
import { late } from "./late-words.ts"
import { country, door, lang, ui } from "./memory.ts"
import { Calls, loadNumbers } from "./numbers.tsx"
import { back } from "./place.ts"
import { Country } from "./start.tsx"

/** The numbers to call, beside the questions: nothing typed is lost by looking at them. */
export function Numbers() {
  return (
    <>
      <h1 tabIndex={-1}>{ui.value.numbers}</h1>
      <NumbersHere />
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={back}>
          {ui.value.back}
        </button>
      </div>
    </>
  )
}

/** Nobody can receive a report yet: the numbers are all there is. */
export function Closed() {
  const w = late().closed
  return (
    <>
      <h1 tabIndex={-1}>{w.title}</h1>
      <p class="say">{w.how}</p>
      <NumbersHere />
      {door.value?.org.contact ? <p class="small">{door.value.org.contact}</p> : null}
    </>
  )
}

/** No number before the country is said. */
function NumbersHere() {
  const language = lang.value
  useEffect(() => void loadNumbers().catch(() => undefined), [language]) // the footer's page has them too
  const own = door.value?.org.country ?? ""
  return (
    <>
      <Country told />
      {country.value ? (
        <>
          <Calls />
          <p class="small">{ui.value.not_reviewed}</p>
        </>
      ) : own ? (
        <button
          type="button"
          class="btn wide"
          onClick={() => answerTo("i00a", { codes: ["org_country"] })}
        >
          {late().closed.show}
        </button>
      ) : null}
    </>
  )
}
