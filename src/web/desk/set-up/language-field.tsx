import { Select } from "#web/ui/field.tsx"
import type { Lang } from "#wire/form.ts"

type Props = {
  readonly label: string
  readonly help?: string
  readonly value: Lang
  readonly onChange: (language: Lang) => void
}

/** One of the languages that we speak. */
export function LanguageField({ label, help, value, onChange }: Props) {
  return (
    <Select
      label={label}
      help={help}
      value={value}
      options={[
        ["en", "English"],
        ["zh", "简体中文"],
      ]}
      onChange={(code) => onChange(code === "zh" ? "zh" : "en")}
    />
  )
}
