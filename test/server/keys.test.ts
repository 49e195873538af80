import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { after, before, test } from "node:test"
import { rollDesk, rollKeys, addKeyholders, insure, type Regrant } from "#crypto/epoch.ts"
import { recipientOf, staffKeys } from "#crypto/keys.ts"
import { openGrant, openObject } from "#crypto/open.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import type { Keyholder } from "#crypto/submission.ts"
import { fromUtf8 } from "#crypto/bytes.ts"
import type { CaseScreen } from "#wire/case.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world({
    path: [["noor"], ["sam", "ravi"], { people: ["orla"], kind: "outside" }],
    officers: ["dov"],
  })
})
after(() => w.close())

/** What travels: the manifest, its signature, and the grants with whoever is new behind their slot. */
const changeOf = (change: Regrant, person?: string) => ({
  manifest: Buffer.from(change.manifest).toString("base64url"),
  signature: Buffer.from(change.manifestSig).toString("base64url"),
  grants: change.grants.map(({ slot, bytes }) => ({
    slot,
    sealed: Buffer.from(bytes).toString("base64url"),
    ...(person ? { person } : {}),
  })),
  ...(change.reporterGrant
    ? { reporter: Buffer.from(change.reporterGrant).toString("base64url") }
    : {}),
})

type Opened = Awaited<ReturnType<World["open"]>>
async function opened(
  name = "noor",
): Promise<
  Required<Pick<Opened, "id">> & { screen: CaseScreen; grant: NonNullable<Opened["grant"]> }
> {
  const { status, id, grant, screen } = await w.open(name)
  assert.equal(status, 204)
  assert.ok(grant && screen)
  return { id, grant, screen }
}

const put = async (id: string, change: object, as = "noor") => {
  const answer = await w.request(`/desk/api/cases/${id}/keys`, {
    method: "POST",
    as,
    body: JSON.stringify(change),
  })
  return { status: answer.status, said: answer.status === 204 ? null : await answer.json() }
}

const holderOf = (name: string, slot: number, tier: number): Keyholder => {
  const { id, keys } = w.person(name)
  return { slot, tier, personId: id, recipient: keys.recipient, vk: keys.sign.vk }
}
const everybody = () => [
  holderOf("noor", 1, 1),
  holderOf("sam", 2, 2),
  holderOf("ravi", 3, 2),
  holderOf("orla", 4, 3),
]
/** As when a key is lost: nobody can be given anything with it. */
const outOfUse = (name: string, is: boolean) =>
  w.sql(
    "update keyholder set retired_at = case when $2 then tocsin_now() end where person_id = $1",
    [w.person(name).id, is],
  )
const heldBy = (screen: CaseScreen, grant: NonNullable<Opened["grant"]>, receipt: ReceiptKeys) => ({
  manifest: screen.manifests.at(-1)?.text ?? "",
  reporterVk: receipt.sig.vk,
  keys: grant.keys,
  signer: w.person("noor").keys.sign,
})

/** A case that is alone in noor's hands. */
async function begin(with_: Parameters<World["report"]>[0] = {}) {
  await w.sql("update alert set state = 'closed'")
  await w.sql("update key_grant set revoked_at = tocsin_now() where revoked_at is null")
  const sent = await w.report(with_)
  return { ...sent, ...(await opened()) }
}

test("at the first opening the desk key is rolled, to everyone on the list", async () => {
  const { id, screen, grant, receipt } = await begin()
  const change = await rollDesk(heldBy(screen, grant, receipt), everybody())
  assert.deepEqual(await put(id, changeOf(change)), { status: 204, said: null })
  assert.deepEqual((await put(id, changeOf(change))).said, {
    problem: "bad-order",
    fields: ["manifest"],
  })
  const newest = (await w.mine(receipt)).keys.filter(({ epoch }) => epoch === 2)
  assert.deepEqual(
    newest.map(({ slot, openedAt }) => [slot, openedAt !== null]),
    [1, 2, 3, 4].map((slot) => [slot, slot === 1]),
    "new keys do not make unread what was read, and nobody else has opened it",
  )
  const again = await opened()
  assert.equal(again.screen.epoch, 2)
  assert.ok(again.grant.keys.some((k) => k.room === "desk" && k.epoch === 2))
  assert.equal(await w.say("noor", "note", "Only for the team."), 201)
  assert.deepEqual(await w.desk("sam"), [], "a rolled key is not a released one")
  await w.reporter(receipt, "/case/neglect")
  await w.advance("31s")
  await w.reporter(receipt, "/case/neglect")
  assert.equal((await w.desk("sam")).length, 1)
  const sams = await opened("sam")
  assert.ok(sams.grant.keys.some((k) => k.room === "desk" && k.epoch === 2))
})

