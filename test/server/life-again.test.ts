import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { newLife } from "#core/life/life.ts"
import type { NowScreen } from "#wire/case.ts"
import { world, type World } from "../world.ts"

test("payback that the reporter speaks of is in the case's life, with a day for the freeze and fifteen for the finding", async () => {
  await using w = await world({ officers: ["ravi"] })
  const { receipt } = await w.report()
  await w.open("noor")
  assert.equal((await w.reporter(receipt, "/case/retaliation")).status, 204)
  const { life, owed } = await w.screen("noor")
  assert.equal(life?.retaliation.state, "SUBCASE_OPEN")
  const due = owed.filter(({ kind }) => ["duty:freeze", "duty:retaliation"].includes(kind))
  assert.equal(due.length, 2)
  assert.equal((await w.reporter(receipt, "/case/retaliation")).status, 204)
  const again = (await w.screen("noor")).owed.filter(({ kind }) => kind === "duty:retaliation")
  assert.deepEqual(
    again,
    due.filter(({ kind }) => kind === "duty:retaliation"),
    "its days do not begin again",
  )
})

test("a closed case that the reporter opens again rings, and is not erased", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  await w.open("noor")
  const closed = { ...newLife("CLOSED", Date.now()), closed: Date.now() }
  await w.sql("update case_file set life = $1, state = 'CLOSED'", [JSON.stringify(closed)])
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
  await w.sql(
    "insert into timer (subject, kind, org_id, epoch, due_at) select id, 'erase', org_id, 0, tocsin_now() + interval '1 day' from case_file",
  )
  const rung = (await w.rung()).length
  assert.equal((await w.choose(receipt, "case.reopened", { because: "new-facts" })).status, 204)
  assert.equal((await w.mine(receipt)).state, "ringing")
  assert.ok((await w.rung()).length > rung, "somebody is rung")
  const timers = await w.sql<{ kind: string }>("select kind from timer order by kind")
  assert.ok(
    timers.some(({ kind }) => kind === "step"),
    "silence rings the next",
  )
  assert.ok(!timers.some(({ kind }) => kind === "erase"), "nothing is erased")
  await w.open("noor")
  assert.equal((await w.screen("noor")).life?.state, "TRIAGE")
})

test("a lead who was named and says nothing keeps nobody from leading", async () => {
  await using w = await world()
  await w.report({ level: "e1" }) // two tiers are rung at once and receive their keys
  await w.open("noor")
  const sam = { role: "lead", person: idOf<PersonId>(w.person("sam").id) } as const
  assert.equal((await w.act("noor", "role.given", sam)).status, 201)
  assert.ok((await w.screen("noor")).is.includes("lead"))
  assert.equal((await w.open("sam")).status, 204)
  assert.equal((await w.act("sam", "ties.declared", { ties: [] })).status, 201)
  assert.ok((await w.screen("sam")).is.includes("lead"))
  assert.ok(!(await w.screen("noor")).is.includes("lead"))
})

test("a second signature under other words is a first one, and comes with its paper", async () => {
  await using w = await world()
  await w.report({ level: "e1" })
  await w.open("noor")
  await w.open("sam")
  const both = ["noor", "sam"].map((name) => idOf<PersonId>(w.person(name).id))
  const life = {
    ...newLife("OPTIONS", Date.now()),
    roles: both.map((person) => ({ role: "lead" as const, person, at: 0 })),
    declared: both.map((person) => ({
      person,
      at: 0,
      ties: [],
      waivedByAffected: null,
      waivedByWatch: null,
    })),
  }
  await w.sql("update case_file set life = $1, state = 'OPTIONS'", [JSON.stringify(life)])
  assert.equal((await w.act("noor", "override.tested", { grounds: ["repeat"] })).status, 202)
  const [id] = await w.desk("sam")
  const bare = await w.request(`/desk/api/cases/${id}/acts`, {
    method: "POST",
    as: "sam",
    headers: { "x-tocsin-act": `{"kind":"override.tested","facts":{"grounds":["law"]}}` },
  })
  assert.deepEqual(await bare.json(), { problem: "not-now", fields: ["paper"] })
})

test("whoever is given a part is rung and can open the case, though their tier never was; whoever is left out stays out", async () => {
  await using w = await world()
  await w.report({ level: "e3", excluded: ["ravi"] })
  await w.open("noor")
  assert.equal((await w.desk("orla")).length, 0)
  const part = (name: string) =>
    w.act("noor", "role.given", {
      role: "investigator",
      person: idOf<PersonId>(w.person(name).id),
    })
  const rung = (await w.rung()).length
  assert.equal((await part("orla")).status, 201)
  assert.equal((await w.open("orla")).status, 204)
  const now = (await w.rung()).slice(rung)
  assert.ok(now.length > 0)
  assert.equal((await part("ravi")).status, 409)
  assert.equal((await w.desk("ravi")).length, 0)
})

