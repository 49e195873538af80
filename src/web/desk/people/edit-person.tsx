import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { sentence } from "#web/desk/set-up/sentence.ts"
import { say } from "#web/desk/set-up/say.ts"
import { patch, post } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { personEdit, type PersonView } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { Flags, flags } from "./flags.tsx"
import { ManagerField } from "./manager-field.tsx"
import { PersonForm, useWritten } from "./person-form.tsx"

type Props = {
  readonly person: PersonView
  readonly onClose: () => void
  readonly onDo: (doing: Doing) => void
}
const fields = ["name", "email", "title", "unit", "manager", "language", ...flags] as const

/** Changes what is known of one person; only what differs is sent. */
export function EditPerson({ person, onClose, onDo }: Props) {
  const { person: words } = say().people
  const form = useWritten(
    person,
    personEdit,
    (written) => {
      const changed = fields.filter((field) => written[field] !== person[field])
      return Object.fromEntries(changed.map((field) => [field, written[field]]))
    },
    async (change) => {
      if (Object.keys(change).length) await patch(`/people/${person.id}`, change)
      toast(words.saved)
      onClose()
    },
  )
  const { written, faults, set } = form
  return (
    <PersonForm
      title={fill(words.editTitle, { name: person.name })}
      form={form}
      go={words.save}
      wide
      onClose={onClose}
      acts={<Left person={person} onDo={onDo} />}
    >
      <ManagerField
        manager={written.manager}
        not={person.id}
        onChange={(manager) => set({ manager })}
        error={faults["manager"] === "circle" ? words.circle : sentence(faults["manager"])}
      />
      <Flags of={written} onChange={(flag, on) => set({ [flag]: on })} />
      {faults["recruiter"] ? <Banner alert>{words.recruiterApart}</Banner> : null}
      {faults["centralDesk"] ? <Banner alert>{words.centralDeskTwo}</Banner> : null}
      <Rung person={person} />
    </PersonForm>
  )
}

/** Opens what takes a person off; somebody on the path, and oneself, only by another way. */
function Left({ person, onDo }: Pick<Props, "person" | "onDo">) {
  const { person: words } = say().people
  const onPath = person.inPath ? fill(words.leftOnPath, { name: person.name }) : null
  return (
    <Button
      kind="bare"
      why={person.id === me.value?.id ? words.you : onPath}
      onPress={() => onDo({ kind: "left", person })}
    >
      {words.left}
    </Button>
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
