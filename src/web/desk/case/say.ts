import { utf8 } from "#crypto/bytes.ts"
import { type FileEntry, fileList } from "#crypto/file.ts"
import { recipientOf } from "#crypto/keys.ts"
import type { ObjectKind } from "#crypto/pad.ts"
import { sealObject } from "#crypto/seal.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { get, post, Refused, sendBytes } from "#web/lib/api.ts"
import { heldKeys } from "#web/lib/vault.ts"
import { lang } from "#web/lib/words.ts"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { partyIn, type PartyRoom, type RoomName } from "#core/mailbox.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { Form } from "./form.ts"
import { openPapers, roomKey } from "./papers.ts"
import { newestFile } from "./parties/held.ts"
import { partiesHeld } from "./parties/open.ts"

/** Something a responder says in a case. */
export type Saying = {
  readonly kind: Extract<ObjectKind, "message" | "call" | "note" | "handover">
  readonly text: string
  readonly form?: Form
  readonly files?: readonly FileEntry[]
  readonly uploads?: readonly string[]
  /** The last of the room that the writer had read: something newer is read first. */
  readonly seen?: number
  /** Somebody else's mailbox, where it is not the reporter's. */
  readonly to?: PartyRoom
}

/** Seals it to its room, next in its order, under my signature, and sends it. */
export async function sayIn(id: string, { kind, to, ...saying }: Saying): Promise<void> {
  const room = kind === "note" || kind === "handover" ? "desk" : (to ?? "mailbox")
  await inOrder(room === "desk", async () => {
    const { bytes, head } = await sealNext(id, { ...saying, room, kind })
    await sendBytes("POST", `/cases/${id}/objects`, bytes, {
      "x-tocsin-object": JSON.stringify(head),
    })
  })
}

/** The paper that comes with an act. */
export type Paper = Omit<Saying, "kind" | "to"> & {
  readonly room: RoomName
  /** What kind of thing it is in its room; a paper unless it says otherwise. */
  readonly kind?: ObjectKind
}

/** Does an act in the life of a case, with its paper if it has one. Says whether it waits for a second signature. */
export async function doIn<K extends ActKind>(
  id: string,
  { kind, facts, paper }: { kind: K; facts: ActFacts[K]; paper?: Paper | undefined },
): Promise<{ waits: boolean }> {
  const head = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
  let waits = false
  await inOrder(!paper || paper.room === "desk", async () => {
    if (!paper)
      return void ({ waits } = await post(`/cases/${id}/acts`, undefined, { headers: head }))
    const form = { ...paper.form, act: kind, facts: { ...facts } }
    const sealed = await sealNext(id, { ...paper, kind: paper.kind ?? "paper", form })
    const headers = { ...head, "x-tocsin-object": JSON.stringify(sealed.head) }
    const said = await sendBytes<{ waits: boolean }>(
      "POST",
      `/cases/${id}/acts`,
      sealed.bytes,
      headers,
    )
    waits = said.waits
  })
  return { waits }
}

/** What the team writes for itself does not depend on what came between; a message to somebody does. */
async function inOrder(again: boolean, send: () => Promise<void>): Promise<void> {
  try {
    await send()
  } catch (why) {
    if (!again || !(why instanceof Refused && why.problem === "bad-order")) throw why
    await send()
  }
}

type Sealing = Paper & { readonly kind: ObjectKind }
async function sealNext(id: string, { room, kind, text, form, seen, ...more }: Sealing) {
  const { files = [], uploads = [] } = more
  const { caseId, identity, epoch, last } = await placeIn(id, room)
  const { seq, sha256 } = last
  if (seen !== undefined && seq > seen) throw new Refused(409, { problem: "bad-order" })
  const body = { v: 1, lang: form?.lang ?? lang.value, ...form }
  const bytes = await sealObject({
    caseId,
    epoch,
    seq: seq + 1,
    kind,
    prev: sha256 ?? undefined,
    recipient: await recipientOf(identity),
    signer: heldKeys().sign,
    members: [
      { name: "body.txt", bytes: utf8(`${text.trim()}\n`) },
      { name: "body.json", bytes: utf8(`${JSON.stringify(body, undefined, 1)}\n`) },
      ...(files.length > 0 ? [fileList(files)] : []),
    ],
  })
  return { bytes, head: { room, seq: seq + 1, epoch, kind, uploads } }
}

/** Where something is said next, and the key that it is sealed to. To a mailbox of somebody else its own id stands for the case's. */
async function placeIn(id: string, room: RoomName) {
  const screen = await get<CaseScreen>(`/cases/${id}`)
  const papers = await openPapers(screen)
  const number = partyIn(room)
  if (number === null) {
    const own = room === "desk" ? "desk" : "mailbox"
    const identity = roomKey(papers, own)
    if (!identity) throw new CannotOpen("wrong-key")
    return {
      ...{ caseId: papers.caseId, identity },
      epoch: papers.newest.epoch,
      last: screen.last[own],
    }
  }
  const held = (await partiesHeld(id, screen, papers)).find(({ view }) => view.number === number)
  const file = held && newestFile(held)
  if (!file) throw new CannotOpen("wrong-key")
  return {
    caseId: file.mailboxId,
    identity: file.identity,
    epoch: file.epoch,
    last: held.view.last,
  }
}
