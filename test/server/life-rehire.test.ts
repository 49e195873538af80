import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { test } from "node:test"
import type { CaseScreen } from "#wire/case.ts"
import { world, type World } from "../world.ts"
import { guMin, reference, withCentralDesk } from "../world/central.ts"

const hour = 3_600_000

/** A case that Noor leads, as it stands after the outcome was told; its two deciders are Orla and Ito. */
async function decided(w: World, level: number) {
  const { id } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.act("noor", "ties.declared", { ties: [] })
  const { life, now } = await w.screen("noor")
  assert.ok(life)
  const at = now - 20 * 24 * hour
  const over: NonNullable<CaseScreen["life"]> = {
    ...life,
    state: "MONITORING",
    hands: { decided: ["orla", "ito"].map((name) => w.person(name).id as never) },
    allegations: [
      { n: 1, respondent: 1, at, finding: "SUBSTANTIATED", evidence: 2, grade: "assault" },
    ],
    appeal: { ...life.appeal, state: "EXPIRED", until: now - hour },
    respondents: [
      {
        ...{ n: 1, standing: "employee", mailbox: null, noticed: at, delayed: null },
        ...{ answered: at, agreed: null, told: at + hour },
        sanction: { level, floor: "assault", deviates: false, at, done: null },
      },
    ],
  }
  await w.sql("update case_file set life = $2, state = 'MONITORING' where id = $1", [
    id,
    JSON.stringify(over),
  ])
  const [shown] = await w.desk("noor")
  const post = (path: string, body: object) =>
    w.request(`/desk/api/cases/${shown}/${path}`, {
      ...{ method: "POST", as: "noor", body: JSON.stringify(body) },
    })
  const asked = {
    n: 1,
    forms: [guMin],
    referenceHash: createHash("sha256").update(reference).digest("hex"),
    basisClause: "4.2",
  }
  return { enter: (more = {}) => post("no-rehire", { ...asked, ...more }), post }
}

test("a final decision of the top level is entered and found; the case keeps no name, and takes it back by its code", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const { enter, post } = await decided(w, 6)
  assert.equal((await enter()).status, 201)
  await desk.ask(guMin)
  await w.advance("3m")
  assert.equal((await desk.tasks("sam")).hits.length, 1)
  const kept = await w.sql(
    "select c.life::text || coalesce((select string_agg(e.facts::text, '') from event e where e.case_id = c.id), '') as all from case_file c",
  )
  assert.doesNotMatch(JSON.stringify(kept), /Gu|Min|1981/)
  const wrong = await post("no-rehire/erasures", { n: 1, reference: "0".repeat(16) })
  assert.deepEqual(await wrong.json(), { problem: "not-found", fields: ["reference"] })
  assert.equal((await post("no-rehire/erasures", { n: 1, reference })).status, 204)
  assert.deepEqual((await desk.tasks("sam")).hits, [])
})

test("below the top level, before somebody was told, or without who it is, nothing is entered", async () => {
  await using w = await world()
  await withCentralDesk(w)
  const { enter, post } = await decided(w, 5)
  const low = await enter()
  assert.deepEqual(
    [low.status, await low.json()],
    [409, { problem: "not-now", fields: ["top-level"] }],
  )
  const bare = await post("acts", {})
  assert.equal(bare.status, 400)
  const plain = await w.act("noor", "no-rehire.entered", { n: 1 })
  assert.deepEqual(await plain.json(), { problem: "not-now", fields: ["identity"] })
  const unborn = await enter({ forms: [{ family: "Gu", given: "Min" }] })
  assert.equal(unborn.status, 400)
  const rows = await w.sql("select count(*)::int as n from no_rehire")
  assert.deepEqual(rows, [{ n: 0 }])
})
