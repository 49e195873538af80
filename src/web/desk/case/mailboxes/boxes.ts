import { parties, type Party, partyRoom } from "#core/mailbox.ts"
import type { CannotOpenReason } from "#crypto/cannot-open.ts"
import { filesOf, type Writer } from "#crypto/open-party.ts"
import type { PartyFile } from "#crypto/party.ts"
import type { VerifyKey } from "#crypto/sign.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { PartyView } from "#wire/party.ts"
import type { Said } from "#web/desk/case/said.ts"

/** The mailbox of somebody outside, as this browser can open it. */
export type Box = {
  readonly view: PartyView
  /** Who it is, as the team wrote it down for itself. */
  readonly name: string
  /** Its keys, oldest first; what does not follow from the papers of the team is not among them. */
  readonly files: readonly PartyFile[]
}

/** The mailboxes of a case: what the server lists, joined with what the team's own papers say of each. */
export function boxesOf(screen: Pick<CaseScreen, "parties">, said: readonly Said[]): Box[] {
  const papers = said
    .filter(({ view }) => view.room === "desk" && view.kind === "party")
    .toSorted((a, b) => a.view.seq - b.view.seq)
  const kept = papers.map(({ view, parties: files }) => ({ epoch: view.epoch, files }))
  return screen.parties.map((view) => {
    const { number, id: mailboxId } = view
    const first = papers.find(({ parties: files }) => files.some((one) => one.number === number))
    const files = filesOf(kept, { number, mailboxId }).filter(({ party }) => party === view.party)
    return { view, files, name: first?.form.fields?.["who"] ?? "" }
  })
}

/** How the desk calls whoever is behind a mailbox. */
export function labelOf({ view, name }: Box): string {
  return `${name} (${view.number})`.trim()
}

/** The newest keys, if they are those that the server says are in force. */
export function newestOf({ view, files }: Box): PartyFile | null {
  const last = files.at(-1)
  return last?.epoch === view.epoch ? last : null
}

/** What was said in a mailbox, in its order. */
export function saidIn({ view }: Box, said: readonly Said[]): Said[] {
  return said.filter((one) => one.view.room === partyRoom(view.number))
}

/** Whose word counts as theirs now: whoever was given the code, or whoever took a code in its place. */
export function writerOf(box: Box, said: readonly Said[]): Writer | null {
  const [first] = box.files
  const taken = saidIn(box, said).flatMap(({ writer }) => writer ?? [])
  return taken.at(-1) ?? (first ? { vk: first.vk, recipient: first.recipient } : null)
}

/** Every key that they ever signed with here, the first one first. */
export function ownKeys(box: Box, said: readonly Said[]): VerifyKey[] {
  const first = box.files.slice(0, 1).map(({ vk }) => vk)
  return [...first, ...saidIn(box, said).flatMap(({ writer }) => writer?.vk ?? [])]
}

/** Why something in it does not open; null when all of it does. */
export function faultIn(box: Box, said: readonly Said[]): CannotOpenReason | null {
  return saidIn(box, said).flatMap(({ fault }) => fault ?? [])[0] ?? null
}

/** Reads a kind of party as somebody chose it. */
export function partyOf(code: string): Party {
  return parties.find((one) => one === code) ?? "respondent"
}
