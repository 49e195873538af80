import assert from "node:assert/strict"
import { test } from "node:test"
import { actTo, makeMailbox } from "../world/party.ts"
import { world } from "../world.ts"

test("what the affected person did and chose is not on the page of whoever reported for them", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e2" })
  await w.open("noor")
  await w.choose(receipt, "police.chosen", { as: "DECLINED_FOR_NOW" })
  await w.choose(receipt, "protection.refused")
  const own = await w.mine(receipt)
  assert.ok(own.life.affected && own.life.refused !== null)
  assert.ok(own.timeline.some(({ kind }) => kind === "protection.refused"))
  assert.ok(own.owed.some(({ kind }) => kind === "protection"))
  await w.act("noor", "intake.sorted", { intake: "manager", flags: [] })
  const affected = await makeMailbox(w, "noor", "affected")
  for (const doing of [
    { kind: "safety-plan.agreed", facts: {} },
    { kind: "measure.proposed", facts: { n: 1, code: "M06" } },
  ] as const)
    assert.equal((await actTo(w, "noor", affected, doing)).status, 201, doing.kind)
  assert.equal((await w.act("noor", "response.begun")).status, 201)
  const { life, timeline, owed, quiet } = await w.mine(receipt)
  const kinds = new Set(timeline.map(({ kind }) => kind))
  for (const hidden of [
    "protection.refused",
    "police.chosen",
    "safety-plan.agreed",
    "measure.proposed",
    "state.changed",
    "deadline.refused",
  ])
    assert.ok(!kinds.has(hidden), hidden)
  assert.ok(kinds.has("report.received") && kinds.has("case.opened") && kinds.has("response.begun"))
  assert.ok(
    !timeline.some(({ facts }) => facts["deadline"] === "protection" || facts["by"] === "affected"),
  )
  assert.deepEqual(
    [
      life.affected,
      life.wish,
      life.refused,
      life.withdrawn,
      life.police,
      life.measures,
      life.remedies,
    ],
    [false, null, null, null, { state: "NOT_ASKED", offered: 0 }, [], []],
  )
  assert.ok(!owed.some(({ kind }) => kind === "protection") && owed.length >= 3)
  await w.advance("3d")
  const late = await w.mine(receipt)
  assert.ok(
    late.owed.some(({ missed }) => missed !== null),
    "what is owed to them is missed as ever",
  )
  assert.ok(![...late.quiet, ...quiet].some(({ kind }) => kind === "protection"))
  const desk = await w.screen("noor")
  assert.ok(
    desk.timeline.some(({ kind }) => kind === "protection.refused"),
    "the team reads all",
  )
})

test("the way that was chosen looks the same as any other to whoever reported for them", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })
  const seen: string[] = []
  for (const state of ["OPTIONS", "SUPPORT_ONLY", "INFORMAL", "PLANNED", "MONITORING"]) {
    await w.sql("update case_file set state = $1", [state])
    const { state: shown, since } = (await w.mine(receipt)).life
    seen.push(`${shown} ${since}`)
  }
  assert.equal(new Set(seen).size, 1)
})
