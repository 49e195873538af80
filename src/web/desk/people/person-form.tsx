import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct, type Act } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "#web/desk/set-up/field-faults.ts"
import { LanguageField } from "#web/desk/set-up/language-field.tsx"
import { sentence } from "#web/desk/set-up/sentence.ts"
import { say } from "#web/desk/set-up/say.ts"
import { Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import type { PersonView } from "#wire/person.ts"

/** What every form about a person holds; outside people have no unit. */
type Texts = Pick<PersonView, "name" | "email" | "title" | "language"> &
  Partial<Pick<PersonView, "unit">>

/** What is written about a person, and what is wrong with it until that field is written in again. */
export type Written<W> = {
  readonly written: W
  readonly faults: Faults
  readonly set: (change: Partial<W>) => void
  readonly act: Act
  readonly send: () => Promise<boolean>
}

/** Holds what is written; sending checks it by the schema first and leads to what has to be mended. */
export function useWritten<W extends object, S extends v.GenericSchema>(
  begun: W,
  schema: S,
  sent: (written: W) => unknown,
  keep: (checked: v.InferOutput<S>) => Promise<void>,
): Written<W> {
  const [written, write] = useState(begun)
  const [faults, setFaults] = useState<Faults>({})
  const act = useAct()
  const set = (change: Partial<W>) => {
    write((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, change))
  }
  const send = () =>
    act.run(async () => {
      const { success, issues, output } = v.safeParse(schema, sent(written))
      setFaults(success ? {} : faultsBy(issues))
      if (!success) return focusFirstFault()
      try {
        await keep(output)
      } catch (why) {
        setFaults(faultOf(why))
        focusFirstFault()
      }
    })
  return { written, faults, set, act, send }
}

type Props<W extends Texts> = {
  readonly title: string
  readonly form: Written<W>
  /** What the button says that sends it. */
  readonly go: string
  readonly wide?: boolean
  readonly onClose: () => void
  /** What this form asks besides. */
  readonly children: ComponentChildren
  /** Further acts, after the two that every form has. */
  readonly acts?: ComponentChildren
}

/** A form about one person, in a dialog. */
export function PersonForm<W extends Texts>(props: Props<W>) {
  const { title, form, go, wide = false, onClose, children, acts } = props
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void form.send()
        }}
      >
        {/* Each text that changes is a field of W. */}
        <TextFields {...form} set={(change) => form.set(change as Partial<W>)} />
        {children}
        {form.act.error ? <Banner alert>{form.act.error}</Banner> : null}
        <div class="acts">
          <Button type="submit">{go}</Button>
          <Button kind="quiet" onPress={onClose}>
            {deskWords().cancel}
          </Button>
          {acts}
        </div>
      </form>
    </Dialog>
  )
}

type TextFieldsProps = Pick<Written<Texts>, "written" | "faults" | "set">
function TextFields({ written, faults, set }: TextFieldsProps) {
  const { person: words } = say().people
  const { name, email, unit, title, language } = written
  const titleField = (
    <Field label={words.title} value={title} onInput={(typed) => set({ title: typed })} />
  )
  return (
    <>
      <Field
        label={words.name}
        value={name}
        onInput={(typed) => set({ name: typed })}
        error={sentence(faults["name"])}
      />
      <Field
        label={words.email}
        type="email"
        value={email}
        onInput={(typed) => set({ email: typed })}
        error={faults["email"] === "same" ? words.sameEmail : sentence(faults["email"])}
      />
      {unit === undefined ? (
        titleField
      ) : (
        <div class="pair">
          <Field label={words.unit} value={unit} onInput={(typed) => set({ unit: typed })} />
          {titleField}
        </div>
      )}
      <LanguageField
        label={words.language}
        value={language}
        onChange={(chosen) => set({ language: chosen })}
      />
    </>
  )
}

/** Flags that do not go with how things stand. */
const apart = ["recruiter", "centralDesk"]

function faultOf(why: unknown): Faults {
  if (why instanceof Refused && why.problem === "already-done") return { email: "same" }
  if (why instanceof Refused && why.fields.includes("manager")) return { manager: "circle" }
  const flag = why instanceof Refused && why.fields.find((f) => apart.includes(f))
  if (flag) return { [flag]: "apart" }
  throw why
}
