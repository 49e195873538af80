import { useRef, useState } from "preact/hooks"
import { parties, type Party, partyRoom } from "#core/mailbox.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { sayIn } from "#web/desk/case/say.ts"
import { type Box, labelOf, partyOf } from "./boxes.ts"
import { closeMailbox, makeMailbox } from "./make.ts"
import { mailboxWords } from "./words.ts"

/** Makes a mailbox for somebody; the code is shown this once, as the letter that is handed over. */
export function MakeBox({ one, reload, onClose }: ActProps) {
  const say = mailboxWords()
  const [who, setWho] = useState("")
  const [party, choose] = useState<Party>("respondent")
  const [code, show] = useState<string | null>(null)
  const made = useRef(false)
  if (code !== null)
    return (
      <CodeLetter
        who={who}
        code={code}
        onClose={() => {
          onClose()
          reload()
        }}
      />
    )
  const make = async () => {
    const box = await makeMailbox(one.id, { party, who: who.trim() })
    made.current = true
    show(box.code)
    return say.made
  }
  return (
    <ActForm
      title={say.make}
      note={say.how}
      go={say.make}
      why={who.trim() === "" ? say.opens : null}
      act={make}
      onDone={() => undefined}
      // The letter stays until it is on paper.
      onClose={() => (made.current ? undefined : onClose())}
    >
      <Field label={say.who} help={say.whoHelp} max={200} value={who} onInput={setWho} />
      <Select
        label={say.party}
        value={party}
        options={parties.map((kind) => [kind, say.parties[kind]] as const)}
        onChange={(kind) => choose(partyOf(kind))}
      />
    </ActForm>
  )
}

type LetterProps = { readonly who: string; readonly code: string; readonly onClose: () => void }
function CodeLetter({ who, code, onClose }: LetterProps) {
  const say = mailboxWords().code
  return (
    <Dialog title={fill(say.title, { who })} onClose={onClose} wide>
      <p>{say.once}</p>
      <div class="letter-paper">
        <p>
          <b>{say.letter}</b>
        </p>
        <p>{say.open}</p>
        <p>
          <bdi>{`${location.origin}/answer`}</bdi>
        </p>
        <p>
          <bdi class="fingerprint">{code}</bdi>
        </p>
        <p>{say.yours}</p>
      </div>
      <div class="acts">
        <Button onPress={printLetter}>{say.print}</Button>
        <Button kind="quiet" onPress={onClose}>
          {say.done}
        </Button>
      </div>
    </Dialog>
  )
}

/** Only the letter is printed: the style sheet hides everything beside it while this class stands. */
function printLetter(): void {
  document.documentElement.classList.add("letter-only")
  window.print()
  document.documentElement.classList.remove("letter-only")
}

type BoxProps = ActProps & { readonly box: Box }

/** Writes to somebody outside: a record to read back, the draft of the facts, an answer. */
export function WriteTo({ one, box, reload, onClose }: BoxProps) {
  const say = mailboxWords()
  const [text, setText] = useState("")
  const { number, last } = box.view
  const send = async () => {
    await sayIn(one.id, { kind: "message", text, to: partyRoom(number), seen: last.seq })
    return say.sent
  }
  return (
    <ActForm
      title={fill(say.to, { who: labelOf(box) })}
      go={say.send}
      why={text.trim() === "" ? say.textHelp : null}
      act={send}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Field
        label={say.text}
        help={say.textHelp}
        rows={10}
        max={20_000}
        value={text}
        onInput={setText}
      />
    </ActForm>
  )
}

/** Ends a mailbox; asked once more, because it does not come back. */
export function CloseBox({ one, box, reload, onClose }: BoxProps) {
  const say = mailboxWords()
  const close = async () => {
    await closeMailbox(one.id, box.view.number)
    return say.closeDone
  }
  return (
    <ActForm
      title={`${say.close}: ${labelOf(box)}`}
      note={say.closeHow}
      go={say.close}
      why={null}
      act={close}
      onDone={reload}
      onClose={onClose}
    />
  )
}
