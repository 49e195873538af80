import { useEffect, useState } from "preact/hooks"
import { partyRoom } from "#core/mailbox.ts"
import { post, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { told, useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { AttachField, useAttachments } from "#web/desk/case/attachments.tsx"
import { Hints } from "#web/desk/case/hints.tsx"
import { Message } from "#web/desk/case/message.tsx"
import { sayIn } from "#web/desk/case/say.ts"
import { caseWords } from "#web/desk/case/words.ts"
import { type HeldParty, newestFile } from "./held.ts"
import { partyName, partyWords } from "./words.ts"

type Props = ActProps & { readonly party: HeldParty }

/** What is being written to each mailbox, so that closing its window loses no word. It lives in memory only. */
const drafts = new Map<string, string>()

/** All that was said in somebody's mailbox, and writing in it. */
export function Thread({ one, party, reload, onClose }: Props) {
  const say = partyWords()
  const name = partyName(one, party.view)
  useRead(one.id, party)
  return (
    <Dialog title={name} onClose={onClose} wide>
      <div class="thread" role="log" aria-label={name}>
        {party.said.length === 0 ? <p class="empty">{say.empty}</p> : null}
        {party.said.map((said) => (
          <Message
            key={said.view.sha256}
            said={said}
            one={one}
            reload={reload}
            from={name}
            fresh={said.view.by === null && said.view.readAt === null}
          />
        ))}
      </div>
      {newestFile(party) ? (
        <Write one={one} party={party} reload={reload} onClose={onClose} />
      ) : (
        <p class="second">{party.view.closedAt === null ? say.state.broken : say.shut}</p>
      )}
      <div class="acts">
        <Button kind="quiet" onPress={onClose}>
          {words().close}
        </Button>
      </div>
    </Dialog>
  )
}

function Write({ one, party, reload }: Props) {
  const say = partyWords()
  const { mail } = caseWords()
  const room = partyRoom(party.view.number)
  const key = `${one.id} ${room}`
  const [text, setText] = useState(drafts.get(key) ?? "")
  const [overtaken, setOvertaken] = useState(false)
  const files = useAttachments(one, room)
  const act = useAct()
  const write = (value: string) => {
    drafts.set(key, value)
    setText(value)
  }
  const why = files.busy ? mail.uploading : text.trim() === "" ? say.opens : null
  const send = async () => {
    const { uploads, entries } = files
    const seen = party.view.last.seq
    try {
      await sayIn(one.id, { kind: "message", to: room, text, files: entries, uploads, seen })
    } catch (wrong) {
      if (!(wrong instanceof Refused && wrong.problem === "bad-order")) throw wrong
      setOvertaken(true)
      return reload()
    }
    setOvertaken(false)
    write("")
    files.clear()
    toast(say.sent)
    return reload()
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!why) void act.run(send)
      }}
    >
      <Field label={say.write} rows={5} max={20_000} value={text} onInput={write} />
      <AttachField files={files} why={null} />
      <Hints text={text} />
      {overtaken ? <Banner alert>{mail.readFirst}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit" why={why}>
        {act.busy ? say.sending : say.send}
      </Button>
    </form>
  )
}

/** What they wrote is marked as read once it has been in sight. */
function useRead(id: string, { view, said }: HeldParty): void {
  const seqs = said.flatMap(({ view: one, fault }) =>
    one.by === null && one.kind !== "code" && one.readAt === null && fault === null
      ? [one.seq]
      : [],
  )
  useEffect(() => {
    if (seqs.length === 0 || document.visibilityState !== "visible") return
    const room = partyRoom(view.number)
    post(`/cases/${id}/reads`, { room, seqs }).catch((why: unknown) => {
      const sentence = told(why)
      if (sentence) toast(sentence)
    })
  }, [id, view.number, seqs.join()])
}
