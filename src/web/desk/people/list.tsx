import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { Button } from "#web/ui/button.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import type { PersonView, Ready } from "#wire/person.ts"
import type { Doing } from "./deed.ts"
import { flags } from "./flags.tsx"

type Props = {
  readonly people: readonly PersonView[]
  readonly empty: string
  readonly onDo: (doing: Doing) => void
}

/** The people as a table: who they are, where they stand, and whether they can be rung. */
export function PeopleList({ people, empty, onDo }: Props) {
  const { people: words } = say()
  const columns: Column<PersonView>[] = [
    {
      head: words.name,
      kind: "what",
      cell: (one) => (
        <>
          {one.name}
          <span class="second">
            <bdi dir="ltr">{one.email}</bdi>
          </span>
        </>
      ),
    },
    { head: words.unit, cell: (one) => [one.unit, one.title].filter(Boolean).join(", ") },
    {
      head: words.flags,
      cell: (one) =>
        flags
          .filter((flag) => one[flag])
          .map((flag) => words.flag[flag])
          .join(", "),
    },
    { head: words.readyHead, cell: (one) => <Readiness person={one} /> },
    { head: words.open, cell: (one) => <Acts person={one} onDo={onDo} /> },
  ]
  return (
    <Table
      caption={words.title}
      columns={columns}
      rows={people}
      keyOf={({ id }) => id}
      empty={empty}
    />
  )
}

const marks: Readonly<Record<Ready, string>> = {
  ready: "kept",
  unconfirmed: "kept",
  invited: "ahead",
  "no-key": "ahead",
  "one-way": "soon",
  "no-channel": "soon",
  untested: "soon",
}

/** Whether a person can be rung and open what they are given; of those nobody asked, nothing is said. */
export function Readiness({ person }: { readonly person: PersonView }) {
  const { people: words } = say()
  const quiet = person.ready === "no-key" && !person.inPath
  if (quiet) return <span class="meta">{words.ready["no-key"]}</span>
  return (
    <>
      <span class="due" data-s={marks[person.ready]}>
        {words.ready[person.ready]}
      </span>{" "}
      {person.inPath ? <span class="meta">{words.inPath}</span> : null}
    </>
  )
}

type ActsProps = { readonly person: PersonView; readonly onDo: (doing: Doing) => void }
function Acts({ person, onDo }: ActsProps) {
  const { people: words } = say()
  const own = me.value
  const again = person.keyholder || person.ready === "invited"
  const first = person.recruiter ? words.invite.recruiter : words.invite.button
  const word = again ? words.invite.again : first
  const toConfirm = person.ready === "unconfirmed" || (person.keyholder && person.fingerprint)
  return (
    <div class="acts">
      {own?.admin ? (
        <Button
          kind="bare"
          label={`${words.open}: ${person.name}`}
          onPress={() => onDo({ kind: "edit", person })}
        >
          {words.open}
        </Button>
      ) : null}
      {own?.admin && !(person.ready === "ready") && person.id !== own.id ? (
        <Button
          kind="bare"
          label={`${word}: ${person.name}`}
          onPress={() => onDo({ kind: "invite", person })}
        >
          {word}
        </Button>
      ) : null}
      {toConfirm && person.ready !== "ready" && person.id !== own?.id ? (
        <Button
          kind="bare"
          label={`${words.confirm.button}: ${person.name}`}
          onPress={() => onDo({ kind: "confirm", person })}
        >
          {words.confirm.button}
        </Button>
      ) : null}
    </div>
  )
}
