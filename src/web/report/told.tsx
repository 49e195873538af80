import { pagesFor } from "#core/question.ts"
import type { Page } from "#web/build/slim-types.ts"
import { toldEn } from "#web/words/told-en.ts"
import { toldZh } from "#web/words/told-zh.ts"
import { answerTo } from "./ask/ask.tsx"
import { Choices } from "./ask/choices.tsx"
import { worded } from "./ask/flow.ts"
import { answers, lang, ui } from "./memory.ts"

/** What is asked of each, on one page. The rest is who did it, who must not see it, and files. */
const asked: Readonly<Record<string, readonly string[]>> = {
  manager: ["i04d", "i04c", "i07", "i04b", "i16", "i04e", "i04a"],
  other: ["i04b", "i05", "i07", "i04a"],
  saw: ["i04b", "i05", "i07"],
  public: ["i07", "i04b"],
  outside: ["i04d", "i04b", "i05", "i07", "i04a"],
}

type Props = {
  readonly pages: readonly Page[]
  readonly blanks: (text: string) => string
  /** Goes on with the short way, or with every question. */
  readonly onward: (short: boolean) => void
}

/** Whoever was told, saw it or found it says what is needed of them on one page, within minutes. */
export function Told({ pages, blanks, onward }: Props) {
  const who = answers.value["i04"]?.codes?.[0] ?? "other"
  const w = lang.value === "zh" ? toldZh : toldEn
  const shown = pagesFor(pages, answers.value)
  const here = (asked[who] ?? []).flatMap((id) => shown.find((page) => page.id === id) ?? [])
  const rule = w.rules[who as keyof typeof w.rules] // a kind without one has none
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onward(true)
      }}
      novalidate
    >
      <h1 tabIndex={-1}>{w.title}</h1>
      <p class="say">{w.lead}</p>
      {rule ? <p class="banner">{rule}</p> : null}
      {here.map((page) => (
        <Question key={page.id} page={worded(page, answers.value)} blanks={blanks} />
      ))}
      <div class="acts">
        <button class="btn wide" type="submit">
          {ui.value.continue}
        </button>
        <button type="button" class="link" onClick={() => onward(false)}>
          {w.all}
        </button>
      </div>
    </form>
  )
}

type QuestionProps = { readonly page: Page; readonly blanks: Props["blanks"] }
function Question({ page, blanks }: QuestionProps) {
  const answer = answers.value[page.id] ?? {}
  const id = `q-${page.id}`
  const help = page.help ? <p class="small">{blanks(page.help)}</p> : null
  if (page.type === "text" || page.type === "longtext")
    return (
      <section>
        <label class="field">
          <b>{blanks(page.text)}</b>
          <textarea
            rows={page.type === "longtext" ? 6 : 2}
            maxLength={page.max ?? 5000}
            value={answer.text ?? ""}
            onInput={(event) => answerTo(page.id, { ...answer, text: event.currentTarget.value })}
          />
        </label>
        {help}
      </section>
    )
  return (
    <div role={page.type === "single" ? "radiogroup" : "group"} aria-labelledby={id}>
      <h2 id={id}>{blanks(page.text)}</h2>
      {help}
      <Choices page={page} answer={answer} say={(next) => answerTo(page.id, next)} />
    </div>
  )
}
