import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { sha256Hex } from "./bytes.ts"
import { staffKeys } from "./keys.ts"
import { coiLines, isExcluded } from "./manifest.ts"
import { readManifest } from "./read-manifest.ts"
import { randomBytes } from "./random.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"
import { type Keyholder, buildSubmission, chooseKeyholders } from "./submission.ts"

const keyOf = (at: number) => sha256Hex(`p${at}`)
const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, "a")}`

const people = await Promise.all(
  [1, 2, 3, 4].map(async (slot): Promise<Keyholder> => {
    const { recipient, sign } = await staffKeys(randomBytes(32))
    return { slot, tier: 1 + (slot >> 2), personId: idOf(slot), recipient, vk: sign.vk }
  }),
)
const away = idOf(4)
const report = {
  kind: "report" as const,
  members: [],
  receipt: await deriveReceipt(newReceipt(), "here"),
  path: crypto.randomUUID(),
  keyholders: people.slice(0, 3),
}

test("who must not see it is named by person: any other id is refused, not overlooked", async () => {
  const sent = await buildSubmission({ ...report, excluded: [away] })
  const manifest = readManifest(sent.manifest)
  const because = /named by person id/
  const others = ["", "ana", keyOf(4), away.toUpperCase(), `${away}\n`, ` ${away}`]
  for (const other of others) {
    assert.throws(() => chooseKeyholders(people, [other]), because, other)
    assert.throws(() => coiLines(sent.mailboxIdentity, [away, other]), because, other)
    assert.throws(() => isExcluded(manifest, sent.mailboxIdentity, other), because, other)
    await assert.rejects(buildSubmission({ ...report, excluded: [other] }), because, other)
    const keyholders = report.keyholders.map((one) => ({ ...one, personId: other }))
    assert.throws(() => chooseKeyholders(keyholders, [away]), because, other)
    await assert.rejects(buildSubmission({ ...report, keyholders, excluded: [away] }), because)
  }
})

test("who must not see it is left out whatever key they have and wherever they stand", async () => {
  const later = people.map((one, at) => ({ ...one, slot: at + 11, tier: 3, vk: keyOf(at) }))
  const chosen = chooseKeyholders([...people, ...later], [away])
  assert.deepEqual(
    chosen.map(({ slot }) => slot),
    [1, 2, 3, 11, 12, 13],
  )
  const refused = buildSubmission({ ...report, keyholders: later, excluded: [away] })
  await assert.rejects(refused, /nobody who must not see it/)
})

test("large tiers leave a few out at random, small ones nobody, and never one who must not see it", () => {
  const pool = (size: number) =>
    Array.from({ length: size }, (_, at): Keyholder => ({
      slot: at + 1,
      tier: 1,
      personId: idOf(at),
      vk: keyOf(at),
      recipient: "",
    }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(4), (size, conflicts) => {
      const out = Array.from({ length: Math.min(conflicts, size) }, (_, at) => idOf(at))
      const free = size - out.length
      const chosen = chooseKeyholders(pool(size), out)
      assert.ok(chosen.every(({ personId }) => !out.includes(personId)))
      const most = size > 4 ? Math.floor(size / 4) : 0
      assert.ok(chosen.length >= Math.max(Math.min(3, free), free - most) && chosen.length <= free)
    }),
  )
  const sizes = new Set(Array.from({ length: 200 }, () => chooseKeyholders(pool(8), []).length))
  assert.deepEqual([...sizes].toSorted(), [6, 7, 8])
})
