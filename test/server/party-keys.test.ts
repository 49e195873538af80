import assert from "node:assert/strict"
import { test } from "node:test"
import { type Regrant, rollDesk } from "#crypto/epoch.ts"
import { recipientOf } from "#crypto/keys.ts"
import { partyEntry, rollParty } from "#crypto/party.ts"
import { sealObject } from "#crypto/seal.ts"
import type { CaseScreen } from "#wire/case.ts"
import { makeMailbox, readBy, seenBy, writeTo } from "../world/party.ts"
import { world, type World } from "../world.ts"

const base64url = (bytes: Uint8Array | string) =>
  (typeof bytes === "string" ? Buffer.from(bytes) : Buffer.from(bytes)).toString("base64url")

/** A case with a mailbox, and new keys for the case that were made and not sent. */
async function rolling() {
  const w = await world({
    path: [["noor"], ["sam", "ravi"], { people: ["orla"], kind: "outside" }],
  })
  const { receipt } = await w.report()
  await w.open("noor")
  const witness = await makeMailbox(w, "noor", "witness")
  assert.equal((await writeTo(w, "noor", witness, "Before.")).status, 201)
  const { id, grant, screen } = await w.open("noor")
  assert.ok(grant && screen)
  const names = ["noor", "sam", "ravi", "orla"]
  const made = await rollDesk(
    {
      manifest: screen.manifests.at(-1)?.text ?? "",
      reporterVk: receipt.sig.vk,
      keys: grant.keys,
      signer: w.person("noor").keys.sign,
    },
    names.map((name, at) => {
      const { id: personId, keys } = w.person(name)
      const tier = Math.min(3, at === 0 ? 1 : at < 3 ? 2 : 3)
      return { slot: at + 1, tier, personId, recipient: keys.recipient, vk: keys.sign.vk }
    }),
  )
  const put = async (parties?: object) => {
    const answer = await w.request(`/desk/api/cases/${id}/keys`, {
      ...{ method: "POST", as: "noor", body: JSON.stringify({ ...changeOf(made), parties }) },
    })
    return [answer.status, answer.status === 204 ? null : await answer.json()]
  }
  return { w, witness, made, screen, put }
}

const changeOf = ({ manifest, manifestSig, grants, reporterGrant }: Regrant) => ({
  manifest: base64url(manifest),
  signature: base64url(manifestSig),
  grants: grants.map(({ slot, bytes }) => ({ slot, sealed: base64url(bytes) })),
  ...(reporterGrant ? { reporter: base64url(reporterGrant) } : {}),
})

test("new keys of a case bring new keys to every open mailbox; without them they do not begin", async () => {
  const { w, witness, made, screen, put } = await rolling()
  await using _ = w
  const missing = [409, { problem: "path-changed", fields: ["mailboxes"] }]
  assert.deepEqual(await put(), missing)
  assert.deepEqual(await put({ grants: [], ended: [3] }), missing)
  assert.equal((await w.screen("noor")).epoch, 1, "nothing is half changed")
  const { file } = witness
  const own = [witness.code.sig.vk]
  const keys = [{ room: "mailbox", epoch: 1, identity: file.identity } as const]
  const rolled = await rollParty(file, { own, keys })
  const paper = await paperOf(w, screen, made, rolled.file)
  const grants = [{ number: 2, epoch: 2, sealed: base64url(rolled.grant) }]
  assert.deepEqual(await put({ paper, grants, ended: [] }), [204, null])
  assert.equal((await seenBy(w, witness)).epoch, 2)
  assert.deepEqual(await readBy(w, witness), ["Before."])
  assert.equal((await writeTo(w, "noor", { ...witness, file: rolled.file }, "After.")).status, 201)
  assert.deepEqual(await readBy(w, witness), ["Before.", "After."])
  const old = await writeTo(w, "noor", witness, "Sealed with the key of before.")
  assert.equal(old.status, 409)
})

test("a mailbox whose keys cannot be handed on ends, and says so", async () => {
  const { w, witness, put } = await rolling()
  await using _ = w
  assert.deepEqual(await put({ grants: [], ended: [2] }), [204, null])
  const seen = await seenBy(w, witness)
  assert.deepEqual([seen.closedBy, seen.epoch, seen.life.may], ["keys", 1, []])
  assert.deepEqual(await readBy(w, witness), ["Before."])
})

/** The desk's own paper about the new keys, under the new key of the desk. */
async function paperOf(
  w: World,
  { caseId, last }: CaseScreen,
  made: Regrant,
  file: Parameters<typeof partyEntry>[0],
) {
  const desk = made.keys.find(({ room, epoch }) => room === "desk" && epoch === made.epoch)
  const { seq, sha256 } = last.desk
  const bytes = await sealObject({
    ...{ caseId, epoch: made.epoch, seq: seq + 1, kind: "party" },
    prev: sha256 ?? undefined,
    recipient: await recipientOf(desk?.identity ?? ""),
    signer: w.person("noor").keys.sign,
    members: [partyEntry(file)],
  })
  return { seq: seq + 1, epoch: made.epoch, sealed: base64url(bytes) }
}
