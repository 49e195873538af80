import { useState } from "preact/hooks"
import { day } from "#core/time.ts"
import type { MeasureCode } from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { dayOf, when } from "#web/lib/times.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { answersOf, type Case } from "./case.ts"
import { nextMeasure } from "./closed.ts"
import { type Measure, measures } from "./content.ts"
import { doIn } from "./say.ts"
import { caseWords } from "./words.ts"

/** Orders a protective measure: the reporter reads it in the mailbox; the other sides' words are there to copy. */
export function Order({ one, reload, onClose }: ActProps) {
  const say = caseWords().measures
  const [code, setCode] = useState("")
  const [text, setText] = useState("")
  const chosen = measures.find((measure) => measure.code === code)
  const choose = (next: string) => {
    setCode(next)
    const measure = measures.find((known) => known.code === next)
    setText(measure ? readByReporter(measure, one) : "")
  }
  const order = async () => {
    const n = nextMeasure(one)
    await doIn(one.id, {
      kind: "measure.ordered",
      facts: { n, code: code as MeasureCode }, // chosen from the list of measures
      paper: { room: "mailbox", kind: "measure", text, form: { measure: code } },
    })
    return say.told
  }
  const ready = chosen && text.trim() !== "" && !/\{\w+\}/.test(text)
  return (
    <ActForm
      title={say.order}
      go={say.go}
      why={ready ? null : say.opens}
      act={order}
      text={text}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <Select
        label={say.which}
        value={code}
        onChange={choose}
        options={[
          ["", say.choose],
          ...measures.map((one) => [one.code, `${one.code} ${one.name[lang.value]}`] as const),
        ]}
        help={chosen ? `${say.on[chosen.on_whom]}. ${say.consent[chosen.consent]}` : undefined}
      />
      {chosen ? (
        <Field
          label={say.words}
          help={say.wordsHelp}
          rows={4}
          max={4000}
          value={text}
          onInput={setText}
        />
      ) : null}
      {chosen ? <OtherSides of={chosen} /> : null}
    </ActForm>
  )
}

/** What HR and the person named would read, to be copied into one's own mail. */
function OtherSides({ of }: { readonly of: Measure }) {
  const say = caseWords().measures
  return (
    <>
      {of.hr_instruction ? (
        <details>
          <summary>{say.instruct}</summary>
          <p class="words">{of.hr_instruction[lang.value]}</p>
          <p class="meta">{say.instructHelp}</p>
        </details>
      ) : null}
      {of.respondent_reads ? (
        <details>
          <summary>{say.respondent}</summary>
          <p class="words">{of.respondent_reads[lang.value]}</p>
        </details>
      ) : null}
    </>
  )
}

/** What the content says to the reporter, with the blanks filled that this desk can fill. */
function readByReporter(measure: Measure, one: Case): string {
  const named = answersOf(one)["i12"]?.named?.[0]?.name.trim()
  return fill(measure.affected_reads?.[lang.value] ?? measure.name[lang.value], {
    since: when(now.value, now.value),
    review_on: dayOf(now.value + 7 * day),
    ...(named ? { respondent_name: named } : {}),
  })
}
