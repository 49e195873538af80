import { type ActFacts, type ActKind } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { invariant } from "#core/refusal.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openGrant } from "#crypto/open.ts"
import { proveOpening } from "#crypto/opening.ts"
import { sealObject } from "#crypto/seal.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { ObjectKind } from "#wire/report.ts"
import type { FrontDoor } from "./front-door.ts"
import type { Staff } from "./organisation.ts"

/** What a keyholder's browser does at the desk: lists, opens and proves it, answers in the case. */
export function keyholderActs(door: FrontDoor, person: (name: string) => Staff) {
  /** The cases a person's desk lists, newest first. */
  async function desk(name: string): Promise<string[]> {
    const path = "/desk/api/cases?open=1"
    const { cases } = await door.json<{ cases: { id: string }[] }>(path, { as: name })
    return cases.map((c) => c.id)
  }

  async function screen(name: string): Promise<CaseScreen> {
    const [id] = await desk(name)
    invariant(id, `${name} has a case`)
    return door.json(`/desk/api/cases/${id}`, { as: name })
  }

  /** Opens the first case of a person as their browser does: the grant, the proof. */
  async function open(name: string) {
    const [id] = await desk(name)
    if (!id) return { status: 404, keys: undefined, screen: undefined, id: "" }
    const seen = await door.json<CaseScreen>(`/desk/api/cases/${id}`, { as: name })
    const mine = seen.grant[0]
    invariant(mine, "a listed case has a grant")
    const { identity, sign } = person(name).keys
    const grant = await openGrant(identity, Buffer.from(mine.sealed, "base64url"))
    const { epoch, slot } = mine
    const proof = await proveOpening(sign, { caseId: seen.caseId, epoch, slot, ack: grant.ack })
    const signature = Buffer.from(proof.signature).toString("base64url")
    const answer = await door.request(`/desk/api/cases/${id}/opening`, {
      method: "POST",
      as: name,
      body: JSON.stringify({ epoch, slot, ack: proof.ack, signature }),
    })
    return { status: answer.status, keys: grant.keys, grant, screen: seen, id }
  }

  /** Says something in a case as a responder's browser does. */
  async function say(name: string, kind: ObjectKind, text: string): Promise<number> {
    const room = kind === "note" || kind === "handover" ? "desk" : "mailbox"
    const { id, bytes, head } = await sealFor(name, { room, kind, text })
    const answer = await door.request(`/desk/api/cases/${id}/objects`, {
      method: "POST",
      as: name,
      body: bytes as BodyInit, // a Uint8Array is one; the types disagree about shared memory
      headers: { "x-tocsin-object": JSON.stringify(head) },
    })
    return answer.status
  }

  /** Does an act in the life of a case, with the paper that comes with it. */
  async function act<K extends ActKind>(
    name: string,
    kind: K,
    facts?: ActFacts[K],
    paper?: { room?: "desk" | "mailbox"; kind?: ObjectKind; text?: string },
  ): Promise<Response> {
    const wanted = acts[kind].paper
    // The affected person of these reports is whoever reported, unless a test says otherwise.
    const room = paper?.room ?? (wanted && roomOfPaper[wanted])
    const sealed =
      room && (paper || !acts[kind].mayLack)
        ? await sealFor(name, { room, kind: paper?.kind ?? "paper", text: paper?.text ?? kind })
        : null
    const id = sealed?.id ?? (await desk(name))[0] ?? ""
    return door.request(`/desk/api/cases/${id}/acts`, {
      method: "POST",
      as: name,
      headers: {
        "x-tocsin-act": JSON.stringify({ kind, facts }),
        ...(sealed ? { "x-tocsin-object": JSON.stringify(sealed.head) } : {}),
      },
      ...(sealed ? { body: sealed.bytes as BodyInit } : {}), // as above
    })
  }

  type Sealing = { room: "desk" | "mailbox"; kind: ObjectKind; text: string }
  /** Seals something to a room of the first case of a person, next in its order. */
  async function sealFor(name: string, { room, kind, text }: Sealing) {
    const { grant, screen: seen, id } = await open(name)
    invariant(grant && seen, `${name} has opened`)
    const { caseId, epoch } = seen
    const key = grant.keys.find((k) => k.room === room && (room === "desk" || k.epoch <= epoch))
    invariant(key, "a key for the room")
    const last = seen.last[room]
    const seq = last.seq + 1
    const bytes = await sealObject({
      ...{ caseId, epoch, seq, kind, prev: last.sha256 ?? undefined },
      recipient: await recipientOf(key.identity),
      signer: person(name).keys.sign,
      members: [{ name: "body.txt", bytes: new TextEncoder().encode(text) }],
    })
    return { id, bytes, head: { room, seq, epoch, kind, uploads: [] } }
  }

  return { desk, screen, open, say, act }
}

/** Where a paper goes when whoever reported is the affected person. */
const roomOfPaper = {
  own: "desk",
  desk: "desk",
  mailbox: "mailbox",
  affected: "mailbox",
  addressed: "mailbox",
} as const
