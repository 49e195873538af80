import type { PersonView } from "#wire/person.ts"
import { AddPerson } from "./add-person.tsx"
import { ConfirmKey } from "./confirm-key.tsx"
import { EditPerson } from "./edit-person.tsx"
import { Invite } from "./invite.tsx"
import { PersonLeft } from "./person-left.tsx"

/** What an administrator or a colleague is doing about one person. */
export type Doing =
  | { readonly kind: "add" }
  | { readonly kind: "edit" | "invite" | "confirm" | "left"; readonly person: PersonView }

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