test("a keyholder added by another reads at once and what was said before", async () => {
  const { id, screen, grant, receipt } = await begin()
  const change = await addKeyholders(heldBy(screen, grant, receipt), [holderOf("dov", 9, 1)])
  assert.deepEqual(
    (await put(id, changeOf(change))).status,
    404,
    "a slot without a person is nobody's",
  )
  assert.equal((await put(id, changeOf(change, randomUUID()))).status, 404)
  assert.equal((await put(id, changeOf(change, w.person("dov").id))).status, 204)
  assert.equal((await w.desk("dov")).length, 1)
  const dovs = await opened("dov")
  const first = await w.request(`/desk/api/cases/${dovs.id}/objects/mailbox/1`, { as: "dov" })
  const key = dovs.grant.keys.find((k) => k.room === "mailbox")
  const said = await openObject(key?.identity ?? "", new Uint8Array(await first.arrayBuffer()), {
    ...{ caseId: screen.caseId, epoch: 1, seq: 1, senders: [receipt.sig.vk] },
  })
  assert.match(fromUtf8(said.members[0]?.bytes ?? new Uint8Array()), /words/)
  assert.equal((await w.events("keyholder.added")).length, 1)
})

test("a manifest signed by another, damaged, or of an older day is refused and nothing is written", async () => {
  const { id, screen, grant, receipt } = await begin()
  const held = heldBy(screen, grant, receipt)
  const stranger = await staffKeys(randomBytes(32))
  const dov = w.person("dov").id
  const forged = await addKeyholders({ ...held, signer: stranger.sign }, [holderOf("dov", 9, 1)])
  assert.deepEqual((await put(id, changeOf(forged, dov))).said, {
    problem: "bad-signature",
    fields: ["manifest"],
  })
  const good = changeOf(await addKeyholders(held, [holderOf("dov", 9, 1)]), dov)
  const flipped = Buffer.from(good.grants[0]?.sealed ?? "", "base64url")
  flipped[40] = (flipped[40] ?? 0) ^ 1
  const damaged = {
    ...good,
    grants: [{ ...good.grants[0], sealed: flipped.toString("base64url") }],
  }
  assert.deepEqual((await put(id, damaged)).said, { problem: "bad-seal", fields: ["grant 9"] })
  assert.equal((await put(id, good)).status, 204)
  const stale = await addKeyholders(held, [holderOf("sam", 10, 1)])
  assert.deepEqual((await put(id, changeOf(stale, w.person("sam").id))).said, {
    problem: "bad-order",
    fields: ["manifest"],
  })
  const rows = await w.sql("select 1 from manifest where case_id = $1", [screen.caseId])
  assert.equal(rows.length, 2)
})

test("who must not see it is not sealed to by any browser of ours", async () => {
  const { screen, grant, receipt } = await begin({ excluded: ["sam"] })
  await assert.rejects(
    addKeyholders(heldBy(screen, grant, receipt), [holderOf("sam", 9, 1)]),
    /not-yours/,
  )
})

test("when somebody leaves, both keys are new: to who stays, and to the reporter", async () => {
  const { id, screen, grant, receipt } = await begin()
  const first = await w.request(`/desk/api/cases/${id}/objects/mailbox/1`, { as: "noor" })
  const key = grant.keys.find((k) => k.room === "mailbox")?.identity ?? ""
  const report = await openObject(key, new Uint8Array(await first.arrayBuffer()), {
    ...{ caseId: screen.caseId, epoch: 1, seq: 1, senders: [receipt.sig.vk] },
  })
  const reporterRecipient = fromUtf8(report.members.at(-1)?.bytes ?? new Uint8Array()).trim()
  const staying = everybody().filter((k) => k.slot !== 2)
  const held = heldBy(screen, grant, receipt)
  const excluded = [w.person("sam").id]
  const change = await rollKeys(held, { keyholders: staying, reporterRecipient, excluded })
  await outOfUse("sam", true)
  assert.equal((await put(id, changeOf(change))).status, 204)
  await outOfUse("sam", false)
  const mine = await w.mine(receipt)
  const own = await openGrant(receipt.identity, Buffer.from(mine.grant, "base64url"))
  assert.deepEqual(own.keys.map((k) => `${k.room} ${k.epoch}`).toSorted(), [
    "mailbox 1",
    "mailbox 2",
  ])
  const before = await w.rung()
  await w.advance("31s")
  await w.reporter(receipt, "/case/neglect")
  const rungAfter = (await w.rung()).slice(before.length)
  assert.ok(rungAfter.includes("ravi") && !rungAfter.includes("sam"))
  assert.deepEqual(await w.desk("sam"), [])
  await opened()
  assert.equal(await w.say("noor", "message", "In the new epoch."), 201)
  const objects = (await w.mine(receipt)).objects
  const said = objects.at(-1)
  const bytes = await w.reporter(receipt, `/case/objects/${said?.seq}`, undefined, "GET")
  const now = own.keys.find((k) => k.epoch === 2)?.identity ?? ""
  const read = await openObject(now, new Uint8Array(await bytes.arrayBuffer()), {
    ...{
      prev: objects.at(-2)?.sha256,
      caseId: screen.caseId,
      epoch: 2,
      seq: said?.seq ?? 0,
      senders: [w.person("noor").keys.sign.vk],
    },
  })
  assert.equal(fromUtf8(read.members[0]?.bytes ?? new Uint8Array()), "In the new epoch.")
})

