import { say } from "#web/desk/set-up/say.ts"
import { post } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { toast } from "#web/ui/toast.tsx"
import { personAdd, type PersonView } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { Flags } from "./flags.tsx"
import { PersonForm, useWritten } from "./person-form.tsx"

type Props = { readonly onClose: () => void; readonly onDo: (doing: Doing) => void }

/** Somebody who is in no staff file, such as an ombuds office or the board; the invitation comes next. */
export function AddPerson({ onClose, onDo }: Props) {
  const { people } = say()
  const { person: words } = people
  const form = useWritten(
    { ...nobody, language: lang.value },
    personAdd,
    (written) => written,
    async (checked) => {
      const person = await post<PersonView>("/people", checked)
      toast(fill(words.added, { name: person.name }))
      onDo({ kind: "invite", person })
    },
  )
  return (
    <PersonForm title={words.addTitle} form={form} go={people.add} onClose={onClose}>
      <Flags
        of={{ ...noFlags, ...form.written }}
        only={["outside", "board"]}
        onChange={(name, on) => form.set({ [name]: on })}
      />
    </PersonForm>
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
  centralDesk: false,
  recruiter: false,
  hrOps: false,
}