/** A case in which everything but asking how it goes is done; Pia protects, Sam has no key in hand, and Ravi must not see it. */
async function theYearAfter() {
  const w = await world({
    officers: ["pia"],
    path: [
      ["noor", "pia"],
      ["sam", "ravi"],
    ],
  })
  const { receipt } = await w.report({ level: "e3", excluded: ["ravi"] })
  await w.open("noor")
  await w.open("pia")
  assert.equal((await w.act("pia", "ties.declared", { ties: [] })).status, 201)
  await w.sql(
    "update deadline set met_at = tocsin_now() where met_at is null and kind !~ '^duty:check-in'",
  )
  return { w, receipt }
}

const which = { n: 1, mailbox: 1 }

/** What is overdue in the one case that a person's page of now shows; undefined is no case. */
async function overdueOn(w: World, name: string) {
  const { ringing, mine, others } = await w.json<NowScreen>("/desk/api/now", { as: name })
  return [...ringing, ...mine, ...others].map(({ overdue }) => overdue)[0]
}

/** How a duty stands at the desk: ahead, overdue, or done, late or not. */
async function dutyOf(w: World, kind: string) {
  const owed = (await w.screen("pia")).owed.find((one) => one.kind === kind)
  return owed && [owed.missed === null ? "in time" : "late", owed.met === null ? "owed" : "done"]
}

test("a check-in that nobody answers is overdue at the desk of whoever has the case, is asked another way, and ends when somebody was reached", async () => {
  const { w } = await theYearAfter()
  await using _ = w
  const tried = (name: string, by: "other-channel" | "support-person") =>
    w.act(name, "check-in.tried", { ...which, by })
  assert.equal((await tried("pia", "other-channel")).status, 409, "not before its day")
  await w.advance("8d") // its day was the seventh; whoever is asked has five working days
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["in time", "owed"])
  assert.equal(await overdueOn(w, "pia"), null)
  await w.advance("8d")
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["late", "owed"])
  for (const name of ["pia", "noor"]) assert.equal(await overdueOn(w, name), "duty:check-in-1")
  for (const name of ["sam", "ravi"]) assert.equal(await overdueOn(w, name), undefined)
  const listed = await w.json<{ cases: object[] }>("/desk/api/cases?q=overdue", { as: "pia" })
  assert.equal(listed.cases.length, 1, "and is found among what is overdue")

  assert.equal((await tried("pia", "other-channel")).status, 201)
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["in time", "owed"], "it is owed anew")
  assert.equal(await overdueOn(w, "pia"), null)
  await w.advance("8d")
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["late", "owed"], "and overdue anew")
  assert.equal((await tried("pia", "support-person")).status, 201)
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["late", "done"])
  assert.equal(await overdueOn(w, "pia"), "duty:check-in-2", "the next day is asked after alike")
  const { life } = await w.screen("pia")
  assert.equal(life?.state, "TRIAGE", "silence closes nothing")
})

test("a late answer ends a check-in too, and what it shows is owed until somebody followed it up", async () => {
  const { w, receipt } = await theYearAfter()
  await using _ = w
  await w.advance("16d")
  assert.equal(await overdueOn(w, "pia"), "duty:check-in-1")
  const followed = () => w.act("pia", "check-in.followed", which)
  assert.equal((await followed()).status, 409, "nothing was said yet")
  const act = { kind: "check-in.answered", facts: { n: 1, flags: ["broken"] } } as const
  const answer = await w.write(receipt, { act })
  assert.equal(answer.status, 204)
  assert.deepEqual(await dutyOf(w, "duty:check-in-1"), ["late", "done"])
  assert.equal(await overdueOn(w, "pia"), null)
  assert.deepEqual(await dutyOf(w, "duty:check-in-flag-1"), ["in time", "owed"])
  const rung = (await w.rung()).length
  await w.advance("25h")
  assert.equal(await overdueOn(w, "pia"), "duty:check-in-flag-1")
  assert.ok((await w.rung()).length > rung, "what somebody said is not right rings when it waits")
  assert.equal((await followed()).status, 201)
  assert.deepEqual(await dutyOf(w, "duty:check-in-flag-1"), ["late", "done"])
  assert.equal(await overdueOn(w, "pia"), null)
})

test("a check-in that is the last thing owed is overdue too, and the case is looked at day by day", async () => {
  const { w } = await theYearAfter()
  await using _ = w
  await w.sql("update deadline set met_at = tocsin_now() where kind <> 'duty:check-in-1'")
  await w.advance("16d")
  assert.equal(await overdueOn(w, "pia"), "duty:check-in-1")
  await w.advance("3d")
  const failed = w.logged.filter(({ what }) => what === "timer-failed")
  assert.deepEqual(failed, [])
  assert.equal(
    (await w.act("pia", "check-in.tried", { ...which, by: "other-channel" })).status,
    201,
  )
  await w.advance("8d")
  assert.equal(await overdueOn(w, "pia"), "duty:check-in-1")
})
