import { useState } from "preact/hooks"
import type { InferOutput } from "valibot"
import { useAct, useLoad } from "#web/desk/act.ts"
import { sentenceFor, words as deskWords } from "#web/desk/say.ts"
import { get, post, put, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { organisationEdit } from "#wire/person.ts"
import { focusFirstFault, type Faults } from "./field-faults.ts"
import { PlaceFields } from "./place-fields.tsx"
import { say } from "./say.ts"
import { sentence } from "./sentence.ts"

type Kept = InferOutput<typeof organisationEdit> & { companyCode: string }

/** What the organisation says of itself, and the code on its posters. */
export function Organisation() {
  const { organisation } = say()
  const { value, failure, reload } = useLoad(
    (signal) => get<Kept>("/organisation", { signal }),
    "organisation",
  )
  if (!value) {
    return failure ? <Banner alert>{sentenceFor(failure)}</Banner> : <p>{deskWords().loading}</p>
  }
  return (
    <section class="door stack" aria-labelledby="organisation">
      <h2 id="organisation">{organisation.title}</h2>
      <Code code={value.companyCode} onNew={reload} />
      <p>
        {organisation.doorLink} <a href="/">{location.origin}/</a>
      </p>
      <details>
        <summary>{organisation.edit}</summary>
        <Edit kept={value} onSaved={reload} />
      </details>
    </section>
  )
}

function Code({ code, onNew }: { readonly code: string; readonly onNew: () => Promise<void> }) {
  const { organisation, colon } = say()
  const [asking, ask] = useState(false)
  const act = useAct()
  const renew = async () => {
    const done = await act.run(async () => {
      await post("/organisation/company-code")
      await onNew()
    })
    if (done) ask(false)
  }
  return (
    <div class="stack tight">
      <p>
        {organisation.code}
        {colon}
        <bdi class="fingerprint">{code}</bdi>
      </p>
      <p class="second">{organisation.codeHelp}</p>
      <Button kind="quiet" onPress={() => ask(true)}>
        {organisation.newCode}
      </Button>
      {asking ? (
        <Dialog title={organisation.newCode} onClose={() => ask(false)}>
          <p>{organisation.newCodeWhy}</p>
          {act.error ? <Banner alert>{act.error}</Banner> : null}
          <div class="acts">
            <Button onPress={() => void renew()}>{organisation.newCode}</Button>
            <Button kind="quiet" onPress={() => ask(false)}>
              {deskWords().cancel}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  )
}

type EditProps = { readonly kept: Kept; readonly onSaved: () => Promise<void> }
function Edit({ kept, onSaved }: EditProps) {
  const { organisation, form } = say()
  const { companyCode: _, ...before } = kept
  const [written, write] = useState(before)
  const [wrong, setWrong] = useState<Faults>({})
  const act = useAct()
  const set = (change: Partial<typeof written>) => write((old) => ({ ...old, ...change }))
  const save = () =>
    act.run(async () => {
      setWrong({})
      try {
        await put("/organisation", written)
      } catch (why) {
        const known = why instanceof Refused && why.fields.length > 0
        if (!known && !(why instanceof Refused && why.problem === "no-calendar")) throw why
        setWrong(faultsOf(why))
        return focusFirstFault()
      }
      await onSaved()
      toast(organisation.saved)
    })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field
        label={form.organisation}
        value={written.name}
        onInput={(name) => set({ name })}
        error={sentence(wrong["name"])}
      />
      <PlaceFields of={written} faults={wrong} onChange={set} />
      <Field
        label={organisation.exit}
        help={organisation.exitHelp}
        value={written.exitUrl}
        onInput={(exitUrl) => set({ exitUrl })}
        type="url"
        plain
        error={sentence(wrong["exitUrl"])}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button type="submit">{organisation.save}</Button>
    </form>
  )
}

function faultsOf({ problem, fields }: Refused): Faults {
  if (problem === "no-calendar") return { country: "calendar" }
  return Object.fromEntries(fields.map((field) => [field, "empty"]))
}
