import { useState } from "preact/hooks"
import { type Flag, flags, type Intake, intakes } from "#core/life/word.ts"
import { put } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Select, Tick } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { levelOf as caseLevel } from "#web/desk/case/case.ts"
import { triage } from "#web/desk/case/content.ts"
import { lifeWords } from "#web/desk/case/life.ts"
import { doIn, sayIn } from "#web/desk/case/say.ts"
import { caseWords } from "#web/desk/case/words.ts"
import { actionsOf, flagsOf, levelOf, type TriageAnswers } from "./triage.ts"
import { hourWords } from "./words.ts"

/** The first safety questions, asked by voice or in the mailbox: the answers are a note, may raise the level, and open or close ways. */
export function TriageForm({ one, reload, onClose }: ActProps) {
  const say = caseWords().triage
  const [answers, setAnswers] = useState<TriageAnswers>({})
  const [ticked, setTicked] = useState<readonly Flag[]>(one.screen.life?.flags ?? [])
  const known = [...new Set([...ticked, ...flagsOf(answers)])]
  const level = levelOf(answers, known)
  const higher = level !== null && level < caseLevel(one) ? level : null
  const asked = triage.questions.filter(({ id }) => answers[id])
  const before = one.screen.life?.intake ?? "self"
  const [intake, sort] = useState<Intake>(before)
  const changed = intake !== before || known.length !== (one.screen.life?.flags.length ?? 0)
  const keep = async () => {
    const text = asked.map(
      (question) => `${question[lang.value]} ${answerWord(answers, question.id)}`,
    )
    if (text.length > 0) await sayIn(one.id, { kind: "note", text: text.join("\n") })
    const facts = { intake, flags: known }
    if (changed) await doIn(one.id, { kind: "intake.sorted", facts })
    if (higher) await put(`/cases/${one.id}/level`, { level: higher })
    return higher ? fill(say.raised, { level: higher }) : say.kept
  }
  return (
    <ActForm
      title={say.title}
      note={triage.opening[lang.value]}
      go={higher ? fill(say.raise, { level: higher }) : say.go}
      why={asked.length > 0 || changed ? null : say.opens}
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
      <Select
        label={say.intake}
        value={intake}
        options={intakes.map((one) => [one, lifeWords().intake[one]] as const)}
        onChange={(code) => sort(intakes.find((one) => one === code) ?? intake)}
      />
      <Shown flags={known} onChange={setTicked} />
      <Follows answers={answers} />
      {higher ? <Banner lamp>{fill(say.higher, { level: higher })}</Banner> : null}
    </ActForm>
  )
}

type ShownProps = {
  readonly flags: readonly Flag[]
  readonly onChange: (flags: readonly Flag[]) => void
}
/** What the talk showed, in closed words. */
function Shown({ flags: known, onChange }: ShownProps) {
  const say = hourWords().triage
  const words = lifeWords().flag
  return (
    <fieldset>
      <legend class="label">{say.what}</legend>
      <p class="help">{say.whatHelp}</p>
      {flags.map((flag) => (
        <Tick
          key={flag}
          label={words[flag]}
          checked={known.includes(flag)}
          onChange={(on) =>
            onChange(on ? [...known, flag] : known.filter((other) => other !== flag))
          }
        />
      ))}
    </fieldset>
  )
}

/** What the answers ask for at once. */
function Follows({ answers }: { readonly answers: TriageAnswers }) {
  const say = hourWords().triage
  const now = actionsOf(answers)
  if (now.length === 0) return null
  return (
    <Banner lamp>
      <b>{say.follows}</b>
      <ul>
        {now.map((action) => (
          <li key={action}>{say.do[action]}</li>
        ))}
      </ul>
    </Banner>
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
