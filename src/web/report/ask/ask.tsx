import type { ComponentChildren } from "preact"
import { signal } from "#web/report/signal.ts"
import type { Page } from "#web/build/slim-types.ts"
import { answers, ui } from "#web/report/memory.ts"
import { Choices, Fields } from "./choices.tsx"
import { worded } from "./flow.ts"
import type { Answer } from "./answer.ts"

const missing = signal<string | null>(null)

/** What a page does with its answer and where it goes on. */
export type Turn = {
  blanks: (text: string) => string
  onward: () => void
}

type Question = {
  page: Page
  turn: Turn
  children?: ComponentChildren
  below?: ComponentChildren
  eyebrow?: string | undefined
}

/** One question on one page. What stands between the question and the button is the page's own. */
export function Ask({ page, turn, children, below, eyebrow }: Question) {
  const shown = worded(page, answers.value)
  const answer = answers.value[page.id] ?? {}
  const say = (next: Answer) => {
    missing.value = null
    answers.value = { ...answers.value, [page.id]: next }
  }
  const isMissing = missing.value === page.id
  const onward = (event: Event) => {
    event.preventDefault()
    if (page.required && !answer.codes?.length) {
      missing.value = page.id
      document.querySelector<HTMLInputElement>(".choices input")?.focus()
      return
    }
    turn.onward()
  }
  const notes = shown.notes?.filter((note) => !note.for || answer.codes?.includes(note.for)) ?? []
  return (
    <form onSubmit={onward} novalidate>
      {eyebrow ? <p class="eyebrow">{eyebrow}</p> : null}
      <Heading text={turn.blanks(shown.text)} help={turn.blanks(shown.help ?? "")} />
      {children}
      {shown.type === "single" || shown.type === "multi" ? (
        <div
          role={shown.type === "single" ? "radiogroup" : "group"}
          aria-labelledby="question"
          aria-required={shown.type === "single" && page.required ? true : undefined}
          aria-describedby={isMissing ? "missing" : undefined}
        >
          <Choices page={shown} answer={answer} say={say} />
        </div>
      ) : null}
      {shown.fields?.some((field) => !field.for) && shown.type !== "persons" ? (
        <Fields page={shown} answer={answer} say={say} />
      ) : null}
      <p class="missing" id="missing" role="alert">
        {isMissing ? ui.value.chooseOne : ""}
      </p>
      {notes.map((note) => (
        <p class="small" key={note.id}>
          {turn.blanks(note.text)}
        </p>
      ))}
      <div class="acts">
        <button class="btn wide" type="submit">
          {ui.value.continue}
        </button>
      </div>
      {below}
    </form>
  )
}

function Heading({ text, help }: { text: string; help: string }) {
  return (
    <>
      <h1 tabIndex={-1} id="question">
        {text}
      </h1>
      {help ? (
        <p class="say" id="help">
          {help}
        </p>
      ) : null}
    </>
  )
}

/** Keep an answer. */
export function answerTo(page: string, next: Answer): void {
  answers.value = { ...answers.value, [page]: next }
}
