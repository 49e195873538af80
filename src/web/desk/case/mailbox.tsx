import { useEffect, useRef, useState } from "preact/hooks"
import { post } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { told, useAct } from "#web/desk/act.ts"
import { toast } from "#web/ui/toast.tsx"
import { type Case, mailboxOf, notesOf } from "./case.ts"
import type { Closed } from "./closed.ts"
import { Composer } from "./composer.tsx"
import { Message } from "./message.tsx"
import { PromisesMade } from "./protection/promises.tsx"
import { sayIn } from "./say.ts"
import { caseWords } from "./words.ts"

type Props = { readonly one: Case; readonly closed: Closed; readonly reload: () => void }

/** The thread with the reporter, opened in this browser only, and below it the team's own notes. */
export function Mailbox({ one, closed, reload }: Props) {
  const { mail, told } = caseWords()
  const thread = mailboxOf(one)
  const fresh = useFresh(one)
  return (
    <section id="col-3" tabIndex={-1} class="mail" aria-labelledby="mail">
      <h2 id="mail">
        {mail.title} <span class="meta">{told.meta}</span>
      </h2>
      <div class="thread" role="log" aria-label={mail.title}>
        {thread.length === 0 ? <p class="empty">{mail.empty}</p> : null}
        {thread.map((said) => (
          <Message
            key={said.view.sha256}
            said={said}
            one={one}
            reload={reload}
            fresh={fresh.has(said.view.sha256)}
          />
        ))}
      </div>
      <PromisesMade one={one} reload={reload} />
      <Composer one={one} closed={closed} reload={reload} />
      <Notes one={one} closed={closed} reload={reload} />
    </section>
  )
}

/** What was unread when it was first shown here. It is marked as read once it has been in sight. */
function useFresh({ id, said }: Case): ReadonlySet<string> {
  const fresh = useRef(new Set<string>())
  const unread = said.filter(
    ({ view, fault }) =>
      view.room === "mailbox" && view.by === null && view.readAt === null && fault === null,
  )
  for (const { view } of unread) fresh.current.add(view.sha256)
  const seqs = unread.map(({ view }) => view.seq)
  const key = `${id} ${seqs.join()}`
  useEffect(() => {
    if (seqs.length === 0 || document.visibilityState !== "visible") return
    post(`/cases/${id}/reads`, { seqs }).catch((why: unknown) => {
      const sentence = told(why)
      if (sentence) toast(sentence)
    })
  }, [key])
  return fresh.current
}

function Notes({ one, closed, reload }: Props) {
  const { notes } = caseWords()
  const [text, setText] = useState("")
  const act = useAct()
  const written = notesOf(one)
  const why = closed.note ?? (text.trim() === "" ? caseWords().mail.opens : null)
  const keep = async () => {
    if (!(await act.run(() => sayIn(one.id, { kind: "note", text })))) return
    setText("")
    reload()
  }
  return (
    <section class="stack" aria-labelledby="notes">
      <h2 id="notes">
        {notes.title} <span class="meta">{notes.meta}</span>
      </h2>
      {written.length === 0 ? <p class="empty">{notes.empty}</p> : null}
      {written.map((said) => (
        <Message key={said.view.sha256} said={said} one={one} reload={reload} fresh={false} />
      ))}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!why) void keep()
        }}
      >
        <Field label={notes.write} rows={3} max={20_000} value={text} onInput={setText} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <Button kind="quiet" type="submit" why={why}>
          {notes.go}
        </Button>
      </form>
    </section>
  )
}
