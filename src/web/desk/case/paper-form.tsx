import { useState } from "preact/hooks"
import type { ComponentChildren } from "preact"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { RoomName } from "#core/mailbox.ts"
import { Field } from "#web/ui/field.tsx"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { readsWords, roomRead } from "./reader.ts"
import { closedAct } from "./life.ts"
import { doIn } from "./say.ts"
import { inquiryWords } from "./inquiry/words.ts"

/** One thing that is filled in. */
export type Blank = {
  readonly id: string
  readonly label: string
  readonly help?: string | undefined
  readonly rows?: number
  readonly optional?: boolean
}

type Props<K extends ActKind> = ActProps & {
  readonly kind: K
  readonly facts: ActFacts[K]
  readonly title: string
  readonly note?: string
  readonly blanks: readonly Blank[]
  /** Where it is read, when the table leaves that open. */
  readonly room?: RoomName
  /** What is chosen beside the fields. */
  readonly children?: ComponentChildren
  /** What was chosen that belongs into the paper too. */
  readonly also?: Readonly<Record<string, string>>
  /** Why it cannot be done yet, beside what is empty and what the table says. */
  readonly why?: string | null
}

/** An act whose paper is a few fields: sealed as it was written, under the act that it belongs to. */
export function PaperForm<K extends ActKind>(props: Props<K>) {
  const { one, kind, facts, blanks, title, note, reload, onClose } = props
  const room = props.room ?? roomRead(one, kind, facts)
  const reads = blanks.length > 0 ? readsWords(one, room) : null
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({})
  const say = inquiryWords()
  const empty = blanks.some(({ id, optional }) => !optional && (fields[id] ?? "").trim() === "")
  const send = async () => {
    const paper =
      blanks.length > 0
        ? { room, text: written(blanks, fields), form: { fields: { ...fields, ...props.also } } }
        : undefined
    const { waits } = await doIn(one.id, { kind, facts, paper })
    return waits ? say.waits : say.done
  }
  return (
    <ActForm
      title={title}
      {...(note ? { note } : {})}
      go={title}
      why={props.why ?? (empty ? say.opens : closedAct(one, kind, facts))}
      act={send}
      text={Object.values(fields).join("\n")}
      onDone={reload}
      onClose={onClose}
      wide
    >
      {reads ? <p class="second">{reads}</p> : null}
      {props.children}
      {blanks.map(({ id, label, help, rows = 2 }) => (
        <Field
          key={id}
          label={label}
          help={help}
          rows={rows}
          max={20_000}
          value={fields[id] ?? ""}
          onInput={(value) => setFields({ ...fields, [id]: value })}
        />
      ))}
    </ActForm>
  )
}

function written(blanks: readonly Blank[], fields: Readonly<Record<string, string>>): string {
  const filled = blanks.filter(({ id }) => (fields[id] ?? "").trim() !== "")
  const [only] = filled
  if (filled.length === 1 && only) return fields[only.id] ?? ""
  return filled.map(({ id, label }) => `${label}\n${fields[id]}`).join("\n\n")
}
