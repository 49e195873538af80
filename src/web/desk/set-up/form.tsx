import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct } from "#web/desk/act.ts"
import { arrive } from "#web/desk/session.ts"
import { post, Refused } from "#web/lib/api.ts"
import { lock } from "#web/lib/vault.ts"
import { lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { languages, type Lang } from "#wire/form.ts"
import { setUp, type SetUp } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { countryOfZone } from "./countries.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "./field-faults.ts"
import { LanguageField } from "./language-field.tsx"
import { PlaceFields } from "./place-fields.tsx"
import { say } from "./say.ts"
import { sentence } from "./sentence.ts"

type Props = { readonly token: string; readonly onBegun: () => void }

/** The organisation and its first administrator, asked once. */
export function SetUpForm({ token, onBegun }: Props) {
  const { title, form } = say()
  const [written, write] = useState<SetUp>(firstGuess)
  const [faults, setFaults] = useState<Faults>({})
  const act = useAct()
  const set = (change: Partial<SetUp>) => {
    write((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, change))
  }
  const begin = () => act.run(() => beginWith(written, token, setFaults, onBegun))
  const text = (name: "organisation" | "name" | "email") => ({
    value: written[name],
    onInput: (value: string) => set({ [name]: value }),
    error: sentence(faults[name]),
  })
  return (
    <form
      class="door stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <h1>{title}</h1>
      <p class="second">{form.why}</p>
      <h2>{form.organisationTitle}</h2>
      <Field label={form.organisation} {...text("organisation")} max={200} required />
      <PlaceFields of={written} faults={faults} onChange={set} />
      <h2>{form.youTitle}</h2>
      <Field label={form.name} {...text("name")} max={200} autocomplete="name" required />
      <Field label={form.email} {...text("email")} type="email" autocomplete="email" required />
      <LanguageField
        label={form.language}
        value={written.language}
        onChange={(language) => set({ language })}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit">{form.go}</Button>
    </form>
  )
}

/** Sends what was written, or says which fields have to be mended. */
async function beginWith(
  written: SetUp,
  token: string,
  setFaults: (faults: Faults) => void,
  onBegun: () => void,
): Promise<void> {
  const { success, issues, output } = v.safeParse(setUp, written)
  setFaults(success ? {} : faultsBy(issues))
  if (!success) return focusFirstFault()
  try {
    // Whoever used this browser before has no key in it from here on.
    lock(true)
    arrive(await post<Me>("/set-up", output, { headers: { "x-tocsin-token": token } }))
  } catch (why) {
    if (!(why instanceof Refused && why.problem === "no-calendar")) throw why
    setFaults({ country: "calendar" })
    return focusFirstFault()
  }
  onBegun()
}

function firstGuess(): SetUp {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const language: Lang = lang.value
  return {
    organisation: "",
    country: countryOfZone(zone),
    zone,
    languages: [...languages],
    contact: "",
    name: "",
    email: "",
    language,
  }
}
