import { keyFor } from "#crypto/case-key.ts"
import { sha256Hex } from "#crypto/bytes.ts"
import { keyPair, recipientOf, seedOf } from "#crypto/keys.ts"
import { sealObject } from "#crypto/seal.ts"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { Refusal } from "#core/refusal.ts"
import { Declined, NoAnswer } from "#web/report/api.ts"
import { attached, filesMember } from "#web/report/attached.ts"
import type { Held } from "#web/report/her.ts"
import { lang } from "#web/report/memory.ts"
import { way, type Way } from "#web/report/return/way.ts"
import { opened } from "#web/report/return/opened.ts"
import { membersOf } from "#web/report/sealing.ts"
import { sendAs } from "#web/report/session.ts"
import { box, loadBox } from "./mailbox.ts"

/** An act of theirs, with what it says in the clear. */
export type Doing = { readonly [K in ActKind]: { kind: K; facts: ActFacts[K] } }[ActKind]

/** Something that is sent from the mailbox. */
export type Sending = {
  readonly text: string
  /** The act that it is the paper of; null for what is only said. */
  readonly doing: Doing | null
  /** Whether the files that were added go with it. */
  readonly files: boolean
  /** What programs read beside the words. */
  readonly form?: object
}

/** The last thing whose answer never came: it may have arrived. */
let lost: { readonly said: string; readonly sha256: string } | null = null

/** Seals it to the mailbox, next in its order, and sends it. Sent again after a lost answer it is not said twice. */
export async function sendHere(sending: Sending): Promise<void> {
  if (await cameThrough(sending)) return done(sending)
  await sendSealed(sending, true)
  await done(sending)
}

/** Does an act that comes without words. */
export async function press({ kind, facts }: Doing): Promise<void> {
  const mine = opened.value
  if (!mine) throw new Refusal("not-now")
  const headers = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
  await sendAs(mine.keys, `${way.value.at}/acts`, { method: "POST", headers })
  await way.value.load().catch(() => undefined) // shown at the next look
}

/** Whom files are sealed to: this mailbox. */
export async function heldHere(): Promise<Held | null> {
  const mine = opened.value
  const identity = newestKey()
  if (!mine || !identity) return null
  return { ...mine, mailbox: await keyPair(seedOf(identity)) }
}

/** The key that is in force in this mailbox. */
export function newestKey(): string | undefined {
  const now = box.value
  return now ? keyFor(now.grant.keys, "mailbox", now.view.epoch) : undefined
}

/** What is sealed next: its number, and the hash of what came before it. */
export function nextPlace(): { seq: number; prev: string | undefined } {
  const last = box.value?.view.objects.toSorted((a, b) => b.seq - a.seq)[0]
  return { seq: (last?.seq ?? 0) + 1, prev: last?.sha256 }
}

async function cameThrough(sending: Sending): Promise<boolean> {
  if (lost?.said !== nameOf(sending)) return false
  await loadBox()
  const { sha256 } = lost
  return box.value?.view.objects.some((one) => one.sha256 === sha256) ?? false
}

async function done({ files }: Sending): Promise<void> {
  lost = null
  if (files) attached.value = []
  await loadBox().catch(() => undefined) // it is sent; shown at the next look
}

/** When somebody wrote first it is sealed again, once. */
async function sendSealed(sending: Sending, again: boolean): Promise<void> {
  const mine = opened.value
  const now = box.value
  const identity = newestKey()
  if (!mine || !now || !identity) throw new Refusal("not-now")
  const { text, doing, files, form: more = {} } = sending
  const { seq, prev } = nextPlace()
  const { epoch, mailbox: caseId } = now.view
  const kind = doing ? "paper" : "message"
  const form = {
    ...{ v: 1, lang: lang.value },
    ...more,
    ...(doing ? { act: doing.kind, facts: doing.facts } : {}),
  }
  const bytes = await sealObject({
    ...{ caseId, epoch, seq, kind, prev, signer: mine.keys.sig },
    recipient: await recipientOf(identity),
    members: membersOf(text, form, files ? await filesMember() : []),
  })
  const uploads = files
    ? attached.value.filter(({ state }) => state === "sent").flatMap((file) => file.uploads)
    : []
  const head = { room: "mailbox", seq, epoch, kind, uploads }
  try {
    await sendAs(mine.keys, doing ? "/api/mailbox/acts" : "/api/mailbox/objects", {
      method: "POST",
      bytes: new Uint8Array(bytes),
      headers: {
        ...(doing
          ? { "x-tocsin-act": JSON.stringify({ kind: doing.kind, facts: doing.facts }) }
          : {}),
        "x-tocsin-object": JSON.stringify(head),
        "content-type": "application/octet-stream",
      },
    })
  } catch (why) {
    if (why instanceof NoAnswer) lost = { said: nameOf(sending), sha256: sha256Hex(bytes) }
    if (!again || !(why instanceof Declined) || why.problem.problem !== "bad-order") throw why
    await loadBox()
    return sendSealed(sending, false)
  }
}

/** How the parts of the reporter's page that an affected person reads too write to this mailbox. */
export const partysWay: Way = {
  at: "/api/mailbox",
  write: async (kind, facts, { text, form }) => {
    const doing = { kind, facts } as Doing // the facts of this very kind
    await sendHere({ text, doing, files: false, ...(form ? { form } : {}) })
  },
  leaveOut: (text, person) =>
    sendHere({ text, doing: null, files: false, form: { exclude: [person] } }),
  load: loadBox,
}

function nameOf({ text, doing, files }: Sending): string {
  return JSON.stringify([text, doing, files ? attached.value.map(({ id }) => id) : []])
}
