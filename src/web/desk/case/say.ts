import { utf8 } from "#crypto/bytes.ts"
import { type FileEntry, fileList } from "#crypto/file.ts"
import { recipientOf } from "#crypto/keys.ts"
import type { ObjectKind } from "#crypto/pad.ts"
import { sealObject } from "#crypto/seal.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { get, Refused, sendBytes } from "#web/lib/api.ts"
import { heldKeys } from "#web/lib/vault.ts"
import { lang } from "#web/lib/words.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { Form } from "./form.ts"
import { openPapers, roomKey } from "./papers.ts"

/** Something a responder says in a case. */
export type Saying = {
  readonly kind: Extract<ObjectKind, "message" | "call" | "measure" | "plan" | "note" | "handover">
  readonly text: string
  readonly form?: Form
  readonly files?: readonly FileEntry[]
  readonly uploads?: readonly string[]
  /** The last of the mailbox that the writer had read: something newer is read first. */
  readonly seen?: number
}

/** Seals it to its room, next in its order, under my signature, and sends it. */
export async function sayIn(id: string, saying: Saying): Promise<void> {
  const team = saying.kind === "note" || saying.kind === "handover"
  try {
    await sayOnce(id, saying)
  } catch (why) {
    // What the team writes for itself does not depend on what came between; a message to the reporter does.
    if (!team || !(why instanceof Refused && why.problem === "bad-order")) throw why
    await sayOnce(id, saying)
  }
}

async function sayOnce(id: string, { kind, text, form, seen, ...more }: Saying) {
  const { files = [], uploads = [] } = more
  const room = kind === "note" || kind === "handover" ? "desk" : "mailbox"
  const screen = await get<CaseScreen>(`/cases/${id}`)
  const papers = await openPapers(screen)
  const identity = roomKey(papers, room)
  if (!identity) throw new CannotOpen("wrong-key")
  const { seq, sha256 } = screen.last[room]
  if (seen !== undefined && seq > seen) throw new Refused(409, { problem: "bad-order" })
  const epoch = papers.newest.epoch
  const body = { v: 1, lang: form?.lang ?? lang.value, ...form }
  const bytes = await sealObject({
    caseId: papers.caseId,
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
  const head = { room, seq: seq + 1, epoch, kind, uploads }
  await sendBytes("POST", `/cases/${id}/objects`, bytes, {
    "x-tocsin-object": JSON.stringify(head),
  })
}
