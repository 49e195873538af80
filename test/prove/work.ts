import { setTimeout as pause } from "node:timers/promises"
import { proveOpening } from "#crypto/opening.ts"
import { openGrant } from "#crypto/open.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { Receivers } from "#wire/door.ts"
import type { World } from "../world.ts"
import { bodyOf, seal } from "../world/sealing.ts"
import type { Book } from "./book.ts"
import type { Chance } from "./chance.ts"
import { late, makeDue } from "./steps.ts"

/** Reports, one after another, at the server that will be killed. */
export async function submit(
  w: World,
  base: string,
  book: Book,
  over: AbortController,
): Promise<void> {
  while (!over.signal.aborted) {
    const told = await w.request("/api/receivers").catch(() => undefined)
    if (told?.status !== 200) {
      await pause(20) // the database is away
      continue
    }
    const receivers = (await told.json()) as Receivers // what this address answers with 200
    const receipt = await deriveReceipt(newReceipt(), w.org)
    const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "report" })
    const body = bodyOf(sealed, receivers.pathId, receipt, { level: "e2", kind: "report" })
    if (over.signal.aborted) return
    await post(base, book, sealed.caseId, body)
  }
}

/** Sends one report and writes down whether its receipt came back. */
export async function post(base: string, book: Book, id: string, body: Uint8Array): Promise<void> {
  book.unanswered.set(id, body)
  book.busy.add("submission")
  const answer = await fetch(`${base}/api/reports`, {
    method: "POST",
    body: body as BodyInit,
  }).catch(
    () => undefined, // killed in the middle: whether it was taken is asked later
  )
  book.busy.delete("submission")
  if (answer?.status !== 201 && answer?.status !== 200) return
  book.unanswered.delete(id)
  book.acknowledged.add(id)
}

/** Opens now and then, by the server that will be killed; the proof is made by this process. */
export async function open(
  w: World,
  base: string,
  book: Book,
  by: Chance,
  over: AbortController,
): Promise<void> {
  while (!over.signal.aborted) {
    await pause(40)
    const ids = await w.desk("noor").catch(() => [])
    if (!ids.length) continue
    const id = by.one(ids)
    const screen = await w
      .json<CaseScreen>(`/desk/api/cases/${id}`, { as: "noor" })
      .catch(() => undefined)
    const mine = screen?.grant?.[0]
    if (!screen || !mine || mine.opened || by.below(3) > 0) continue
    const { keys, cookie } = w.person("noor")
    const grant = await openGrant(keys.identity, Buffer.from(mine.sealed, "base64url"))
    const proof = await proveOpening(keys.sign, { caseId: screen.caseId, ...mine, ack: grant.ack })
    const signature = Buffer.from(proof.signature).toString("base64url")
    const { epoch, slot } = mine
    book.busy.add("opening")
    const answer = await fetch(`${base}/desk/api/cases/${id}/opening`, {
      method: "POST",
      headers: { cookie: `tocsin_desk=${cookie}`, "x-tocsin": "desk" },
      body: JSON.stringify({ epoch, slot, ack: proof.ack, signature }),
    }).catch(() => undefined) // killed in the middle: it happened or it did not
    book.busy.delete("opening")
    if (answer?.status === 204) book.opened.add(screen.caseId)
  }
}

/** Lets steps fall due all the time. */
export async function stepping(w: World, book: Book, over: AbortController): Promise<void> {
  while (!over.signal.aborted) {
    const due = await makeDue(w, 3).catch(() => [])
    book.busy.add("step")
    await pause(25)
    const left = await late(w).catch(() => 0)
    if (due.length && left === 0) book.busy.delete("step")
  }
}
