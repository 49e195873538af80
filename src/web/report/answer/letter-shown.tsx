import { keyFor } from "#crypto/case-key.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { Download, Paragraphs } from "#web/report/return/letter.tsx"
import { MakePromise } from "#web/report/return/promised.tsx"
import { readingOf } from "./affected.tsx"
import type { Box, Letter } from "./mailbox.ts"
import { answerWords } from "./words.ts"

/** One thing that was sent: by whom, when, what it is, and its words. */
export function LetterShown({ one, now }: { one: Letter; now: Box }) {
  const w = answerWords()
  const { view, act, broken } = one
  const mine = view.by === null
  const reading = now.view.closedAt === null ? readingOf(now) : null
  const names: Readonly<Record<string, string>> = w.papers
  const name = view.kind === "code" ? w.own.became : act ? names[act] : undefined
  const at = instant(view.at, now.view.now, lang.value)
  return (
    <article class={mine ? "msg mine" : "msg"} aria-label={name ?? w.message}>
      <p class="from">
        <b>
          <bdi>{mine ? w.you : view.by}</bdi>
        </b>
        <span>
          {at}
          {!mine && view.readAt === null ? `. ${w.isNew}.` : ""}
        </span>
      </p>
      {name ? <h3>{name}</h3> : null}
      {broken ? (
        <p>
          <b>{w.broken}</b>
        </p>
      ) : (
        <Paragraphs text={one.text} />
      )}
      {one.files.map((file) => (
        <Download
          file={file}
          identity={keyFor(now.grant.keys, "mailbox", view.epoch)}
          parts="/api/mailbox/parts"
          key={file.sha256}
        />
      ))}
      {reading && !mine && !broken && view.kind !== "paper" ? (
        <MakePromise one={one} now={reading} />
      ) : null}
      {mine && view.kind !== "code" && view.readAt !== null ? (
        <p class="small">{w.wasRead}</p>
      ) : null}
    </article>
  )
}
