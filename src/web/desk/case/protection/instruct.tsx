import { useState } from "preact/hooks"
import { namesIn } from "#core/letter.ts"
import type { Measure } from "#core/life/life.ts"
import { day } from "#core/time.ts"
import { now } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import { fill, lang, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Choices, Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { directoryNow } from "#web/desk/case/conflict/recheck.ts"
import { useOnce } from "#web/desk/protection/once.ts"
import { words } from "#web/desk/say.ts"
import type { InstructionReceiver } from "#wire/instruction.ts"
import { dated, filled } from "./blanks.ts"
import { atWall, wallOf } from "./clock.ts"
import { measureEn } from "#web/words/measure-en.ts"
import { measureZh } from "#web/words/measure-zh.ts"
import { BlankFields, type Fields, LangField, whyMissing } from "./fields.tsx"
import { contentOf, nameOf } from "./of-measure.ts"
import { sendInstruction } from "./send.ts"
import { isTied, namesTold } from "./ties.ts"
import { measureWords } from "./words.ts"

type Props = {
  readonly one: Case
  readonly measure: Measure
  readonly receivers: readonly InstructionReceiver[]
  readonly reload: () => void
  readonly onClose: () => void
}

/** Tells one person of HR operations what to do: they read the text, and neither reason nor case nor a name that is not needed. */
export function InstructForm({ one, measure, receivers, reload, onClose }: Props) {
  const say = measureWords().instruct
  const draft = useDraft(one, measure)
  const [to, choose] = useState("")
  const person = receivers.find(({ id }) => id === to)
  const directory = useOnce(directoryNow, one.id)
  const tied = person !== undefined && isTied(one, person, directory.value ?? [])
  const due = atWall(draft.due)
  const send = async () => {
    if (!person || due === null) return ""
    await sendInstruction(one, { measure: measure.n, to: person, text: draft.text, due })
    return say.done
  }
  return (
    <ActForm
      title={say.title}
      note={say.note}
      go={say.go}
      why={
        directory.fault ??
        (directory.value ? null : words().loading) ??
        whyClosed({ receivers, person, tied, due }) ??
        whyMissing(draft.missing)
      }
      act={send}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <p class="second">{nameOf(measure.code)}</p>
      <Receiver of={receivers} value={to} onChange={choose} tied={tied} person={person} />
      <Choices
        legend={say.kind}
        value={draft.ending ? "end" : "begin"}
        options={[
          ["begin", say.begin],
          ["end", say.end],
        ]}
        onChange={(kind) => draft.setEnding(kind === "end")}
      />
      <LangField value={draft.lang} onChange={draft.setLang} />
      <BlankFields
        text={draft.template}
        fields={draft.fields}
        onChange={draft.setFields}
        but={["confirm_by"]}
      />
      <Field
        label={say.due}
        type="datetime-local"
        help={fill(measureWords().promises.zone, { zone: zone.value })}
        value={draft.due}
        onInput={draft.setDue}
      />
      <Reads one={one} text={draft.text} lang={draft.lang} />
    </ActForm>
  )
}

type ReceiverProps = {
  readonly of: readonly InstructionReceiver[]
  readonly value: string
  readonly onChange: (id: string) => void
  readonly tied: boolean
  readonly person: InstructionReceiver | undefined
}
function Receiver({ of, value, onChange, tied, person }: ReceiverProps) {
  const say = measureWords().instruct
  const name = person?.name ?? ""
  return (
    <>
      <Select
        label={say.to}
        value={value}
        help={say.serverBlind}
        options={[
          ["", say.choose],
          ...of.map(({ id, name, title }) => [id, title ? `${name}, ${title}` : name] as const),
        ]}
        onChange={onChange}
      />
      {tied ? (
        <Banner lamp alert>
          {fill(say.excluded, { name })}
        </Banner>
      ) : person?.holds ? (
        <Banner>{fill(say.holds, { name })}</Banner>
      ) : null}
    </>
  )
}

/** The text as it is sealed, and the names in it that may not be needed. */
function Reads({
  one,
  text,
  lang: read,
}: {
  readonly one: Case
  readonly text: string
  readonly lang: "en" | "zh"
}) {
  const say = measureWords().instruct
  const names = namesIn(text, namesTold(one))
  return (
    <section aria-label={say.reads}>
      <h3>{say.reads}</h3>
      <p class="words letter-paper" lang={read === "zh" ? "zh-Hans" : "en"}>
        {text}
      </p>
      {names.length > 0 ? <Banner lamp>{fill(say.named, { names: listed(names) })}</Banner> : null}
    </section>
  )
}

function useDraft(one: Case, { n, code, state, liftTold }: Measure) {
  const [read, setLang] = useState<"en" | "zh">(lang.value)
  const [ending, setEnding] = useState(state === "LIFTED" || liftTold !== null)
  const [typed, setTyped] = useState<Fields>({})
  const owed = one.screen.owed.find(({ kind }) => kind === `duty:measure-done-${n}`)
  const [due, setDue] = useState(() => {
    const wanted = owed?.due ?? 0
    return wallOf(wanted > now.value ? wanted : now.value + day)
  })
  const at = atWall(due)
  const begin = contentOf(code)?.hr_instruction?.[read] ?? ""
  const template = ending ? (read === "zh" ? measureZh : measureEn).instruct.ends : begin
  const fields = {
    since: dated(now.value, read, zone.value),
    ...typed,
    ...(at === null ? {} : { confirm_by: dated(at, read, zone.value) }),
  }
  const { text, missing } = filled(template, fields)
  return {
    ...{ lang: read, setLang, ending, setEnding, due, setDue, template, fields, text, missing },
    setFields: setTyped,
  }
}

type Choice = {
  readonly receivers: readonly InstructionReceiver[]
  readonly person: InstructionReceiver | undefined
  readonly tied: boolean
  readonly due: number | null
}
function whyClosed({ receivers, person, tied, due }: Choice): string | null {
  const say = measureWords().instruct
  if (receivers.length === 0) return say.nobody
  if (!person) return say.opens
  if (tied) return fill(say.excluded, { name: person.name })
  return due !== null && due > now.value ? null : say.dueOpens
}
