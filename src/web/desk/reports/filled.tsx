import { useState } from "preact/hooks"
import { dayOf } from "#web/lib/times.ts"
import { fill, lang as reading, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { LetterLanguage } from "#web/desk/case/letter-sheet.tsx"
import { csvOf } from "#web/desk/csv.ts"
import { saveAs } from "#web/desk/evidence/save.ts"
import { printLetter } from "#web/desk/print-letter.ts"
import { me } from "#web/desk/session.ts"
import type { AnnualReport } from "#wire/annual.ts"
import { Paper, rowsOf, type Sheet } from "./paper.tsx"
import type { OneReport } from "./screen.tsx"
import { annualWords, fieldsOf, isFilled, missingIn, paperWords, type Typed } from "./words.ts"

/** What is being typed for each report, so that looking elsewhere loses no word. It lives in memory only. */
const drafts = new Map<string, Typed>()
me.subscribe((person) => {
  if (person === null) drafts.clear()
})

type Props = { readonly one: OneReport; readonly report: AnnualReport }

/** A report with its figures: what is still to be typed, how it will look, printed or saved. */
export function Filled({ one, report }: Props) {
  const say = annualWords()
  const draft = `${me.value?.id} ${report.id} ${report.first}`
  const [typed, setTyped] = useState(() => drafts.get(draft) ?? {})
  const [lang, setLang] = useState<"en" | "zh">("en")
  const type = (name: string, text: string) => {
    const next = { ...typed, [name]: text }
    drafts.set(draft, next)
    setTyped(next)
  }
  const missing = missingIn(one.rule, typed)
  const names = listed(missing.map((name) => fieldName(name)))
  const why = missing.length > 0 ? fill(say.opens, { names }) : null
  const sheet: Sheet = { one, report, typed, lang, employer: me.value?.org.name ?? "" }
  return (
    <div class="reports">
      <Banner>
        <p>
          <b>{report.due === null ? say.noDue : fill(say.due, { day: report.due })}</b> {say.yours}
        </p>
        <p>{fill(say.made, { day: report.madeAt === null ? "" : dayOf(report.madeAt) })}</p>
      </Banner>
      {one.rule.form ? null : <Banner lamp>{say.noForm}</Banner>}
      <h3>{say.fill}</h3>
      <p class="second">{say.kept}</p>
      <div class="stack">
        <LetterLanguage label={say.lang} lang={lang} onChange={setLang} />
        {fieldsOf(one.rule).map((name) => (
          <Typing key={name} name={name} value={typed[name] ?? ""} onInput={type} />
        ))}
      </div>
      <Paper sheet={sheet} />
      <div class="acts">
        <Button why={why} onPress={printLetter}>
          {say.print}
        </Button>
        <Button kind="quiet" why={why} onPress={() => save(sheet)}>
          {say.csv}
        </Button>
      </div>
      <details>
        <summary>{say.how}</summary>
        <ul>
          {say.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}

type TypingProps = {
  readonly name: string
  readonly value: string
  readonly onInput: (name: string, text: string) => void
}
function Typing({ name, value, onInput }: TypingProps) {
  const isWrong = value.trim() !== "" && !isFilled(name, value)
  return (
    <Field
      label={fieldName(name)}
      value={value}
      max={300}
      required
      error={isWrong ? annualWords().number : null}
      onInput={(text) => onInput(name, text)}
    />
  )
}

function fieldName(name: string): string {
  const { fields } = annualWords()
  return fields[name as keyof typeof fields] ?? name // the fields of the list
}

function save(sheet: Sheet): void {
  const { heads } = paperWords(sheet.lang)
  const name = `${sheet.report.id}-${sheet.report.first}-${reading.value}.csv`
  saveAs([csvOf([[heads.line, heads.figure], ...rowsOf(sheet)])], name)
}
