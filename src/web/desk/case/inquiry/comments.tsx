import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { Kept } from "./kept.tsx"
import type { PartProps } from "./screen.tsx"
import { inquiryWords, whoWords } from "./words.ts"

/** The draft of the facts, shown to both sides, and the time in which they can say something to it. */
export function Comments({ one, reload }: PartProps) {
  const say = inquiryWords()
  const [doing, begin] = useState<"open" | "note" | null>(null)
  const comment = one.screen.life?.comment
  const close = { one, reload, onClose: () => begin(null) }
  const why = closedAct(one, "comment.opened", {})
  const note = closedAct(one, "comment.made", { who: "affected" })
  const start = closedAct(one, "inquiry.begun", {})
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{say.comment.title}</h2>
      {comment ? (
        <p class="second">
          {fill(comment.ends > now.value ? say.comment.until : say.comment.over, {
            time: when(comment.ends, now.value),
          })}{" "}
          {comment.made.map((who) => fill(say.comment.made, { who: whoWords(who) })).join(" ")}{" "}
          {comment.waived.map((who) => fill(say.comment.waived, { who: whoWords(who) })).join(" ")}
        </p>
      ) : (
        <p class="empty">{say.comment.none}</p>
      )}
      <Kept named papers={[...papersOf(one, "comment.opened"), ...papersOf(one, "comment.made")]} />
      <div class="acts">
        {start === null ? <Begin {...close} /> : null}
        <Button
          kind="quiet"
          why={comment && note === null ? null : why}
          onPress={() => begin(comment ? "note" : "open")}
        >
          {comment ? say.comment.note : say.comment.open}
        </Button>
      </div>
      {doing === "open" ? (
        <PaperForm
          {...close}
          kind="comment.opened"
          facts={{}}
          title={say.comment.open}
          blanks={[{ id: "draft", label: say.comment.draft, rows: 12 }]}
        />
      ) : null}
      {doing === "note" ? <Note {...close} /> : null}
    </section>
  )
}

/** The first step of the investigation itself. */
function Begin(props: ActProps) {
  const [open, ask] = useState(false)
  const say = inquiryWords()
  return (
    <>
      <Button onPress={() => ask(true)}>{say.begin}</Button>
      {open ? (
        <PaperForm
          {...props}
          onClose={() => ask(false)}
          kind="inquiry.begun"
          facts={{}}
          title={say.begin}
          blanks={[]}
        />
      ) : null}
    </>
  )
}

function Note(props: ActProps) {
  const say = inquiryWords()
  const people = props.one.screen.life?.respondents.map(({ n }) => `respondent ${n}`) ?? []
  const [who, choose] = useState("affected")
  return (
    <PaperForm
      {...props}
      kind="comment.made"
      facts={{ who }}
      title={say.comment.note}
      blanks={[{ id: "text", label: say.comment.text, rows: 6 }]}
    >
      <Select
        label={say.interviews.who}
        value={who}
        options={["affected", ...people].map((one) => [one, whoWords(one)] as const)}
        onChange={choose}
      />
    </PaperForm>
  )
}
