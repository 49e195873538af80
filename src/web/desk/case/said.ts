import { effect } from "@preact/signals"
import { keyFor } from "#crypto/case-key.ts"
import { CannotOpen, type CannotOpenReason } from "#crypto/cannot-open.ts"
import { fromUtf8 } from "#crypto/bytes.ts"
import type { FileEntry } from "#crypto/file.ts"
import { readFileList } from "#crypto/open-file.ts"
import type { Writer } from "#crypto/open-party.ts"
import type { PartyFile } from "#crypto/party.ts"
import type { VerifyKey } from "#crypto/sign.ts"
import { recipientHash, recipientOf } from "#crypto/keys.ts"
import { unlocked } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { ObjectView } from "#wire/report.ts"
import { fetchRow } from "./fetch-row.ts"
import { type Form, readForm } from "./form.ts"
import { type CameOut, openOne, type ToOpen } from "./open-one.ts"
import type { Papers } from "./papers.ts"
import { partiesIn } from "./parties/files.ts"

/** One thing that was said in a case: opened, or why it does not open. */
export type Said = {
  readonly view: ObjectView
  readonly text: string
  readonly form: Form
  readonly files: readonly FileEntry[]
  /** The reporter's own key, which the first object carries, to give them keys again. */
  readonly reporterRecipient: string | null
  /** Of a paper of the desk about mailboxes of other people: their keys. */
  readonly parties: readonly PartyFile[]
  /** Of somebody's new code: whom to believe in their mailbox from then on. */
  readonly code: Writer | null
  readonly fault: CannotOpenReason | null
}

/** Something that was opened here, with the id of its case. */
export type Opened = { readonly id: string; readonly said: Said }

/** What was opened stays in memory until the desk is locked. */
const opened = new Map<string, Opened>()
effect(() => {
  if (!unlocked.value) opened.clear()
})

/** Everything that this browser has opened since the desk was unlocked, of every case. */
export function openedHere(): Opened[] {
  return [...opened.values()]
}

/** What was opened of this object before. */
export function known(sha256: string): Said | undefined {
  return opened.get(sha256)?.said
}

/** Remembers what was opened, unless it did not open or the desk was locked meanwhile. */
export function keep(id: string, said: Said): void {
  if (said.fault === null && unlocked.value) opened.set(said.view.sha256, { id, said })
}

/** A case that is not in my hands any more: what was opened of it goes. */
export function forget(id: string): void {
  for (const [sha256, one] of opened) if (one.id === id) opened.delete(sha256)
}

/** Opens everything that was said, each room in its order. */
export async function openAll(
  id: string,
  screen: CaseScreen,
  papers: Papers,
  signal: AbortSignal,
): Promise<Said[]> {
  const rooms = (["mailbox", "desk"] as const).map((room) =>
    screen.objects.filter((one) => one.room === room).toSorted((a, b) => a.seq - b.seq),
  )
  const to = await recipientHashes(papers)
  const all = rooms.map(async (room) => {
    const shown = room.filter(({ withheld }) => !withheld)
    const fresh = shown.filter(({ sha256 }) => !opened.has(sha256))
    const bytes = await fetchRow(id, fresh, signal)
    const asked = fresh.flatMap((view) => toOpen(view, { room, papers, to, bytes }))
    const out = new Map((await Promise.all(asked.map(openOne))).map((one) => [one.sha256, one]))
    return shown.map((view): Said => {
      const before = known(view.sha256)
      if (before) return { ...before, view }
      const said = { view, ...saidIn(out.get(view.sha256), papers) }
      keep(id, said)
      return said
    })
  })
  return (await Promise.all(all)).flat()
}

type Around = {
  readonly room: readonly ObjectView[]
  readonly papers: Papers
  readonly to: ReadonlyMap<string, string>
  readonly bytes: ReadonlyMap<string, Uint8Array>
}

/** One object with the key of its epoch; nothing when this browser has no such key. */
function toOpen(view: ObjectView, { room, papers, to, bytes }: Around): ToOpen[] {
  const { sha256, epoch, seq, kind } = view
  const identity = keyFor(papers.keys, view.room, epoch)
  const [sealed, hash] = [bytes.get(sha256), to.get(identity ?? "")]
  if (!identity || !sealed || !hash) return []
  const { caseId, senders } = papers
  const prev = room[room.indexOf(view) - 1]?.sha256
  return [
    { sha256, identity, sealed, expect: { caseId, epoch, seq, kind, prev, to: hash, senders } },
  ]
}

/** What an opened object says, and of `names` alone whom they leave out; one that was not opened for want of a key says that. */
export function saidIn(
  out: CameOut | undefined,
  { reporterVk, caseId }: Papers,
  names: VerifyKey = reporterVk,
): Omit<Said, "view"> {
  const nothing = { reporterRecipient: null, parties: [], code: null }
  const shut = { text: "", form: {}, files: [], ...nothing }
  if (!out || out.fault !== null) return { ...shut, fault: out?.fault ?? "wrong-key" }
  const { members, sender } = out
  const named = (name: string) => members.find((one) => one.name === name)?.bytes
  const recipient = named("reporter.txt")
  try {
    return {
      ...nothing,
      parties: sender === reporterVk ? [] : partiesIn(members, caseId),
      text: fromUtf8(named("body.txt") ?? new Uint8Array()).trim(),
      form: formOf(named("body.json"), sender === names),
      files: named("files.json") ? readFileList(members) : [],
      reporterRecipient: recipient ? fromUtf8(recipient).trim() : null,
      fault: null,
    }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return { ...shut, fault: why.reason }
  }
}

/** Each key's recipient hash, worked out once for a whole case. */
async function recipientHashes({ keys }: Papers): Promise<ReadonlyMap<string, string>> {
  const hashes = keys.map(
    async ({ identity }) => [identity, recipientHash(await recipientOf(identity))] as const,
  )
  return new Map(await Promise.all(hashes))
}

/** Only the reporter and the affected person say who must not see it: in anybody else's words that part is left out. */
function formOf(bytes: Uint8Array | undefined, hers: boolean): Form {
  const { exclude = [], ...form } = readForm(bytes)
  return hers && exclude.length > 0 ? { ...form, exclude } : form
}
