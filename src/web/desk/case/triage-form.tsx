import { useState } from "preact/hooks"
import { put } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Select } from "#web/ui/field.tsx"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { levelOf as caseLevel } from "./case.ts"
import { triage } from "./content.ts"
import { sayIn } from "./say.ts"
import { levelOf, type TriageAnswers } from "./triage.ts"
import { caseWords } from "./words.ts"

/** The first safety questions, asked by voice or in the mailbox: the answers are a note, and may raise the level. */
export function TriageForm({ one, reload, onClose }: ActProps) {
  const say = caseWords().triage
  const [answers, setAnswers] = useState<TriageAnswers>({})
  const level = levelOf(answers)
  const higher = level !== null && level < caseLevel(one) ? level : null
  const asked = triage.questions.filter(({ id }) => answers[id])
  const keep = async () => {
    const text = asked.map(
      (question) => `${question[lang.value]} ${answerWord(answers, question.id)}`,
    )
    await sayIn(one.id, { kind: "note", text: text.join("\n") })
    if (higher) await put(`/cases/${one.id}/level`, { level: higher })
    return higher ? fill(say.raised, { level: higher }) : say.kept
  }
  return (
    <ActForm
      title={say.title}
      note={triage.opening[lang.value]}
      go={higher ? fill(say.raise, { level: higher }) : say.go}
      why={asked.length > 0 ? null : say.opens}
      act={keep}
      onDone={reload}
      onClose={onClose}
      wide
    >
      {triage.questions.map((question) => (
        <Select
          key={question.id}
          label={question[lang.value]}
          value={answers[question.id] ?? ""}
          options={[
            ["", say.skipped],
            ...triage.answers.map(({ code, ...text }) => [code, text[lang.value]] as const),
          ]}
          onChange={(code) => setAnswers(answered(answers, question.id, code))}
        />
      ))}
      {higher ? <Banner lamp>{fill(say.higher, { level: higher })}</Banner> : null}
    </ActForm>
  )
}

function answered(answers: TriageAnswers, id: string, code: string): TriageAnswers {
  const { [id]: _, ...rest } = answers
  const known = triage.answers.find((answer) => answer.code === code)?.code
  return known ? { ...rest, [id]: known } : rest
}

function answerWord(answers: TriageAnswers, id: string): string {
  return triage.answers.find(({ code }) => code === answers[id])?.[lang.value] ?? ""
}
