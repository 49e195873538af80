import { useId } from "preact/hooks"
import { locale } from "#web/lib/words.ts"
import { Field, Select, Tick } from "#web/ui/field.tsx"
import type { Lang } from "#wire/form.ts"
import { countriesIn } from "./countries.ts"
import type { Faults } from "./field-faults.ts"
import { say } from "./say.ts"
import { sentence } from "./sentence.ts"

/** Where an organisation is, in which languages it is told, and how else somebody is reached. */
export type Place = {
  readonly country: string
  readonly zone: string
  readonly languages: readonly string[]
  readonly contact: string
}
type PlaceProps = {
  readonly of: Place
  readonly faults: Faults
  readonly onChange: (change: Partial<Place> & { languages?: Lang[] }) => void
}

/** The fields of a place, for set-up and for changing it later. */
export function PlaceFields({ of, faults, onChange }: PlaceProps) {
  const { form } = say()
  const choose: [string, string][] = of.country ? [] : [["", form.choose]]
  return (
    <>
      <Select
        label={form.country}
        help={form.countryHelp}
        value={of.country}
        options={[...choose, ...countriesIn(locale())]}
        onChange={(country) => onChange({ country })}
        error={sentence(faults["country"])}
      />
      <Select
        label={form.zone}
        help={form.zoneHelp}
        value={of.zone}
        options={zoneOptions(of.zone)}
        onChange={(zone) => onChange({ zone })}
        error={sentence(faults["zone"])}
      />
      <Languages
        chosen={of.languages}
        onChange={(languages) => onChange({ languages })}
        error={sentence(faults["languages"])}
      />
      <Field
        label={form.contact}
        help={form.contactHelp}
        value={of.contact}
        onInput={(contact) => onChange({ contact })}
        error={sentence(faults["contact"])}
        rows={2}
        max={500}
      />
    </>
  )
}

type Props = {
  readonly chosen: readonly string[]
  readonly onChange: (languages: Lang[]) => void
  readonly error: string | null
}

/** The languages in which people may report. */
function Languages({ chosen, onChange, error }: Props) {
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
