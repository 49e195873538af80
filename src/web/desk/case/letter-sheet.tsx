import { blanksOf, type Letter } from "#core/letter.ts"
import { Field, Select } from "#web/ui/field.tsx"

type LanguageProps = {
  readonly label: string
  readonly lang: "en" | "zh"
  readonly onChange: (lang: "en" | "zh") => void
  readonly help?: string
}

/** The language that the reader of a letter understands. */
export function LetterLanguage({ label, lang, onChange, help }: LanguageProps) {
  return (
    <Select
      label={label}
      help={help}
      value={lang}
      options={[
        ["en", "English"],
        ["zh", "中文"],
      ]}
      onChange={(code) => onChange(code === "zh" ? "zh" : "en")}
    />
  )
}

type BlanksProps = {
  readonly of: Letter
  readonly blanks: Readonly<Record<string, string>>
  readonly label: (name: string) => string
  readonly long: readonly string[]
  readonly onChange: (blanks: Readonly<Record<string, string>>) => void
}

/** What has to be filled in before a letter can go out. */
export function LetterBlanks({ of, blanks, label, long, onChange }: BlanksProps) {
  return (
    <>
      {blanksOf(of).map((name) => (
        <Field
          key={name}
          label={label(name)}
          {...(long.includes(name) ? { rows: 4 } : {})}
          max={5000}
          value={blanks[name] ?? ""}
          onInput={(value) => onChange({ ...blanks, [name]: value })}
        />
      ))}
    </>
  )
}

/** The letter as it is read. */
export function LetterShown({
  subject,
  body,
}: {
  readonly subject: string
  readonly body: string
}) {
  return (
    <div class="letter-paper" tabIndex={0} role="group" aria-label={subject}>
      <p>
        <b>{subject}</b>
      </p>
      {body.split("\n\n").map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  )
}
