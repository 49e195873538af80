import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { type Life, newLife } from "#core/life/life.ts"
import { world, type World } from "../world.ts"

test("a wrong act is refused with its reason and its field, and no table has another row for it", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e1" }) // two tiers are rung at once and receive their keys
  await w.open("noor")
  const noor = idOf<PersonId>(w.person("noor").id)
  const nobody = idOf<PersonId>(crypto.randomUUID())
  const finding = { n: 1, finding: "SUBSTANTIATED", evidence: 0, grade: "assault" } as const
  const panel = { n: 1, level: 0, floor: null, deviates: false } as const
  const now = Date.now()
  // Somebody of ours who holds no key of this case.
  await w.sql("update key_grant set revoked_at = tocsin_now() where person_id = $1", [
    w.person("ito").id,
  ])

  await inLife(w, { roles: part(noor, "investigator"), state: "FINDINGS" })
  await refused(w, "409 not-now evidence", () => w.act("noor", "finding.recorded", finding))
  await refused(w, "400 malformed evidence", () =>
    w.act("noor", "finding.recorded", { ...finding, evidence: -1 }),
  )
  await refused(w, "400 malformed finding", () =>
    w.act("noor", "finding.recorded", { ...finding, finding: "GUILTY" as "UNFOUNDED" }),
  )
  await refused(w, "409 not-now allegation-known", () =>
    w.act("noor", "finding.recorded", { ...finding, n: 7, evidence: 1 }),
  )

  await inLife(w, {
    roles: part(noor, "panel"),
    state: "DECISION",
    hands: { investigated: [noor] },
  })
  await refused(w, "409 not-now did-not-investigate", () =>
    w.act("noor", "sanction.decided", panel),
  )
  await inLife(w, { roles: part(noor, "panel"), state: "DECISION", hands: { cared: [noor] } })
  await refused(w, "403 not-yours involved", () => w.act("noor", "sanction.decided", panel))
  await inLife(w, {
    roles: part(noor, "panel"),
    state: "DECISION",
    declared: [{ ...free(noor), ties: ["friend"] }],
  })
  await refused(w, "403 not-yours role", () => w.act("noor", "sanction.decided", panel))

  await inLife(w, { state: "TRIAGE" })
  await refused(w, "409 not-now person", () =>
    w.act("noor", "role.given", { role: "care", person: nobody }),
  )
  await refused(w, "409 not-now person", () =>
    w.act("noor", "role.given", { role: "care", person: idOf<PersonId>(w.person("ito").id) }),
  )
  await refused(w, "400 malformed person", () =>
    w.act("noor", "role.given", { role: "care", person: idOf<PersonId>("somebody") }),
  )
  await refused(w, "409 not-now promise-time", () =>
    w.act("noor", "promise.made", { n: 1, due: now - 60_000 }),
  )
  await refused(w, "409 not-now promise-time", () =>
    w.act("noor", "promise.made", { n: 1, due: 8e15 }),
  )
  await refused(w, "400 malformed due", () => w.act("noor", "promise.made", { n: 1, due: 1e300 }))
  await refused(w, "409 not-now promise-number", () =>
    w.act("noor", "promise.made", { n: 3, due: now + 60_000 }),
  )
  await refused(w, "403 not-yours room", () =>
    w.act("noor", "safety-plan.agreed", {}, { room: "desk" }),
  )
  await refused(w, "403 not-yours room", () =>
    w.act("noor", "hold.issued", {}, { room: "mailbox" }),
  )
  await refused(w, "403 not-yours room", () =>
    w.act("noor", "role.given", { role: "care", person: noor }, { room: "desk" }),
  )
  await refused(w, "400 malformed who", () =>
    w.act("noor", "interview.held", {
      who: "gao'; drop table case_file",
      recorded: false,
      consent: false,
    }),
  )

  await inLife(w, {
    state: "PARTIES_COMMENT",
    comment: { opened: now, ends: now + 86_400_000, waived: [], made: [] },
  })
  await refused(w, "409 not-now own-voice", () =>
    w.choose(receipt, "comment.waived", { who: "respondent 1" }),
  )
  await inLife(w, { state: "TRIAGE", measures: [] })
  await refused(w, "409 not-now measure-offered", () =>
    w.choose(receipt, "measure.accepted", { n: 1 }),
  )
  await refused(w, "403 not-yours role", () =>
    w.choose(receipt, "measure.ordered", { n: 1, code: "M01" }),
  )
})

const free = (person: PersonId): Life["declared"][number] => ({
  ...{ person, at: 0, ties: [], waivedByAffected: null, waivedByWatch: null },
})
const part = (person: PersonId, role: Life["roles"][number]["role"]) => [{ person, role, at: 0 }]

/** The life of the one case, set by hand. */
async function inLife(w: World, life: Partial<Life>): Promise<void> {
  const noor = idOf<PersonId>(w.person("noor").id)
  const whole = {
    ...newLife(life.state ?? "TRIAGE", Date.now()),
    declared: [free(noor)],
    ...filled,
    ...life,
  }
  await w.sql("update case_file set life = $1, state = $2", [JSON.stringify(whole), whole.state])
}
const filled: Partial<Life> = {
  plan: { at: 0, standard: "high-probability" },
  comment: { opened: 0, ends: 1, waived: [], made: [] },
  respondents: [
    {
      ...{ n: 1, standing: "outsider", mailbox: null, noticed: 1, delayed: null, answered: 1 },
      ...{ agreed: null, sanction: null, told: null },
    },
  ],
  allegations: [{ n: 1, respondent: 1, at: 0, finding: null, evidence: 0, grade: null }],
}

async function refused(w: World, as: string, act: () => Promise<Response>): Promise<void> {
  const before = new Set(await rows(w))
  const answer = await act()
  const { problem, fields } = (await answer.json()) as { problem: string; fields: string[] } // every refusal's form
  assert.equal([answer.status, problem, ...fields].join(" "), as)
  const after = await rows(w)
  const other = after.filter((row) => !before.has(row)).map((row) => row.slice(0, 200))
  assert.deepEqual([other, after.length], [[], before.size], as)
}

/** Every row of every table but the sessions, which note when they were last used, and that the case was read to seal a paper for it. */
async function rows(w: World): Promise<string[]> {
  const tables = await w.sql<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('desk_session', 'reporter_session', 'challenge')",
  )
  const all: string[] = []
  for (const { name } of tables)
    for (const { row } of await w.sql<{ row: string }>(
      `select t::text as row from ${name} t${name === "event" ? " where kind <> 'case.opened'" : ""}`,
    ))
      all.push(`${name} ${row}`)
  return all.toSorted()
}