test("one keyholder cannot take a case out of the hands of the others", async () => {
  const { id, screen, grant, receipt } = await begin()
  const held = heldBy(screen, grant, receipt)
  const alone = { reporterRecipient: receipt.recipient, excluded: [] }
  const refused = { status: 409, said: { problem: "path-changed", fields: ["grants"] } }
  for (const keyholders of [
    [holderOf("noor", 1, 1)],
    everybody().filter((k) => k.slot !== 4),
    everybody().map((k) => (k.slot === 4 ? { ...k, tier: 9 } : k)),
  ]) {
    const taken = await rollKeys(held, { keyholders, ...alone })
    assert.deepEqual(await put(id, changeOf(taken)), refused)
  }
  const moved = everybody().map((k) => (k.slot === 4 ? { ...k, tier: 9 } : k))
  assert.deepEqual(await put(id, changeOf(await rollDesk(held, moved))), refused)
  const all = await rollKeys(held, { keyholders: everybody(), ...alone })
  assert.equal((await put(id, changeOf(all))).status, 204)
})

test("the reporter insures: a missing person of the path gets a key that waits for their tier", async () => {
  const { receipt, screen } = await begin({ excluded: [] })
  await w.sql("select 1")
  const mine = await w.mine(receipt)
  const own = await openGrant(receipt.identity, Buffer.from(mine.grant, "base64url"))
  const held = {
    manifest: mine.manifests.at(-1)?.text ?? "",
    ...{ reporterVk: receipt.sig.vk, keys: own.keys, signer: receipt.sig },
  }
  const change = await insure(held, [holderOf("dov", 9, 2)])
  const answer = await w.reporter(receipt, "/case/keys", changeOf(change, w.person("dov").id))
  assert.equal(answer.status, 204)
  assert.deepEqual(await w.desk("dov"), [], "not before their tier is rung")
  assert.ok((await w.mine(receipt)).keys.some((k) => k.slot === 9 && !k.released))
  await w.advance("31s")
  await w.reporter(receipt, "/case/neglect")
  assert.equal((await w.desk("dov")).length, 1)
  const epochs = await rollDesk({ ...held, manifest: change.manifest }, [
    ...everybody(),
    holderOf("dov", 9, 2),
  ]).catch((e: unknown) => e)
  assert.ok(epochs && screen)
})

test("whoever recused themselves after a roll sees nothing, and is not let in again", async () => {
  const { id, screen, grant, receipt } = await begin()
  assert.equal(
    (await put(id, changeOf(await rollDesk(heldBy(screen, grant, receipt), everybody())))).status,
    204,
  )
  await w.reporter(receipt, "/case/neglect")
  await w.advance("31s")
  await w.reporter(receipt, "/case/neglect")
  const [sams] = await w.desk("sam")
  await w.request(`/desk/api/cases/${sams}/recusal`, { method: "POST", as: "sam" })
  assert.deepEqual(await w.desk("sam"), [])
  assert.equal((await w.request(`/desk/api/cases/${sams}`, { as: "sam" })).status, 404)
  const now = await opened()
  const change = await addKeyholders(heldBy(now.screen, now.grant, receipt), [
    holderOf("sam", 12, 1),
  ])
  assert.equal((await put(now.id, changeOf(change, w.person("sam").id))).status, 404)
  assert.equal(await recipientOf(now.grant.keys[0]?.identity ?? "").then(Boolean), true)
})
