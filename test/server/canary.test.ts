import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { test } from "node:test"
import { forms, marks, mustNotHold } from "../canary.ts"
import { world } from "../world.ts"

test("the looking glass itself finds a word in each of its forms", () => {
  for (const word of marks) {
    for (const form of forms(word)) assert.throws(() => mustNotHold("here", `x${form}y`), /holds/)
    const inside = Buffer.from(JSON.stringify({ i07: `before ${word} after` })).toString("base64")
    assert.throws(() => mustNotHold("here", inside), /holds/)
  }
})

test("what a reporter types is never anywhere outside the browser in the clear", async () => {
  await using w = await world()
  const text = `It was ${marks.join(" and ")}.`
  const { body, receipt, status } = await w.report({ level: "e1", text })
  assert.equal(status, 201)
  mustNotHold("the request", Buffer.from(body))
  await w.advance("6m")
  assert.equal((await w.open("noor")).status, 204)
  assert.equal(await w.say("noor", "message", text), 201)
  assert.equal(await w.say("noor", "note", text), 201)
  await w.advance("3h")
  const seen = JSON.stringify([
    await w.mine(receipt),
    await w.screen("noor"),
    await w.json("/desk/api/now", { as: "sam" }),
  ])
  mustNotHold("what screens are given", seen)
  mustNotHold("the database", await w.dump())
  assert.ok(w.sink.arrived.length > 10)
  mustNotHold("what left for the telephones", JSON.stringify(w.sink.arrived))
  mustNotHold("the log", JSON.stringify(w.logged))
})

test("a fault of ours puts no word, no name and no address into the log or the answer", async () => {
  await using w = await world()
  const { id } = await w.report()
  // A row that cannot be read any more: PostgreSQL quotes the value in its message.
  await w.sql(`update path_version set tiers = to_jsonb($1::text)`, [marks[0]])
  await w.sql("update alert set ladder = to_jsonb($1::text)", [marks[1]])
  const answers = [
    await w.request("/api/receivers"),
    await w.request("/desk/api/path", { as: "noor" }),
    await w.request("/desk/api/now", { as: "noor" }),
    await w.request(`/desk/api/cases/${randomUUID().replaceAll("-", "")}`, { as: "noor" }),
  ]
  assert.ok(answers.some((a) => a.status === 500))
  for (const answer of answers) mustNotHold("an answer", await answer.text())
  await w.advance("1h")
  const said = JSON.stringify(w.logged)
  assert.ok(
    w.logged.some((l) => l.what === "bug") && w.logged.some((l) => l.what === "timer-failed"),
  )
  mustNotHold("the log", said)
  for (const word of ["noor", "Lantern", "+44", "lantern.example", id])
    assert.ok(!said.includes(word), word)
})

test("what is not of its form is refused without being echoed or kept", async () => {
  await using w = await world()
  const wrong = { locator: marks[0], [marks[1]]: marks[2] }
  for (const path of ["/api/sessions", "/api/reports", "/desk/api/sessions"]) {
    const answer = await w.request(path, {
      method: "POST",
      body: JSON.stringify(wrong),
      headers: { "x-tocsin": "desk" },
    })
    assert.ok(answer.status >= 400 && answer.status < 500, path)
    const text = await answer.text()
    for (const word of [marks[0], marks[2]])
      assert.ok(!text.includes(word), `${path} echoes a value`)
  }
  mustNotHold("the log", JSON.stringify(w.logged))
  mustNotHold("the database", await w.dump())
})
