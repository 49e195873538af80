import type { Page } from "#web/build/slim-types.ts"
import type { Answer } from "./answer.ts"
import { choose } from "#core/question.ts"

/** The answers of a page to choose from: whole rows, one box, and the fields that an answer opens. */
export function Choices({
  page,
  answer,
  say,
}: {
  page: Page
  answer: Answer
  say: (next: Answer) => void
}) {
  const codes = answer.codes ?? []
  return (
    <div class="choices">
      {page.options.map(([code, text]) => {
        const on = codes.includes(code)
        const fields = page.fields?.filter((field) => field.for === code) ?? []
        return (
          <>
            <label class={on ? "choice on" : "choice"} key={code}>
              <input
                type={page.type === "multi" ? "checkbox" : "radio"}
                name={page.id}
                value={code}
                checked={on}
                onChange={(event) =>
                  say({
                    ...answer,
                    codes: choose(page, codes, { code, on: event.currentTarget.checked }),
                  })
                }
              />{" "}
              {text}
            </label>
            {on && fields.length > 0 ? (
              <Fields page={page} of={code} answer={answer} say={say} />
            ) : null}
          </>
        )
      })}
    </div>
  )
}

/** The lines that belong to one answer, or to the page as a whole. */
export function Fields({
  page,
  of,
  answer,
  say,
}: {
  page: Page
  of?: string
  answer: Answer
  say: (next: Answer) => void
}) {
  const fields = page.fields?.filter((field) => field.for === of) ?? []
  return (
    <>
      {fields.map((field) => (
        <div class="opened" key={field.id}>
          <label class="field">
            <b>{field.text}</b>
            <input
              type="text"
              autocomplete="off"
              maxLength={field.max ?? 200}
              value={answer.fields?.[field.id] ?? ""}
              onInput={(event) =>
                say({
                  ...answer,
                  fields: { ...answer.fields, [field.id]: event.currentTarget.value },
                })
              }
            />
          </label>
        </div>
      ))}
    </>
  )
}
