import { useState } from "preact/hooks"
import type { ActKind } from "#core/life/act.ts"
import type { Measure } from "#core/life/life.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { AttachField, useAttachments } from "#web/desk/case/attachments.tsx"
import { closedAct } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { reportersLang } from "./fields.tsx"
import { contentOf } from "./of-measure.ts"
import { measureEn } from "#web/words/measure-en.ts"
import { measureZh } from "#web/words/measure-zh.ts"
import { measureWords } from "./words.ts"

/** The steps of a measure that are one text, or none. */
export const steps = {
  decline: { kind: "measure.declined", room: "mailbox", files: false },
  executed: { kind: "measure.executed", room: "desk", files: true },
  reviewed: { kind: "measure.reviewed", room: "desk", files: false },
  told: { kind: "measure.lifting-told", room: "mailbox", files: false },
  lifted: { kind: "measure.lifted", room: "desk", files: false },
  breached: { kind: "measure.breached", room: null, files: false },
} as const satisfies Record<
  string,
  {
    readonly kind: Extract<ActKind, `measure.${string}`>
    readonly room: "mailbox" | "desk" | null
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

/** One step of a measure: what is known of it, sealed to whoever reads it, with files where it is evidence. */
export function StepForm({
  step,
  measure,
  one,
  reload,
  onClose,
  begun = "",
}: Props & { readonly step: Step; readonly begun?: string }) {
  const say = measureWords().step
  const said: { title: string; note?: string; label?: string; done: string } = say[step]
  const { kind, room, files: takesFiles } = steps[step]
  const read = reportersLang(one) ?? lang.value
  const name = contentOf(measure.code)?.name
  // What the affected person reads is in the language in which they wrote.
  const ending = (read === "zh" ? measureZh : measureEn).step.told.words
  const [text, setText] = useState(
    step === "told" ? fill(ending, { name: name?.[read] ?? "" }) : begun,
  )
  const files = useAttachments(one, "desk")
  const send = async () => {
    const { uploads, entries } = files
    const paper = room
      ? {
          ...{ room, text, form: { measure: measure.code }, files: entries, uploads },
          ...(room === "mailbox" ? { kind: "measure" as const } : {}),
        }
      : undefined
    await doIn(one.id, { kind, facts: { n: measure.n }, paper })
    return said.done
  }
  const written = room === null || text.trim() !== ""
  return (
    <ActForm
      title={said.title}
      {...(said.note ? { note: said.note } : {})}
      go={measureWords().act[step]}
      why={closedAct(one, kind, { n: measure.n }) ?? (written && !files.busy ? null : say.opens)}
      act={send}
      text={room === "mailbox" ? text : ""}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <p class="second">
        {measure.code} {name?.[lang.value]}
      </p>
      {said.label ? (
        <Field
          label={said.label}
          help={room === "mailbox" && read !== lang.value ? measureWords()[read] : undefined}
          rows={4}
          max={4000}
          value={text}
          onInput={setText}
        />
      ) : null}
      {takesFiles ? <AttachField files={files} why={null} /> : null}
    </ActForm>
  )
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
