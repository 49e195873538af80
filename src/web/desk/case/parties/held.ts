import { keyFor } from "#crypto/case-key.ts"
import { filesOf, type PartyPaper, type Writer } from "#crypto/open-party.ts"
import type { PartyFile } from "#crypto/party.ts"
import type { VerifyKey } from "#crypto/sign.ts"
import { partyIn, type RoomName } from "#core/mailbox.ts"
import type { PartyView } from "#wire/party.ts"
import type { Papers } from "#web/desk/case/papers.ts"
import type { Said } from "#web/desk/case/said.ts"

/** The mailbox of somebody outside, as this browser holds it: its keys, who writes in it, and what was said. */
export type HeldParty = {
  readonly view: PartyView
  /** Its keys, oldest first. */
  readonly files: readonly PartyFile[]
  /** Whose word counts as theirs now, and where their next keys are sealed to. */
  readonly writer: Writer | null
  /** Every key that they ever signed with here, the first one first. */
  readonly own: readonly VerifyKey[]
  readonly said: readonly Said[]
}

/** Something of a case that can have mailboxes of other people. */
type WithParties = { readonly papers: Papers | null; readonly parties: readonly HeldParty[] }

/** The keys of a mailbox, from the team's own papers about them. */
export function keysOf(
  desk: readonly Said[],
  { number, id }: Pick<PartyView, "number" | "id">,
): PartyFile[] {
  const papers = desk.flatMap(({ view, parties }): PartyPaper[] =>
    view.kind === "party" && view.by !== null ? [{ epoch: view.epoch, files: parties }] : [],
  )
  return filesOf(papers, { number, mailboxId: id })
}

/** What opens a room in an epoch: a key of the case, or of somebody's own mailbox. */
export function identityIn(
  { papers, parties }: WithParties,
  { room, epoch }: { readonly room: RoomName; readonly epoch: number },
): string | undefined {
  const number = partyIn(room)
  if (number === null) return papers ? keyFor(papers.keys, room, epoch) : undefined
  const held = parties.find(({ view }) => view.number === number)
  return held?.files.find((file) => file.epoch === epoch)?.identity
}

/** The key that is in force in a mailbox now; none when it is closed or its papers do not check out. */
export function newestFile({ view, files }: HeldParty): PartyFile | null {
  const file = files.at(-1)
  return view.closedAt === null && file?.epoch === view.epoch ? file : null
}

/** The room where somebody reads what the team gives them: their own mailbox while it is open, else the desk keeps the copy. */
export function roomFor({ parties }: WithParties, mailbox: number | null | undefined): RoomName {
  const held = parties.find(({ view }) => view.number === mailbox)
  return held && newestFile(held) ? `party-${held.view.number}` : "desk"
}
