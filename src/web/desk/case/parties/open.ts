import { type Writer, writerAfter } from "#crypto/open-party.ts"
import type { PartyFile } from "#crypto/party.ts"
import { recipientHash, recipientOf } from "#crypto/keys.ts"
import type { VerifyKey } from "#crypto/sign.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { partyRoom } from "#core/mailbox.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { PartyView } from "#wire/party.ts"
import type { ObjectView } from "#wire/report.ts"
import { fetchRow } from "#web/desk/case/fetch-row.ts"
import { openOne } from "#web/desk/case/open-one.ts"
import type { Papers } from "#web/desk/case/papers.ts"
import { keep, known, openAll, type Said, saidIn } from "#web/desk/case/said.ts"
import { type HeldParty, keysOf } from "./held.ts"

/** Opens the mailboxes of people outside, each with the keys that the team's papers have for it. */
export async function openParties(
  id: string,
  screen: CaseScreen,
  of: { readonly papers: Papers; readonly desk: readonly Said[]; readonly signal: AbortSignal },
): Promise<HeldParty[]> {
  return Promise.all(screen.parties.map((view) => openParty(id, screen, { ...of, view })))
}

/** The mailboxes of people outside, from the team's papers as they are now. */
export async function partiesHeld(
  id: string,
  screen: CaseScreen,
  papers: Papers,
): Promise<HeldParty[]> {
  if (screen.parties.length === 0) return []
  const { signal } = new AbortController()
  const said = await openAll(id, screen, papers, signal)
  const desk = said.filter(({ view }) => view.room === "desk")
  return openParties(id, screen, { papers, desk, signal })
}

type Of = {
  readonly papers: Papers
  readonly desk: readonly Said[]
  readonly signal: AbortSignal
  readonly view: PartyView
}
async function openParty(id: string, screen: CaseScreen, of: Of): Promise<HeldParty> {
  const { view, desk } = of
  const files = keysOf(desk, view)
  const [first] = files
  const own: VerifyKey[] = first ? [first.vk] : []
  let writer: Writer | null = first ? { vk: first.vk, recipient: first.recipient } : null
  const room = screen.objects
    .filter((one) => one.room === partyRoom(view.number))
    .toSorted((a, b) => a.seq - b.seq)
  const fresh = room.filter(({ sha256 }) => !known(sha256))
  const bytes = await fetchRow(id, fresh, of.signal)
  const said: Said[] = []
  for (const [at, object] of room.entries()) {
    const before = known(object.sha256)
    const prev = room[at - 1]?.sha256
    const sealed = bytes.get(object.sha256)
    // One after the other: a new code says whom to believe from then on.
    const one = before ?? (await openedOf({ ...of, object, sealed, prev, files, writer }))
    said.push({ ...one, view: object })
    if (!before) keep(id, one)
    if (!one.code) continue
    writer = one.code
    own.push(one.code.vk)
  }
  return { view, files, writer, own, said }
}

type Opening = Of & {
  readonly object: ObjectView
  readonly sealed: Uint8Array | undefined
  readonly prev: string | undefined
  readonly files: readonly PartyFile[]
  readonly writer: Writer | null
}
/** To the objects of a mailbox its own id stands for the case's: two people who compare theirs find nothing in common. */
async function openedOf(of: Opening): Promise<Said> {
  const { object, sealed, prev, files, writer, papers, view } = of
  const identity = files.find(({ epoch }) => epoch === object.epoch)?.identity
  if (!identity || !sealed || !writer) return { view: object, ...saidIn(undefined, papers) }
  const team = papers.senders.filter((vk) => vk !== papers.reporterVk)
  const { sha256, epoch, seq, kind } = object
  const out = await openOne({
    ...{ sha256, identity, sealed },
    expect: {
      ...{ caseId: view.id, epoch, seq, kind, prev, senders: [...team, writer.vk] },
      to: recipientHash(await recipientOf(identity)),
    },
  })
  const names = view.party === "affected" ? writer.vk : papers.reporterVk
  const said = { view: object, ...saidIn(out, papers, names) }
  if (out.fault !== null || kind !== "code") return said
  try {
    return { ...said, code: writerAfter(writer, { ...out, kind }, view.id) }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return { ...said, fault: why.reason }
  }
}
