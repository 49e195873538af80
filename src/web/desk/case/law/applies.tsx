import { useState } from "preact/hooks"
import { type LawCountry, lawCountries, memberStates } from "#core/law-place.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Tick } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import type { CaseLaw } from "#wire/law.ts"
import { countryName } from "./country.ts"
import { caseLawWords } from "./words.ts"

type Props = Omit<ActProps, "onClose"> & { readonly law: CaseLaw }

/** Which countries' laws a case has; the organisation's own is always among them. */
export function Applies({ one, law, reload }: Props) {
  const say = caseLawWords()
  const [choosing, choose] = useState(false)
  return (
    <section aria-labelledby="which-laws">
      <h2 id="which-laws">{say.which}</h2>
      <p>{fill(say.applies, { names: listed(law.places.map(countryName)) })}</p>
      <Button
        kind="quiet"
        why={closedAct(one, "law.applies", { countries: [] })}
        onPress={() => choose(true)}
      >
        {say.change}
      </Button>
      {choosing ? (
        <Choose one={one} law={law} reload={reload} onClose={() => choose(false)} />
      ) : null}
    </section>
  )
}

/** Those with a pack of their own come first. */
const withPack: readonly LawCountry[] = lawCountries.filter(
  (country) => !memberStates.has(country) || country === "FR",
)

function Choose({ one, law, reload, onClose }: Props & Pick<ActProps, "onClose">) {
  const say = caseLawWords()
  const [home = ""] = law.places
  const [chosen, choose] = useState<readonly LawCountry[]>(one.screen.life?.places ?? [])
  const send = async () => {
    await doIn(one.id, { kind: "law.applies", facts: { countries: chosen } })
    return say.done
  }
  const ticks = (countries: readonly LawCountry[]) =>
    countries
      .filter((country) => country !== home)
      .map((country) => (
        <Tick
          key={country}
          label={countryName(country)}
          checked={chosen.includes(country)}
          onChange={(on) =>
            choose(on ? [...chosen, country] : chosen.filter((other) => other !== country))
          }
        />
      ))
  return (
    <ActForm
      title={say.change}
      note={say.counted}
      go={say.change}
      why={null}
      act={send}
      onDone={reload}
      onClose={onClose}
    >
      <fieldset>
        <legend class="label">{say.which}</legend>
        <p class="help">{say.whichHow}</p>
        {ticks(withPack)}
      </fieldset>
      <details>
        <summary>{say.union}</summary>
        <fieldset>
          <legend class="sr">{say.union}</legend>
          {ticks(lawCountries.filter((country) => !withPack.includes(country)))}
        </fieldset>
      </details>
    </ActForm>
  )
}
