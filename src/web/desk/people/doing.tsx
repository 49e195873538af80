import type { Doing } from "./deed.ts"
import { AddPerson } from "./add-person.tsx"
import { ConfirmKey } from "./confirm-key.tsx"
import { EditPerson } from "./edit-person.tsx"
import { Invite } from "./invite.tsx"
import { PersonLeft } from "./person-left.tsx"

type Props = {
  readonly doing: Doing
  readonly onClose: () => void
  readonly onDo: (doing: Doing) => void
}

/** The form for it. */
export function PeopleDialog({ doing, onClose, onDo }: Props) {
  if (doing.kind === "add") return <AddPerson onClose={onClose} onDo={onDo} />
  const { kind, person } = doing
  if (kind === "edit") return <EditPerson person={person} onClose={onClose} onDo={onDo} />
  if (kind === "invite") return <Invite person={person} onClose={onClose} />
  if (kind === "confirm") return <ConfirmKey person={person} onClose={onClose} />
  return <PersonLeft person={person} onClose={onClose} />
}
