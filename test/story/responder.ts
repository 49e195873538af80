import { keyFor } from "#crypto/case-key.ts"
import { rollDesk } from "#crypto/epoch.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openGrant, openObject, type Grant } from "#crypto/open.ts"
import { proveOpening } from "#crypto/opening.ts"
import { sealObject } from "#crypto/seal.ts"
import { ask, base64, signIn, type Actor } from "#server/demo/actor.ts"
import type { CaseList, CaseScreen } from "#wire/case.ts"
import type { ObjectKind, ObjectView } from "#wire/report.ts"

/** A responder's browser: signed in with words, opening what was rung to them. */
export async function newResponder(base: string, actor: Actor) {
  const reach = (path: string, init: RequestInit) => fetch(`${base}${path}`, init)
  const call = { reach, actor }
  const me = await signIn(reach, actor, base)
  if (!me.sealedSeed) throw new Error(`${actor.name} signed in without a key`)

  const cases = async () => (await ask<CaseList>(call, "GET", "/desk/api/cases")).cases
  async function screen(): Promise<CaseScreen> {
    const [first] = await cases()
    if (!first) throw new Error(`${actor.name} has no case`)
    return ask<CaseScreen>(call, "GET", `/desk/api/cases/${first.id}`)
  }
  async function grantOf(
    found: CaseScreen,
  ): Promise<{ grant: Grant; slot: number; epoch: number }> {
    const mine = found.grant[0]
    if (!mine) throw new Error("a case in hand has a grant")
    return {
      grant: await openGrant(actor.keys.identity, Buffer.from(mine.sealed, "base64url")),
      slot: mine.slot,
      epoch: mine.epoch,
    }
  }
  async function bytesOf(found: CaseScreen, object: ObjectView): Promise<Uint8Array> {
    const answer = await reach(
      `/desk/api/cases/${found.row.id}/objects/${object.room}/${object.seq}`,
      { headers: { cookie: actor.cookie } },
    )
    return new Uint8Array(await answer.arrayBuffer())
  }
  async function wordsOf(found: CaseScreen, grant: Grant, object: ObjectView): Promise<string> {
    const before = found.objects.find((o) => o.room === object.room && o.seq === object.seq - 1)
    const opened = await openObject(
      keyFor(grant.keys, object.room, object.epoch) ?? "",
      await bytesOf(found, object),
      {
        caseId: found.caseId,
        epoch: object.epoch,
        seq: object.seq,
        prev: before?.sha256,
        senders: [grant.reporterVk, ...found.keys.map((k) => k.vk)],
      },
    )
    return opened.members.map((m) => new TextDecoder().decode(m.bytes)).join("\n")
  }

  return {
    cases,
    /** Opens the report, proves it, and rolls the desk key if nobody has; gives back the report's words. */
    async open(): Promise<string> {
      const found = await screen()
      const { grant, slot, epoch } = await grantOf(found)
      const proof = await proveOpening(actor.keys.sign, {
        caseId: found.caseId,
        epoch,
        slot,
        ack: grant.ack,
      })
      await ask(call, "POST", `/desk/api/cases/${found.row.id}/opening`, {
        epoch,
        slot,
        ack: proof.ack,
        signature: base64(proof.signature),
      })
      if (found.epoch === 1) await roll(found, grant)
      const report = found.objects[0]
      if (!report) throw new Error("a case has a report")
      return wordsOf(found, grant, report)
    },
    async write(kind: ObjectKind, words: string, act?: object): Promise<void> {
      const found = await screen()
      const { grant } = await grantOf(found)
      const { seq, sha256 } = found.last.mailbox
      const sealed = await sealObject({
        ...{
          caseId: found.caseId,
          epoch: found.epoch,
          seq: seq + 1,
          kind,
          prev: sha256 ?? undefined,
        },
        recipient: await recipientOf(keyFor(grant.keys, "mailbox", found.epoch) ?? ""),
        signer: actor.keys.sign,
        members: [{ name: "body.txt", bytes: new TextEncoder().encode(words) }],
      })
      const head = JSON.stringify({
        room: "mailbox",
        seq: seq + 1,
        epoch: found.epoch,
        kind,
        uploads: [],
      })
      const answer = await reach(`/desk/api/cases/${found.row.id}/${act ? "acts" : "objects"}`, {
        method: "POST",
        body: sealed as BodyInit,
        headers: {
          ...{ cookie: actor.cookie, "x-tocsin": "desk", "x-tocsin-object": head },
          ...(act ? { "x-tocsin-act": JSON.stringify(act) } : {}),
        },
      })
      if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`)
    },
    /** The reporter's newest words. */
    async read(): Promise<string> {
      const found = await screen()
      const { grant } = await grantOf(found)
      const newest = found.objects.findLast((o) => o.room === "mailbox" && o.by === null)
      if (!newest) throw new Error("the reporter has written nothing")
      return wordsOf(found, grant, newest)
    },
  }

  async function roll(found: CaseScreen, grant: Grant): Promise<void> {
    const newest = found.manifests.at(-1)
    if (!newest) throw new Error("a case has a manifest")
    const keyholders = found.keys.map((k) => ({
      slot: k.slot,
      tier: k.tier,
      personId: k.person,
      recipient: k.recipient,
      vk: k.vk,
    }))
    const rolled = await rollDesk(
      {
        manifest: newest.text,
        reporterVk: grant.reporterVk,
        keys: grant.keys,
        signer: actor.keys.sign,
      },
      keyholders,
    )
    await ask(call, "POST", `/desk/api/cases/${found.row.id}/keys`, {
      manifest: base64(rolled.manifest),
      signature: base64(rolled.manifestSig),
      grants: rolled.grants.map((g) => ({ slot: g.slot, sealed: base64(g.bytes) })),
    })
  }
}
