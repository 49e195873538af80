import { Select } from "#web/ui/field.tsx"
import type { Lang } from "#wire/form.ts"

type Props = {
  readonly label: string
  readonly value: Lang
  readonly onChange: (language: Lang) => void
}

/** The language in which the desk speaks to a person. */
export function LanguageField({ label, value, onChange }: Props) {
  return (
    <Select
      label={label}
      value={value}
      options={[
        ["en", "English"],
        ["zh", "简体中文"],
      ]}
      onChange={(code) => onChange(code === "zh" ? "zh" : "en")}
    />
  )
}
