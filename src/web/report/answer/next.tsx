import { say } from "#web/report/say.ts"
import { at, by } from "./by.ts"
import { HeardForms } from "./heard.tsx"
import type { Box } from "./mailbox.ts"
import { Write } from "./write-form.tsx"
import { answerWords } from "./words.ts"

/** What they can do now and by when; what is not open to them is not shown. */
export function Next({ now }: { now: Box }) {
  const w = answerWords()
  const { life } = now.view
  return (
    <section aria-labelledby="next" class="noprint">
      <h2 id="next">{w.next}</h2>
      <Answer now={now} />
      <HeardForms heard={life} now={now.view.now} files />
      <Write id="message" title={w.write.title} how={w.write.how} doing={null} files />
    </section>
  )
}

/** The answer to what was said: there is one to give only once they were told. */
function Answer({ now }: { now: Box }) {
  const w = answerWords().answer
  const { may, answerBy, n } = now.view.life
  if (!may.includes("answer.given") || n === null) return null
  const given = now.letters.findLast(({ act, view }) => act === "answer.given" && view.by === null)
  return (
    <Write
      id="answer"
      title={given ? w.more : w.title}
      by={
        given
          ? say(w.given, { at: at(given.view.at, now.view.now) })
          : by(answerBy, now.view.now, w)
      }
      how={w.how}
      doing={{ kind: "answer.given", facts: { n } }}
      files
    />
  )
}
