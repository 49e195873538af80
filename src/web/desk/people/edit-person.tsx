import { useState } from "preact/hooks"
import * as v from "valibot"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { faultsBy, focusFirstFault, without, type Faults } from "#web/desk/set-up/field-faults.ts"
import { LanguageField } from "#web/desk/set-up/language-field.tsx"
import { sentence } from "#web/desk/set-up/sentence.ts"
import { say } from "#web/desk/set-up/say.ts"
import { patch, post, Refused } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { personEdit, type PersonView } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { Flags } from "./flags.tsx"
import { ManagerField } from "./manager-field.tsx"

type Props = {
  readonly person: PersonView
  readonly onClose: () => void
  readonly onDo: (doing: Doing) => void
}
const fields = [
  "name",
  "email",
  "title",
  "unit",
  "manager",
  "language",
  "hr",
  "executive",
  "outside",
  "board",
  "admin",
  "protection",
] as const

/** Changes what is known of one person; only what differs is sent. */
export function EditPerson({ person, onClose, onDo }: Props) {
  const { person: words } = say().people
  const [written, write] = useState(person)
  const [faults, setFaults] = useState<Faults>({})
  const act = useAct()
  const set = (change: Partial<PersonView>) => {
    write((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, change))
  }
  const save = () =>
    act.run(async () => {
      const changed = fields.filter((field) => written[field] !== person[field])
      const change = Object.fromEntries(changed.map((field) => [field, written[field]]))
      const { success, issues, output } = v.safeParse(personEdit, change)
      setFaults(success ? {} : faultsBy(issues))
      if (!success) return focusFirstFault()
      try {
        if (changed.length) await patch(`/people/${person.id}`, output)
      } catch (why) {
        setFaults(faultOf(why))
        return
      }
      toast(words.saved)
      onClose()
    })
  return (
    <Dialog title={fill(words.editTitle, { name: person.name })} onClose={onClose} wide>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Texts written={written} faults={faults} set={set} />
        <ManagerField
          manager={written.manager}
          not={person.id}
          onChange={(manager) => set({ manager })}
          error={faults["manager"] === "circle" ? words.circle : sentence(faults["manager"])}
        />
        <Flags of={written} onChange={(flag, on) => set({ [flag]: on })} />
        <Rung person={person} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <Acts person={person} onClose={onClose} onDo={onDo} />
      </form>
    </Dialog>
  )
}

function Acts({ person, onClose, onDo }: Props) {
  const { person: words } = say().people
  return (
    <div class="acts">
      <Button type="submit">{words.save}</Button>
      <Button kind="quiet" onPress={onClose}>
        {deskWords().cancel}
      </Button>
      <Button
        kind="bare"
        why={
          person.id === me.value?.id
            ? words.you
            : person.inPath
              ? fill(words.leftOnPath, { name: person.name })
              : null
        }
        onPress={() => onDo({ kind: "left", person })}
      >
        {words.left}
      </Button>
    </div>
  )
}

type TextsProps = {
  readonly written: PersonView
  readonly faults: Faults
  readonly set: (change: Partial<PersonView>) => void
}
function Texts({ written, faults, set }: TextsProps) {
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
      <div class="pair">
        <Field label={words.unit} value={written.unit} onInput={(unit) => set({ unit })} />
        <Field label={words.title} value={written.title} onInput={(title) => set({ title })} />
      </div>
      <LanguageField
        label={words.language}
        value={written.language}
        onChange={(language) => set({ language })}
      />
    </>
  )
}

/** The channels of a person: their kinds only, since addresses are theirs. A test may be sent; they answer it. */
function Rung({ person }: { readonly person: PersonView }) {
  const { people, me: own, colon } = say()
  const { person: words } = people
  const act = useAct()
  if (!person.channels.length) {
    return (
      <p class="second">
        {words.channels}
        {colon}
        {words.noChannels}
      </p>
    )
  }
  const send = (id: string) =>
    act.run(async () => {
      await post(`/channels/${id}/tests`)
      toast(fill(words.testSent, { name: person.name }))
    })
  return (
    <div>
      <p class="label">{words.channels}</p>
      <ul class="promises">
        {person.channels.map(({ id, channel, tested }) => (
          <li key={id}>
            <span>
              {own.kinds[channel as keyof typeof own.kinds]}{" "}
              <span class="due" data-s={tested ? "kept" : "soon"}>
                {tested ? words.tested : words.untested}
              </span>
            </span>
            <Button kind="bare" onPress={() => void send(id)}>
              {words.ringTest}
            </Button>
          </li>
        ))}
      </ul>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </div>
  )
}

function faultOf(why: unknown): Faults {
  if (why instanceof Refused && why.problem === "already-done") return { email: "same" }
  if (why instanceof Refused && why.fields.includes("manager")) return { manager: "circle" }
  throw why
}
