import { measureReview, type MeasureCode } from "#core/life/word.ts"
import { day } from "#core/time.ts"
import { now } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { blanksIn, dated, datedDay } from "./blanks.ts"
import { measureWords } from "./words.ts"

type Lang = "en" | "zh"
export type Fields = Readonly<Record<string, string>>

/** What can be filled in without taking anything from anybody's words but the reader's own: since when, until the next look, whom they named. */
export function safeFields(one: Case, code: string, lang: Lang): Fields {
  const days = measureReview[code as MeasureCode] ?? null // another code has no review
  const named = answersOf(one)["i12"]?.named?.[0]?.name.trim()
  return {
    since: dated(now.value, lang, zone.value),
    ...(days === null ? {} : { review_on: datedDay(now.value + days * day, lang, zone.value) }),
    ...(named ? { respondent_name: named } : {}),
  }
}

type Props = {
  readonly text: string
  readonly fields: Fields
  readonly onChange: (fields: Fields) => void
  /** Blanks that have a field of another kind. */
  readonly but?: readonly string[]
}

/** One field for each blank of a text. */
export function BlankFields({ text, fields, onChange, but = [] }: Props) {
  const say = measureWords()
  return (
    <>
      {blanksIn(text)
        .filter((name) => !but.includes(name))
        .map((name) => (
          <Field
            key={name}
            label={say.blank[name] ?? name}
            help={say.blankHelp[name]}
            rows={name === "script" ? 3 : 0}
            max={1000}
            value={fields[name] ?? ""}
            onInput={(value) => onChange({ ...fields, [name]: value })}
          />
        ))}
    </>
  )
}

/** Names what is not filled in yet; null when nothing is missing. */
export function whyMissing(missing: readonly string[]): string | null {
  const say = measureWords()
  if (missing.length === 0) return null
  return fill(say.missing, { blanks: listed(missing.map((name) => say.blank[name] ?? name)) })
}

/** In which language the text goes out. */
export function LangField({
  value,
  onChange,
}: {
  readonly value: Lang
  readonly onChange: (lang: Lang) => void
}) {
  const say = measureWords()
  return (
    <Select
      label={say.language}
      value={value}
      options={[
        ["en", say.en],
        ["zh", say.zh],
      ]}
      onChange={(code) => onChange(code === "zh" ? "zh" : "en")}
    />
  )
}
