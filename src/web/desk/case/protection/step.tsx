import { useState } from "preact/hooks"
import type { ActKind } from "#core/life/act.ts"
import type { Measure } from "#core/life/life.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { AttachField, useAttachments } from "#web/desk/case/attachments.tsx"
import { closedAct } from "#web/desk/case/life.ts"
import { affectedRoom, langOf, readsWords } from "#web/desk/case/reader.ts"
import { doIn } from "#web/desk/case/say.ts"
import { contentOf, kindIn } from "./of-measure.ts"
import { measureEn } from "#web/words/measure-en.ts"
import { measureZh } from "#web/words/measure-zh.ts"
import { measureWords } from "./words.ts"

/** The steps of a measure that are one text, or none. */
export const steps = {
  decline: { kind: "measure.declined", room: "affected", files: false },
  executed: { kind: "measure.executed", room: "desk", files: true },
  reviewed: { kind: "measure.reviewed", room: "desk", files: false },
  told: { kind: "measure.lifting-told", room: "affected", files: false },
  lifted: { kind: "measure.lifted", room: "desk", files: false },
  breached: { kind: "measure.breached", room: null, files: false },
} as const satisfies Record<
  string,
  {
    readonly kind: Extract<ActKind, `measure.${string}`>
    readonly room: "affected" | "desk" | null
    readonly files: boolean
  }
>
export type Step = keyof typeof steps

type Props = {
  readonly one: Case
  readonly reload: () => void
  readonly onClose: () => void
  readonly measure: Measure
}

type StepProps = Props & { readonly step: Step; readonly begun?: string }

/** One step of a measure: what is known of it, sealed to whoever reads it, with files where it is evidence. */
export function StepForm(props: StepProps) {
  const { step, measure, one, reload, onClose } = props
  const say = measureWords().step
  const said: { title: string; note?: string; label?: string } = say[step]
  const { kind, room, files: takesFiles } = steps[step]
  const form = useStep(props)
  const { text, files, read } = form
  const toThem = room === "affected" ? readsWords(one, affectedRoom(one)) : null
  const written = room === null || text.trim() !== ""
  return (
    <ActForm
      title={said.title}
      {...(said.note ? { note: said.note } : {})}
      go={measureWords().act[step]}
      why={closedAct(one, kind, { n: measure.n }) ?? (written && !files.busy ? null : say.opens)}
      act={form.send}
      text={room === "affected" ? text : ""}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <p class="second">
        {measure.code} {contentOf(measure.code)?.name[lang.value]}
      </p>
      {toThem ? <p class="second">{toThem}</p> : null}
      {said.label ? (
        <Field
          label={said.label}
          help={room === "affected" && read !== lang.value ? measureWords()[read] : undefined}
          rows={4}
          max={4000}
          value={text}
          onInput={form.write}
        />
      ) : null}
      {takesFiles ? <AttachField files={files} why={null} /> : null}
    </ActForm>
  )
}

/** What is written at a step, and sending it. */
function useStep({ step, measure, one, begun = "" }: StepProps) {
  const { kind, room: whose } = steps[step]
  const room = whose === "affected" ? affectedRoom(one) : whose
  // What the affected person reads is in the language in which they wrote.
  const read = langOf(one, affectedRoom(one))
  const ending = (read === "zh" ? measureZh : measureEn).step.told.words
  const name = contentOf(measure.code)?.name[read] ?? ""
  const [text, write] = useState(step === "told" ? fill(ending, { name }) : begun)
  const files = useAttachments(one, "desk")
  const send = async () => {
    const { uploads, entries } = files
    const form = { measure: measure.code }
    const paper = room
      ? { room, kind: kindIn(room), text, form, files: entries, uploads }
      : undefined
    await doIn(one.id, { kind, facts: { n: measure.n }, paper })
    return measureWords().step[step].done
  }
  return { text, write, files, read, send }
}

/** A broken measure is a wrong of its own: it joins the allegations that are looked into. */
export function AllegationForm({ measure, one, reload, onClose }: Props) {
  const say = measureWords().step.allegation
  const life = one.screen.life
  const n = (life?.allegations.length ?? 0) + 1
  const people = life?.respondents ?? []
  const [whom, choose] = useState(people[0]?.n ?? 1)
  const [text, setText] = useState("")
  const facts = { n, respondent: whom }
  const add = async () => {
    const form = { measure: measure.code }
    await doIn(one.id, { kind: "allegation.added", facts, paper: { room: "desk", text, form } })
    return say.done
  }
  const why = closedAct(one, "allegation.added", facts)
  return (
    <ActForm
      title={say.title}
      go={measureWords().act.allegation}
      why={why ?? (text.trim() === "" ? measureWords().step.opens : null)}
      act={add}
      onDone={reload}
      onClose={onClose}
      wide
    >
      {people.length > 1 ? (
        <Select
          label={say.whom}
          value={String(whom)}
          options={people.map((one) => [String(one.n), fill(say.person, { n: one.n })] as const)}
          onChange={(value) => choose(Number(value))}
        />
      ) : null}
      <Field label={say.label} rows={4} max={4000} value={text} onInput={setText} />
    </ActForm>
  )
}
