import assert from "node:assert/strict"
import { test } from "node:test"
import type { NowScreen } from "#wire/case.ts"
import { world } from "../world.ts"

test("the ladder of a ringing case: who was rung and how that went, who is next and when, and where nobody is", async () => {
  await using w = await world()
  const { status } = await w.report({ level: "e2", excluded: ["orla"] })
  assert.equal(status, 201)
  const ladder = async () => {
    const { ringing } = await w.json<NowScreen>("/desk/api/now", { as: "noor" })
    assert.equal(ringing.length, 1)
    const at = ringing[0]?.receivedAt ?? 0
    return ringing[0]?.ladder.map((rung) => ({
      state: rung.state,
      after: rung.at === null ? null : Math.round((rung.at - at) / 60_000),
      people: rung.people.map(({ name, channels }) =>
        [name, ...channels.map((c) => `${c.channel} ${c.state}`)].join(" "),
      ),
    }))
  }
  assert.deepEqual(await ladder(), [
    { state: "ring", after: 0, people: ["noor sms delivered"] },
    { state: "soon", after: 30, people: ["sam", "ravi"] },
    { state: "gap", after: null, people: [] },
    { state: "owed", after: null, people: ["ito"] },
  ])
  await w.advance("30m")
  assert.deepEqual(await ladder(), [
    { state: "ring", after: 0, people: ["noor sms delivered"] },
    { state: "ring", after: 30, people: ["sam sms delivered", "ravi sms delivered"] },
    { state: "gap", after: 60, people: [] },
    { state: "owed", after: null, people: ["ito"] },
  ])
})
