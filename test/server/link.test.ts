import assert from "node:assert/strict"
import { test } from "node:test"
import { world } from "../world.ts"

test("a case that a paper names is found by whoever holds it; for everybody else it never was", async () => {
  await using w = await world()
  await w.report({ level: "e3" })
  await w.open("noor")
  const { caseId } = await w.screen("noor")
  const ask = async (as: string, id: string) => {
    const answer = await w.request("/desk/api/cases/mine", {
      method: "POST",
      as,
      body: JSON.stringify({ case: id }),
    })
    const headers = [...answer.headers].filter(([header]) => header !== "date").toSorted()
    return {
      status: answer.status,
      all: JSON.stringify([answer.status, headers, await answer.text()]),
    }
  }
  const mine = await ask("noor", caseId)
  assert.equal(mine.status, 200)
  assert.ok(mine.all.includes((await w.desk("noor"))[0] ?? "-"), "by noor's own address for it")
  const real = await ask("sam", caseId) // sealed to sam, and not released
  const never = await ask("sam", crypto.randomUUID())
  assert.equal(real.status, 404)
  assert.equal(real.all, never.all)
  assert.equal((await ask("noor", "somewhere")).status, 400)
})
