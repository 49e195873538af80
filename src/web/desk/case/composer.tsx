import { useRef, useState } from "preact/hooks"
import { Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { type Act, useAct } from "#web/desk/act.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import type { Case } from "./case.ts"
import type { Closed } from "./closed.ts"
import { AttachField, type Attachments, useAttachments } from "./attachments.tsx"
import { Hints } from "./hints.tsx"
import { hitsIn, onlyReady } from "./phrases.ts"
import { sayIn } from "./say.ts"
import { caseWords } from "./words.ts"

type Props = { readonly one: Case; readonly closed: Closed; readonly reload: () => void }

/** What is being written to each case, so that looking elsewhere loses no word. It lives in memory only. */
const drafts = new Map<string, string>()

/** Writing to the reporter: sealed here, with hints about words that hurt, which one more tap overrides. */
export function Composer({ one, closed, reload }: Props) {
  const { mail, ready } = caseWords()
  const draft = useDraft(one, reload)
  const { text, write, files, act } = draft
  const box = useRef<HTMLElement | null>(null)
  const why = closed.write ?? whyNot(text, ready, files.busy, mail)
  useShortcuts([{ key: "w", label: mail.write, act: () => box.current?.focus() }])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!why) void draft.send()
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || why) return
        event.preventDefault()
        void draft.send()
      }}
    >
      <Field label={mail.write} rows={5} max={20_000} value={text} onInput={write} fieldRef={box} />
      <Ready onChoose={(sentence) => write(`${text}${text === "" ? "" : "\n\n"}${sentence}`)} />
      <AttachField files={files} why={closed.write} />
      <Hints text={text} />
      {draft.overtaken ? <Banner alert>{mail.readFirst}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit" why={why}>
        {act.busy ? mail.sending : draft.warned ? mail.asIs : mail.send}
      </Button>
    </form>
  )
}

type Draft = {
  readonly text: string
  readonly write: (text: string) => void
  readonly files: Attachments
  readonly act: Act
  /** The writer was told about words that hurt; the next press sends as it is. */
  readonly warned: boolean
  /** Something came in meanwhile that is read first. */
  readonly overtaken: boolean
  readonly send: () => Promise<void>
}

function useDraft(one: Case, reload: () => void): Draft {
  const [text, setText] = useState(drafts.get(one.id) ?? "")
  const [warned, setWarned] = useState("")
  const [overtaken, setOvertaken] = useState(false)
  const files = useAttachments(one)
  const act = useAct()
  const write = (value: string) => {
    drafts.set(one.id, value)
    setText(value)
  }
  const sendNow = async () => {
    const { uploads, entries } = files
    const seen = one.screen.last.mailbox.seq
    try {
      await sayIn(one.id, { kind: "message", text, files: entries, uploads, seen })
    } catch (why) {
      if (!(why instanceof Refused && why.problem === "bad-order")) throw why
      setOvertaken(true)
      return reload()
    }
    setOvertaken(false)
    write("")
    files.clear()
    toast(caseWords().mail.sent)
    return reload()
  }
  const send = async () => {
    if (hitsIn(text).length > 0 && warned !== text) setWarned(text)
    else if (await act.run(sendNow)) setWarned("")
  }
  return { text, write, files, act, warned: text !== "" && warned === text, overtaken, send }
}

type Mail = ReturnType<typeof caseWords>["mail"]
function whyNot(text: string, ready: readonly string[], busy: boolean, mail: Mail): string | null {
  if (busy) return mail.uploading
  if (text.trim() === "") return mail.opens
  return onlyReady(text, ready) ? mail.template : null
}

function Ready({ onChoose }: { readonly onChoose: (sentence: string) => void }) {
  const { mail, ready } = caseWords()
  return (
    <details>
      <summary>{mail.ready}</summary>
      <ul class="card">
        {ready.map((sentence) => (
          <li key={sentence}>
            <Button kind="bare" onPress={() => onChoose(sentence)}>
              {sentence}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
