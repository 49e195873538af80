import { effect } from "@preact/signals"
import { keyFor } from "#crypto/case-key.ts"
import { CannotOpen, type CannotOpenReason } from "#crypto/cannot-open.ts"
import { fromUtf8, sha256Hex } from "#crypto/bytes.ts"
import type { FileEntry } from "#crypto/file.ts"
import { readFileList } from "#crypto/open-file.ts"
import { openObject } from "#crypto/open.ts"
import { getBytes } from "#web/lib/api.ts"
import { unlocked } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { ObjectView } from "#wire/report.ts"
import { type Form, readForm } from "./form.ts"
import type { Papers } from "./papers.ts"

/** One thing that was said in a case: opened, or why it does not open. */
export type Said = {
  readonly view: ObjectView
  readonly text: string
  readonly form: Form
  readonly files: readonly FileEntry[]
  /** The reporter's own key, which the first object carries, to give them keys again. */
  readonly reporterRecipient: string | null
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
  const all = rooms.flatMap((room) =>
    room.map(async (view, at): Promise<Said> => {
      const known = opened.get(view.sha256)
      if (known) return { ...known.said, view }
      const now = await openOne(id, view, { papers, before: room[at - 1], signal })
      const said = { view, ...now }
      if (said.fault === null && unlocked.value) opened.set(view.sha256, { id, said })
      return said
    }),
  )
  return Promise.all(all)
}

type Around = {
  readonly papers: Papers
  readonly before: ObjectView | undefined
  readonly signal: AbortSignal
}
async function openOne(
  id: string,
  view: ObjectView,
  { papers, before, signal }: Around,
): Promise<Omit<Said, "view">> {
  const bytes = await getBytes(`/cases/${id}/objects/${view.room}/${view.seq}`, { signal })
  try {
    const identity = keyFor(papers.keys, view.room, view.epoch)
    if (!identity) throw new CannotOpen("wrong-key")
    if (sha256Hex(bytes) !== view.sha256) throw new CannotOpen("damaged")
    const { members, sender } = await openObject(identity, bytes, {
      caseId: papers.caseId,
      epoch: view.epoch,
      seq: view.seq,
      kind: view.kind,
      prev: before?.sha256,
      senders: papers.senders,
    })
    const named = (name: string) => members.find((one) => one.name === name)?.bytes
    const recipient = named("reporter.txt")
    return {
      text: fromUtf8(named("body.txt") ?? new Uint8Array()).trim(),
      form: formOf(named("body.json"), sender === papers.reporterVk),
      files: named("files.json") ? readFileList(members) : [],
      reporterRecipient: recipient ? fromUtf8(recipient).trim() : null,
      fault: null,
    }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return { text: "", form: {}, files: [], reporterRecipient: null, fault: why.reason }
  }
}

/** Only the reporter says who must not see it: in anybody else's words that part is left out. */
function formOf(bytes: Uint8Array | undefined, hers: boolean): Form {
  const { exclude = [], ...form } = readForm(bytes)
  return hers && exclude.length > 0 ? { ...form, exclude } : form
}
