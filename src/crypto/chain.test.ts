import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { verifyChain } from "./chain.ts"
import { addKeyholders, rollDesk, rollKeys } from "./epoch.ts"
import { staffKeys } from "./keys.ts"
import { openGrant } from "./open.ts"
import { randomBytes } from "./random.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"
import { type Keyholder, buildSubmission } from "./submission.ts"

const receipt = await deriveReceipt(newReceipt(), "here")
const staff = await Promise.all([1, 2, 3].map(() => staffKeys(randomBytes(32))))
const people = staff.map(({ recipient, sign }, at): Keyholder => {
  return { slot: at + 1, tier: 1, personId: crypto.randomUUID(), recipient, vk: sign.vk }
})
const [ana, ben] = staff
const path = crypto.randomUUID()
const sent = await buildSubmission({
  kind: "report",
  members: [],
  receipt,
  path,
  keyholders: people.slice(0, 2),
  excluded: [],
})
const by = { reporter: receipt.sig.vk, keyholders: people.map(({ vk }) => vk) }

async function grown() {
  assert.ok(ana && ben)
  const grant = await openGrant(ana.identity, sent.grants[0]?.bytes ?? new Uint8Array())
  const held = { reporterVk: grant.reporterVk, keys: grant.keys, signer: ana.sign }
  const second = await rollDesk({ ...held, manifest: sent.manifest }, people.slice(0, 2))
  const added = { ...held, keys: second.keys, manifest: second.manifest }
  const third = await addKeyholders(added, people.slice(2))
  const to = { keyholders: people.slice(1), reporterRecipient: receipt.recipient, excluded: [] }
  const fourth = await rollKeys({ ...added, manifest: third.manifest, signer: ben.sign }, to)
  return [sent, second, third, fourth]
}

test("a whole chain holds, and its last manifest is what counts", async () => {
  const chain = await grown()
  const newest = verifyChain(chain, by)
  assert.deepEqual([newest.number, newest.epoch, newest.slots.length], [4, 3, 2])
})

test("a chain that lost a link, begins late, or is signed by somebody else is refused", async () => {
  const chain = await grown()
  for (let at = 0; at < chain.length - 1; at += 1) {
    assert.throws(() => verifyChain(chain.toSpliced(at, 1), by), Refusal, `without ${at}`)
  }
  assert.throws(() => verifyChain([], by), new Refusal("bad-order", "manifest"))
  assert.throws(() => verifyChain([...chain, ...chain.slice(-1)], by), Refusal)
  assert.throws(
    () => verifyChain(chain, { ...by, keyholders: [] }),
    new Refusal("bad-signature", "manifest"),
  )
  assert.throws(() => verifyChain(chain, { ...by, reporter: by.keyholders[0] ?? "" }), Refusal)
})

test("a key change after many others still fits, until it cannot and says so", async () => {
  assert.ok(ana)
  const grant = await openGrant(ana.identity, sent.grants[0]?.bytes ?? new Uint8Array())
  let held = {
    manifest: sent.manifest,
    reporterVk: grant.reporterVk,
    keys: grant.keys,
    signer: ana.sign,
  }
  const to = { keyholders: people.slice(0, 1), reporterRecipient: receipt.recipient, excluded: [] }
  const sizes = new Set<number>()
  const rollUntilFull = async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      const next = await rollKeys(held, to)
      sizes.add(next.grants[0]?.bytes.length ?? 0)
      const opened = await openGrant(ana.identity, next.grants[0]?.bytes ?? new Uint8Array())
      assert.deepEqual(opened.keys, next.keys)
      held = { ...held, manifest: next.manifest, keys: next.keys }
    }
  }
  await assert.rejects(rollUntilFull, new Refusal("too-large", "grant"))
  assert.equal(sizes.size, 2)
  assert.ok(held.keys.length > 30)
})
