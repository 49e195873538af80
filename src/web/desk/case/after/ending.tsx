import type { GuardName } from "#core/life/guard.ts"
import type { Case } from "#web/desk/case/case.ts"
import { holdsHere } from "#web/desk/case/life.ts"
import { afterWords } from "./words.ts"

/** What has to be so before a case is closed, each looked at by the rule that the server keeps. */
const list = {
  told: "both-told",
  remedies: "remedies-done",
  measures: "measures-ended",
  windows: "appeal-over",
  payback: "no-retaliation",
  failures: "failures-decided",
  lessons: "lessons-recorded",
  word: "last-word",
  time: "monitored",
} as const satisfies Record<string, GuardName>

/** The list before the end, with what is done and what is open. */
export function Ending({ one }: { readonly one: Case }) {
  const say = afterWords().end
  return (
    <section aria-labelledby="ending">
      <h2 id="ending">{say.title}</h2>
      <ul class="promises">
        {Object.entries(list).map(([name, guard]) => {
          const holds = holdsHere(one, guard)
          return (
            <li key={name}>
              <span>{say.list[name as keyof typeof list]}</span>
              <span class="due" data-s={holds ? "kept" : "ahead"}>
                {holds ? say.yes : say.no}
              </span>
            </li>
          )
        })}
      </ul>
      <p class="meta">{say.erased}</p>
    </section>
  )
}
