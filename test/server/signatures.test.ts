import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { world } from "../world.ts"

const problem = async (answer: Response) => [answer.status, (await answer.json()) as unknown]

/** A case of the first level that Noor leads; both Noor and Sam have opened it. */
async function led() {
  const w = await world()
  const { receipt } = await w.report({ level: "e1" })
  await w.open("noor")
  await w.open("sam")
  const lead = { role: "lead", person: idOf<PersonId>(w.person("noor").id) } as const
  const too = { role: "lead", person: idOf<PersonId>(w.person("sam").id) } as const
  await w.act("noor", "role.given", lead)
  await w.act("noor", "role.given", too)
  for (const name of ["noor", "sam"]) await w.act(name, "ties.declared", { ties: [] })
  return { w, receipt }
}

test("that it belongs elsewhere is told by the second signature; the first one's words wait at the desk", async () => {
  const { w, receipt } = await led()
  await using _ = w
  const before = await w.mine(receipt)
  const aloud = await w.act("noor", "scope.refused", {}, { room: "mailbox" })
  assert.deepEqual(await problem(aloud), [403, { problem: "not-yours", fields: ["room"] }])
  const first = await w.act("noor", "scope.refused", {}, { room: "desk", text: "the canteen" })
  assert.equal(first.status, 202)
  const between = await w.mine(receipt)
  const kinds = ({ timeline }: typeof before) =>
    timeline.map(({ kind }) => kind).filter((kind) => kind !== "case.opened")
  assert.deepEqual(
    [between.objects, kinds(between), between.life.state],
    [before.objects, kinds(before), before.life.state],
    "the reporter is told nothing before it is so",
  )
  const bare = await w.act("sam", "scope.refused", {}, { room: "desk" })
  assert.deepEqual(await problem(bare), [403, { problem: "not-yours", fields: ["room"] }])
  assert.equal((await w.act("sam", "scope.refused", {}, { room: "mailbox" })).status, 201)
  const after = await w.mine(receipt)
  assert.equal(after.life.state, "NOT_IN_SCOPE")
  assert.equal(after.objects.length, before.objects.length + 1)
  assert.ok(after.timeline.some(({ kind }) => kind === "scope.refused"))
})

test("a signature is taken back by whoever gave it, and then the other one signs first", async () => {
  const { w, receipt } = await led()
  await using _ = w
  await w.act("noor", "scope.refused", {}, { room: "desk" })
  const theirs = await w.act("sam", "signature.withdrawn")
  assert.deepEqual(await problem(theirs), [409, { problem: "not-now", fields: ["signed-mine"] }])
  assert.equal((await w.act("noor", "signature.withdrawn")).status, 201)
  const seen = await w.screen("noor")
  assert.deepEqual([seen.life?.signing, seen.life?.state], [null, "TRIAGE"])
  assert.ok(seen.timeline.some(({ kind }) => kind === "signature.withdrawn"))
  const again = await w.act("sam", "scope.refused", {}, { room: "desk" })
  assert.equal(again.status, 202, "one signature is one again")
  const kinds = (await w.mine(receipt)).timeline.map(({ kind }) => kind)
  assert.ok(!kinds.includes("signature.withdrawn") && !kinds.includes("act.signed"))
})
