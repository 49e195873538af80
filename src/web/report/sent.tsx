import { useSignal } from "./signal.ts"
import { useEffect } from "preact/hooks"
import { holds } from "#core/condition.ts"
import { promiseState } from "#web/lib/promise.ts"
import type { Accepted } from "#wire/report.ts"
import { filled } from "./ask/flow.ts"
import { instant } from "./clock.ts"
import { afterwards, late } from "./late-words.ts"
import { answers, lang } from "./memory.ts"
import { loadNumbers, numberBlanks } from "./numbers.tsx"
import { go } from "./place.ts"
import { Receipt } from "./receipt.tsx"
import { listed, say, sheet } from "./say.ts"
import { helpSent, joined, sent, type Sent } from "./send.ts"
import { opened } from "./return/opened.ts"

/** Thank you, the code, and what is owed from now on. */
export function SentScreen({ help }: { help?: (() => void) | undefined }) {
  useEffect(() => void loadNumbers(), [])
  const done = help ? helpSent.value : sent.value
  const passed = useSignal(joined.value && !help)
  if (!done) return null
  const w = late().receipt
  const on = () => {
    passed.value = true
    if (help) return help()
    opened.value = { code: done.held.code, keys: done.held.keys }
    return go({ at: "case" })
  }
  return (
    <>
      <h1 tabIndex={-1}>{help ? late().help.title : after("thanks").split(/(?<=[.。])\s*/)[0]}</h1>
      <p class="say">
        {help
          ? ""
          : after("thanks")
              .split(/(?<=[.。])\s*/)
              .slice(1)
              .join(" ")}
      </p>
      <p class="say">{whoWhen(done)}</p>
      {joined.value && !help ? (
        <section>
          <p>{w.joined}</p>
          <div class="acts">
            <button type="button" class="btn wide" onClick={on}>
              {w.seeReport}
            </button>
          </div>
        </section>
      ) : (
        <Receipt code={done.held.code} act={help ? late().help.on : w.have} passed={on} />
      )}
      <section aria-labelledby="next">
        <h2 id="next">{w.next}</h2>
        <Owed accepted={done.accepted} />
        {paragraphs().map((id) => (
          <p class="small" key={id}>
            {after(id)}
          </p>
        ))}
      </section>
    </>
  )
}

/** What is owed, from the moment it was received. */
function Owed({ accepted }: { accepted: Accepted }) {
  const { promise } = sheet()
  return (
    <ol class="line owed">
      <li data-s="done">
        <b>{late().receipt.received}</b>
        <span class="second">{instant(accepted.receivedAt, accepted.now, lang.value)}</span>
      </li>
      {accepted.deadlines.map((owed, at) => (
        <li data-s={at === 0 ? "now" : "owed"} key={owed.kind}>
          <b>{promise.report[owed.kind]}</b>
          <span class="second">
            {say(promise.state[promiseState(owed, accepted.receivedAt, accepted.now)], {
              due: instant(owed.due, accepted.now, lang.value),
            })}
          </span>
        </li>
      ))}
    </ol>
  )
}

function whoWhen(done: Sent): string {
  const { deadlines, rung, now } = done.accepted
  const due = deadlines.find((owed) => owed.kind === "opening")?.due
  const names = [...new Set(rung.map((one) => one.firstName))]
  return filled(after("who_when"), {
    first_name: listed(names),
    open_by: due ? instant(due, now, lang.value) : "",
  })
}

/** Which of the sentences after sending hold for these answers. */
function paragraphs(): string[] {
  const said = answers.value
  return ["no_contact_first", "numbers", "retaliation", "inbox", "you_can"].filter((id) => {
    const condition = afterwards().find((one) => one.id === id)?.show_if
    return !condition || holds(condition, said)
  })
}

function after(id: string): string {
  const found = afterwards().find((one) => one.id === id)
  const third =
    answers.value["i04"]?.codes?.[0] !== "me" && answers.value["i04"] ? found?.third : undefined
  const text = third ?? found?.text ?? ""
  return id === "numbers" ? filled(text, numberBlanks()) : text
}
