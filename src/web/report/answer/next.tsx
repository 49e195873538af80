import { say } from "#web/report/say.ts"
import { Appeal, ReadBack } from "./acts.tsx"
import { at, by } from "./by.ts"
import type { Box } from "./mailbox.ts"
import { Affected } from "./affected.tsx"
import { Press, Write } from "./write-form.tsx"
import { answerWords } from "./words.ts"

/** What they can do now and by when; what is not open to them is not shown. */
export function Next({ now }: { now: Box }) {
  const w = answerWords()
  const { life } = now.view
  return (
    <section aria-labelledby="next" class="noprint">
      <h2 id="next">{w.next}</h2>
      <Affected now={now} />
      <Answer now={now} />
      {life.may.includes("interview.read-back") ? <ReadBack life={life} /> : null}
      <Comment now={now} />
      {life.may.includes("appeal.filed") ? <Appeal now={now} /> : null}
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
      by={given ? say(w.given, { at: at(given.view.at, now) }) : by(answerBy, now, w)}
      how={w.how}
      doing={{ kind: "answer.given", facts: { n } }}
      files
    />
  )
}

/** What they say to the facts that were found so far, or that they have nothing to say. */
function Comment({ now }: { now: Box }) {
  const w = answerWords().comment
  const { may, commentBy, who } = now.view.life
  if (!may.includes("comment.made") || who === null) return null
  const waived = now.view.life.waived
  return (
    <Write
      id="comment"
      title={w.title}
      by={by(commentBy, now, w)}
      how={w.how}
      doing={{ kind: "comment.made", facts: { who } }}
      files
    >
      {waived ? (
        <p class="small">{w.waived}</p>
      ) : may.includes("comment.waived") ? (
        <Press words={w.waive} done={w.waived} doing={{ kind: "comment.waived", facts: { who } }} />
      ) : null}
    </Write>
  )
}
