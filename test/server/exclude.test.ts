import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf } from "#core/ids.ts"
import { addKeyholders } from "#crypto/epoch.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { opaque } from "#server/secret.ts"
import { world, type World } from "../world.ts"

const out = (w: World, receipt: ReceiptKeys, name: string) =>
  w.reporter(receipt, "/case/exclusions", { person: w.person(name).id })
const problem = async (answer: Response) => [answer.status, (await answer.json()) as unknown]

/** What a person's desk answers about the case and about one that never was. */
async function looked(w: World, name: string): Promise<string[]> {
  const [row] = await w.sql<{ id: string }>("select id from case_file")
  const own = opaque(w.runtime.secret, idOf(w.person(name).id), row?.id ?? "")
  return Promise.all(
    [own, "0123456789abcdef0123456789abcdef"].map(async (id) => {
      const answer = await w.request(`/desk/api/cases/${id}`, { as: name })
      const headers = [...answer.headers].filter(([header]) => header !== "date").toSorted()
      return JSON.stringify([answer.status, headers, await answer.text()])
    }),
  )
}

test("whom she names after it was sent is never rung and never sees it", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e2" })
  assert.equal((await out(w, receipt, "sam")).status, 204)
  assert.ok(!(await w.mine(receipt)).keys.some(({ name }) => name === "sam"))
  await w.advance("31m")
  const rung = await w.rung()
  assert.ok(rung.includes("ravi") && !rung.includes("sam"))
  assert.deepEqual(await w.desk("sam"), [])
  const [real, never] = await looked(w, "sam")
  assert.equal(real, never, "for sam there is no case")
  const said = (await w.mine(receipt)).timeline.filter(({ kind }) => kind === "person.excluded")
  assert.deepEqual(
    said.map(({ facts }) => facts["person"]),
    ["sam"],
  )
})

test("whoever answers and is named loses it at once, and the others are rung at once", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e2" })
  const { screen, grant } = await w.open("noor")
  assert.ok(screen && grant)
  const before = (await w.rung()).length
  assert.equal((await out(w, receipt, "noor")).status, 204)
  const [real, never] = await looked(w, "noor")
  assert.equal(real, never, "for noor there is no case any more")
  assert.ok((await w.rung()).slice(before).includes("sam"))
  assert.equal((await w.mine(receipt)).state, "ringing")
  const sams = await w.open("sam")
  assert.equal(sams.status, 204)
  const { id, keys } = w.person("noor")
  const back = { personId: id, recipient: keys.recipient, vk: keys.sign.vk, slot: 99, tier: 1 }
  const change = await addKeyholders(
    {
      manifest: sams.screen?.manifests.at(-1)?.text ?? "",
      reporterVk: receipt.sig.vk,
      keys: sams.grant?.keys ?? [],
      signer: w.person("sam").keys.sign,
    },
    [back],
  )
  const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url")
  const answer = await w.request(`/desk/api/cases/${sams.id}/keys`, {
    method: "POST",
    as: "sam",
    body: JSON.stringify({
      manifest: base64(change.manifest),
      signature: base64(change.manifestSig),
      grants: change.grants.map(({ slot, bytes }) => ({ slot, sealed: base64(bytes), person: id })),
    }),
  })
  assert.equal(answer.status, 404, "no keyholder brings back whom she left out")
})

test("twice, a stranger, and the last one with a key are refused in words", async () => {
  await using w = await world({ path: [["noor"], ["sam"], { people: ["orla"], kind: "outside" }] })
  const { receipt } = await w.report()
  assert.equal((await out(w, receipt, "sam")).status, 204)
  const gone = [404, { problem: "not-found", fields: ["person"] }]
  assert.deepEqual(await problem(await out(w, receipt, "sam")), gone)
  const nobody = { person: "11111111-1111-4111-8111-111111111111" }
  assert.deepEqual(await problem(await w.reporter(receipt, "/case/exclusions", nobody)), gone)
  assert.equal((await out(w, receipt, "noor")).status, 204)
  assert.deepEqual(await problem(await out(w, receipt, "orla")), [
    409,
    { problem: "not-now", fields: ["person"] },
  ])
  assert.equal((await w.mine(receipt)).keys.length, 1)
})
