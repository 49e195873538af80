import { useId } from "preact/hooks"
import { Tick } from "#web/ui/field.tsx"
import type { Lang } from "#wire/form.ts"
import { say } from "./say.ts"

type Props = {
  readonly chosen: readonly string[]
  readonly onChange: (languages: Lang[]) => void
  readonly error: string | null
}

/** The languages in which people may report. */
export function Languages({ chosen, onChange, error }: Props) {
  const { form } = say()
  const id = useId()
  const both = ["en", "zh"] as const
  const toggle = (language: Lang, on: boolean) =>
    onChange(both.filter((one) => (one === language ? on : chosen.includes(one))))
  return (
    <fieldset aria-describedby={error ? id : undefined}>
      <legend class="label">{form.languages}</legend>
      {both.map((language) => (
        <Tick
          key={language}
          label={language === "en" ? form.english : form.chinese}
          checked={chosen.includes(language)}
          onChange={(on) => toggle(language, on)}
        />
      ))}
      {error ? (
        <span class="help wrong" id={id} role="alert">
          {error}
        </span>
      ) : null}
    </fieldset>
  )
}

/** Every zone that this browser knows, and the one it is in. */
export function zoneOptions(own?: string): [string, string][] {
  const here = own ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const all = new Set([here, ...Intl.supportedValuesOf("timeZone"), "UTC"])
  return [...all].toSorted().map((zone) => [zone, zone.replaceAll("_", " ")])
}
