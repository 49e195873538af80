import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "#web/desk/set-up/field-faults.ts"
import { LanguageField } from "#web/desk/set-up/language-field.tsx"
import { sentence } from "#web/desk/set-up/sentence.ts"
import { say } from "#web/desk/set-up/say.ts"
import { post, Refused } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { Lang } from "#wire/form.ts"
import { personAdd, type PersonView } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { Flags } from "./flags.tsx"

type Props = { readonly onClose: () => void; readonly onDo: (doing: Doing) => void }

/** Somebody who is in no staff file, such as an ombuds office or the board; the invitation comes next. */
export function AddPerson({ onClose, onDo }: Props) {
  const { people } = say()
  const { person: words } = people
  const [written, write] = useState<Written>(() => ({ ...nobody, language: lang.value }))
  const [faults, setFaults] = useState<Faults>({})
  const act = useAct()
  const set = (change: Partial<Written>) => {
    write((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, change))
  }
  const add = () =>
    act.run(async () => {
      const { success, issues, output } = v.safeParse(personAdd, written)
      setFaults(success ? {} : faultsBy(issues))
      if (!success) return focusFirstFault()
      try {
        const person = await post<PersonView>("/people", output)
        toast(fill(words.added, { name: person.name }))
        onDo({ kind: "invite", person })
      } catch (why) {
        if (!(why instanceof Refused && why.problem === "already-done")) throw why
        setFaults({ email: "same" })
      }
    })
  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Fields written={written} faults={faults} set={set} />
        <Flags
          of={{ ...noFlags, ...written }}
          only={["outside", "board"]}
          onChange={(name, on) => set({ [name]: on })}
        />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div class="acts">
          <Button type="submit">{people.add}</Button>
          <Button kind="quiet" onPress={onClose}>
            {deskWords().cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Written = typeof nobody & { language: Lang }
type FieldsProps = {
  readonly written: Written
  readonly faults: Faults
  readonly set: (change: Partial<Written>) => void
}
function Fields({ written, faults, set }: FieldsProps) {
  const { person: words } = say().people
  return (
    <>
      <Field
        label={words.name}
        value={written.name}
        onInput={(name) => set({ name })}
        error={sentence(faults["name"])}
      />
      <Field
        label={words.email}
        type="email"
        value={written.email}
        onInput={(email) => set({ email })}
        error={faults["email"] === "same" ? words.sameEmail : sentence(faults["email"])}
      />
      <Field label={words.title} value={written.title} onInput={(title) => set({ title })} />
      <LanguageField
        label={words.language}
        value={written.language}
        onChange={(language) => set({ language })}
      />
    </>
  )
}

const nobody = { name: "", email: "", title: "", outside: false, board: false }
const noFlags = {
  hr: false,
  executive: false,
  outside: false,
  board: false,
  admin: false,
  protection: false,
}
