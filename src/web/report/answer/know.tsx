import { ui } from "#web/report/memory.ts"
import { go } from "#web/report/place.ts"
import { say } from "#web/report/say.ts"
import type { Box } from "./mailbox.ts"
import { answerWords } from "./words.ts"

/** Who answers, what holds for whoever is here, and where help is. */
export function Know({ now }: { now: Box }) {
  const w = answerWords()
  const { answers, life } = now.view
  const decided = now.letters.some(({ act, view }) => act === "outcome.told" && view.by !== null)
  const named = life.noticed !== null
  // Whoever it happened to may speak with anybody about it.
  const apart = named || life.party === "affected" ? [] : [w.know.apart]
  const lines = [
    decided ? w.know.decided : w.know.undecided,
    ...(named ? w.know.named : [...w.know.others, ...apart]),
  ]
  return (
    <>
      <section aria-labelledby="who-answers">
        <h2 id="who-answers">{w.who}</h2>
        <p>
          {answers ? say(w.answers, { name: answers.firstName, title: answers.title }) : w.nobody}
        </p>
        <p class="small">{w.sealed}</p>
      </section>
      <section aria-labelledby="know">
        <h2 id="know">{w.know.title}</h2>
        <ul class="count-on">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="help" class="noprint">
        <h2 id="help">{w.help.title}</h2>
        <p>{named ? w.help.named : w.help.others}</p>
        <div class="acts">
          <button type="button" class="btn quiet wide" onClick={() => go({ at: "numbers" })}>
            {ui.value.numbers}
          </button>
        </div>
      </section>
    </>
  )
}
