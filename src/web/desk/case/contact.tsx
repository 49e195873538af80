import { useState } from "preact/hooks"
import { Choices, Field } from "#web/ui/field.tsx"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { doIn, sayIn } from "./say.ts"
import { caseWords } from "./words.ts"

const ways = ["phone", "person", "sms", "email", "trusted"] as const

/** A contact outside the mailbox: the reporter is asked whether it reached them. */
export function Call({ one, reload, onClose }: ActProps) {
  const { call } = caseWords()
  const [way, setWay] = useState<(typeof ways)[number] | null>(null)
  const [text, setText] = useState("")
  const log = async () => {
    const how = way ? `${call.ways[way]}. ` : ""
    await sayIn(one.id, { kind: "call", text: `${how}${text}` })
    return call.done
  }
  return (
    <ActForm
      title={call.title}
      note={call.why}
      go={call.go}
      why={way && text.trim() !== "" ? null : call.opens}
      act={log}
      text={text}
      onDone={reload}
      onClose={onClose}
    >
      <Choices
        legend={call.how}
        value={way}
        options={ways.map((code) => [code, call.ways[code]] as const)}
        onChange={(code) => setWay(ways.find((known) => known === code) ?? null)}
      />
      <Field
        label={call.words}
        help={call.wordsHelp}
        rows={4}
        max={4000}
        value={text}
        onInput={setText}
      />
    </ActForm>
  )
}

/** What happens next, as the reporter reads it. */
export function Plan({ one, reload, onClose }: ActProps) {
  const { plan, mail } = caseWords()
  const [text, setText] = useState("")
  const send = async () => {
    await doIn(one.id, {
      kind: "plan.told",
      facts: {},
      paper: { room: "mailbox", kind: "plan", text },
    })
    return plan.done
  }
  return (
    <ActForm
      title={plan.title}
      go={plan.go}
      why={text.trim() === "" ? mail.opens : null}
      act={send}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Field
        label={plan.title}
        help={plan.why}
        rows={10}
        max={20_000}
        value={text}
        onInput={setText}
      />
    </ActForm>
  )
}
