import assert from "node:assert/strict"
import { test } from "node:test"
import { type CaseId, idOf } from "#core/ids.ts"
import type { Party } from "#core/mailbox.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { eraseDue } from "#server/cases/erase.ts"
import { atomically } from "#server/runtime.ts"
import { actAs, actTo, makeMailbox, opening, readBy, seenBy, writeAs } from "../world/party.ts"
import { world, type World } from "../world.ts"

/** A planned case with a person named, who has a mailbox and has not been told yet. */
async function planned() {
  const w = await world()
  const { receipt } = await w.report({ text: "words of the reporter" })
  await w.open("noor")
  const respondent = await makeMailbox(w, "noor", "respondent")
  for (const [kind, facts] of [
    ["ties.declared", { ties: [] }],
    ["safety-plan.agreed", {}],
    ["hold.issued", {}],
    ["respondent.recorded", { n: 1, standing: "employee", mailbox: respondent.file.number }],
  ] as const)
    assert.equal((await w.act("noor", kind, facts)).status, 201, kind)
  await toState(w, "PLANNED")
  return { w, receipt, respondent }
}

async function toState(w: World, state: string): Promise<void> {
  await w.sql(
    "update case_file set state = $1, life = jsonb_set(life, '{state}', to_jsonb($1::text))",
    [state],
  )
}

const notice = { kind: "notice.given", facts: { n: 1 } } as const
const problem = async (answer: Response) => [answer.status, await answer.json()]

test("whoever is named reads the notice behind a code of their own and answers it", async () => {
  const { w, receipt, respondent } = await planned()
  await using _ = w
  const early = { kind: "answer.given", facts: { n: 1 }, text: "I was not there." } as const
  assert.deepEqual((await seenBy(w, respondent)).life.may, [], "told nothing yet, asked nothing")
  assert.equal(
    (await actTo(w, "noor", respondent, { ...notice, text: "What is said." })).status,
    201,
  )
  const seen = await seenBy(w, respondent)
  assert.ok(seen.life.noticed)
  assert.ok((seen.life.answerBy ?? 0) > seen.now)
  assert.deepEqual(await readBy(w, respondent), ["What is said."])
  const answered = await actAs(w, respondent, early)
  assert.equal(answered.status, 204)
  assert.deepEqual(await readBy(w, respondent), ["What is said.", "I was not there."])
  const desk = await w.screen("noor")
  assert.ok(desk.life?.respondents[0]?.answered)
  assert.equal(desk.parties[0]?.unread, 1)
  assert.deepEqual(
    desk.objects.filter(({ room }) => room === "party-2").map(({ by }) => by === null),
    [false, true],
  )
  // The reporter's page knows nothing of it.
  const hers = JSON.stringify(await w.mine(receipt))
  for (const never of ["party-2", "notice.given", "answer.given", "mailbox.opened"])
    assert.ok(!hers.includes(never), never)
})

test("a party sees their own mailbox and nothing else of the case, by any address", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  const witness = await makeMailbox(w, "noor", "witness")
  await actTo(w, "noor", respondent, { ...notice, text: "What is said." })
  await w.say("noor", "message", "to the reporter only")
  const seen = await seenBy(w, witness)
  assert.deepEqual([seen.objects, seen.life.may, seen.signers], [[], [], []])
  const text = JSON.stringify(await seenBy(w, respondent))
  const { caseId } = await w.screen("noor")
  for (const never of [caseId, "timeline", "PLANNED", "manifest", "witness", "slot", "reporter"])
    assert.ok(!text.includes(never), never)
  for (const [path, body, method] of [
    ["/case", undefined, "GET"],
    ["/case/objects/1", undefined, "GET"],
    ["/case/reads", { seqs: [1] }, "POST"],
    ["/case/neglect", undefined, "POST"],
    ["/case/retaliation", undefined, "POST"],
    ["/case/level", { level: "e1" }, "PUT"],
    ["/mailbox/objects/7", undefined, "GET"],
    [`/mailbox/parts/${"a".repeat(64)}`, undefined, "GET"],
  ] as const)
    assert.deepEqual(
      await problem(await w.reporter(respondent.code, path, body, method)),
      [404, { problem: "not-found" }],
      path,
    )
})

test("the reporter's code opens no party's address, and a code of nobody gets the same answer", async () => {
  const { w, receipt, respondent } = await planned()
  await using _ = w
  const nobody = await deriveReceipt(newReceipt(), w.org)
  for (const [path, method, body] of [
    ["/mailbox", "GET", undefined],
    ["/mailbox/objects/1", "GET", undefined],
    ["/mailbox/reads", "POST", { seqs: [1] }],
    ["/mailbox/closure", "POST", undefined],
  ] as const)
    for (const code of [receipt, nobody])
      assert.deepEqual(
        await problem(await w.reporter(code, path, body, method)),
        [404, { problem: "not-found" }],
        path,
      )
  assert.equal((await seenBy(w, respondent)).closedAt, null)
  // The signature of another code opens a party's mailbox as little as the reporter's, with the same words.
  const wrong = (code: typeof receipt) =>
    w.reporter({ ...code, auth: nobody.auth }, "/mailbox", undefined, "GET").then(problem)
  assert.deepEqual(await wrong(respondent.code), [401, { problem: "sign-in" }])
  assert.deepEqual(await wrong(receipt), await wrong(respondent.code))
})

test("a party acts for themselves only: what the table does not give them is refused", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  const witness = await makeMailbox(w, "noor", "witness")
  const refused = async (
    ...[who, doing]: [Parameters<typeof actAs>[1], Parameters<typeof actAs>[2]]
  ) => problem(await actAs(w, who, doing))
  const answer = { kind: "answer.given", text: "words" } as const
  assert.deepEqual(await refused(witness, { ...answer, facts: { n: 1 } }), [
    403,
    { problem: "not-yours", fields: ["role"] },
  ])
  assert.deepEqual(await refused(respondent, { ...answer, facts: { n: 2 } }), [
    409,
    { problem: "not-now", fields: ["respondent-known"] },
  ])
  assert.deepEqual(await refused(respondent, { kind: "appeal.filed", facts: { ground: "bias" } }), [
    409,
    { problem: "not-now", fields: ["state"] },
  ])
  assert.deepEqual(
    await refused(respondent, { kind: "measure.asked", facts: { n: 1, code: "M01" } }),
    [403, { problem: "not-yours", fields: ["role"] }],
  )
})

test("each side comments, corrects the record and appeals in its own time, through its own mailbox", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  const witness = await makeMailbox(w, "noor", "witness")
  await actTo(w, "noor", respondent, notice)
  await w.sql(
    `update case_file set life = life || jsonb_build_object(
       'heard', '[{"who":"respondent 1","as":"heard","at":1},{"who":"witness 3","as":"heard","at":1}]'::jsonb,
       'comment', jsonb_build_object('opened', 1, 'ends', 4102444800000, 'waived', '[]'::jsonb, 'made', '[]'::jsonb),
       'appeal', life->'appeal' || '{"state":"OPEN","until":4102444800000}'::jsonb)`,
  )
  await toState(w, "PARTIES_COMMENT")
  assert.deepEqual((await seenBy(w, witness)).life.may, ["interview.read-back"])
  const corrected = { kind: "interview.read-back", text: "It was Tuesday." } as const
  const of = (who: string) => ({ ...corrected, facts: { who, as: "corrected" } }) as const
  assert.equal((await actAs(w, witness, of("witness 3"))).status, 204)
  assert.deepEqual(await problem(await actAs(w, witness, of("respondent 1"))), [
    409,
    { problem: "not-now", fields: ["own-voice"] },
  ])
  const seen = await seenBy(w, respondent)
  assert.deepEqual(seen.life.may, ["interview.read-back", "comment.made", "comment.waived"])
  assert.equal(seen.life.commentBy, 4_102_444_800_000)
  const comment = { kind: "comment.made", facts: { who: "respondent 1" }, text: "Not so." } as const
  assert.equal((await actAs(w, respondent, comment)).status, 204)
  await toState(w, "OUTCOME_NOTIFIED")
  assert.deepEqual((await seenBy(w, respondent)).life.may, ["appeal.filed"])
  const appeal = { kind: "appeal.filed", facts: { ground: "procedure" }, text: "Why." } as const
  assert.equal((await actAs(w, respondent, appeal)).status, 204)
  assert.deepEqual((await w.screen("noor")).life?.appeal.filed, ["respondent 1"])
  assert.deepEqual(await problem(await actAs(w, respondent, appeal)), [
    409,
    { problem: "not-now", fields: ["appeal-open"] },
  ])
})

test("an affected person who did not report decides about what is offered in their own mailbox", async () => {
  await using w = await world()
  await w.report()
  await w.open("noor")
  const sorted = await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })
  assert.equal(sorted.status, 201)
  const affected = await makeMailbox(w, "noor", "affected")
  const offer = { kind: "measure.proposed", facts: { n: 1, code: "M06" } } as const
  assert.equal(
    (await actTo(w, "noor", affected, { ...offer, text: "How it would be." })).status,
    201,
  )
  assert.deepEqual(
    (await seenBy(w, affected)).life.own?.life.measures.map(({ n, state }) => [n, state]),
    [[1, "PROPOSED"]],
  )
  assert.deepEqual(await readBy(w, affected), ["How it would be."])
  const yes = await actAs(w, affected, { kind: "measure.accepted", facts: { n: 1 } })
  assert.equal(yes.status, 204)
  assert.equal((await w.screen("noor")).life?.measures[0]?.state, "CONSENTED")
  const { own } = (await seenBy(w, affected)).life
  assert.equal(own?.life.measures[0]?.state, "CONSENTED")
  const asked = {
    kind: "measure.asked",
    facts: { n: own?.life.nextMeasure ?? 0, code: "M07" },
  } as const
  assert.equal((await actAs(w, affected, asked)).status, 204)
  const wish = { kind: "wish.said", facts: { path: "support" } } as const
  assert.equal((await actAs(w, affected, wish)).status, 204)
  const now = (await seenBy(w, affected)).life.own
  assert.deepEqual(
    [now?.life.wish, now?.life.nextMeasure, now?.life.measures.length],
    ["support", 3, 2],
  )
  const witness = await makeMailbox(w, "noor", "witness")
  assert.equal((await seenBy(w, witness)).life.own, null)
  assert.equal((await actAs(w, witness, wish)).status, 403)
})

test("the paper of one side never goes to another's mailbox", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  const others = [await makeMailbox(w, "noor", "witness"), await makeMailbox(w, "noor", "affected")]
  const wrong = [403, { problem: "not-yours", fields: ["room"] }]
  for (const other of others)
    assert.deepEqual(await problem(await actTo(w, "noor", other, notice)), wrong)
  const toHer = await w.act("noor", "notice.given", { n: 1 }, { room: "mailbox" })
  assert.deepEqual(await problem(toHer), wrong)
  const plan = { kind: "plan.told", facts: {} } as const
  assert.deepEqual(await problem(await actTo(w, "noor", respondent, plan)), wrong)
  assert.deepEqual(await readBy(w, respondent), [])
})

test("a mailbox is made by whoever opened the case, in order, with a code that nobody has", async () => {
  const { w, receipt } = await planned()
  await using _ = w
  const { body, id } = await opening(w, "noor", "witness")
  const make = async (change: object, as = "noor") =>
    problem(
      await w.request(`/desk/api/cases/${id}/mailboxes`, {
        ...{ method: "POST", as, body: JSON.stringify({ ...body, ...change }) },
      }),
    )
  assert.deepEqual(await make({}, "sam"), [404, { problem: "not-found" }])
  assert.deepEqual((await make({ number: 4 }))[0], 409)
  assert.deepEqual((await make({ party: "reporter" as Party }))[0], 400)
  assert.deepEqual((await make({ locator: "0".repeat(64) }))[0], 400)
  const taken = { locator: receipt.locator, auth: receipt.auth.vk }
  assert.deepEqual((await make(taken))[0], 409)
  assert.equal((await w.screen("noor")).parties.length, 1, "nothing is half written")
  assert.deepEqual(await make({}), [201, { number: 3 }])
})

test("a closed mailbox takes nothing more and stays readable; only its own case's team closes it", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  await actTo(w, "noor", respondent, { ...notice, text: "What is said." })
  const [id] = await w.desk("noor")
  const close = (as: string, number = 2) =>
    w.request(`/desk/api/cases/${id}/mailboxes/${number}/closure`, { method: "POST", as })
  assert.equal((await close("sam")).status, 404)
  assert.equal((await close("noor", 9)).status, 409)
  assert.equal((await close("noor")).status, 204)
  assert.equal((await close("noor")).status, 409)
  const seen = await seenBy(w, respondent)
  assert.deepEqual([seen.closedBy, seen.life.may], ["team", []])
  assert.deepEqual(await readBy(w, respondent), ["What is said."])
  assert.deepEqual(await problem(await writeAs(w, respondent, "more")), [
    409,
    { problem: "not-now", fields: ["mailbox"] },
  ])
})

test("a session of a party ends as a reporter's does, and erasing the case leaves nothing of the mailbox", async () => {
  const { w, respondent } = await planned()
  await using _ = w
  const token = await w.signIn(respondent.code)
  const asked = () => w.request("/api/mailbox", { headers: { authorization: `Bearer ${token}` } })
  assert.equal((await asked()).status, 200)
  await w.advance("16m")
  assert.deepEqual(await problem(await asked()), [401, { problem: "sign-in" }])
  await w.sql(
    `update case_file set state = 'CLOSED', life = life || '{"state":"CLOSED","closed":1}'::jsonb`,
  )
  await w.sql("update case_file set life = jsonb_set(life, '{hold}', '\"NONE\"')")
  const { caseId } = await w.screen("noor")
  await atomically(w.runtime, w.org, (tx) => eraseDue(tx, idOf<CaseId>(caseId)))
  for (const table of ["mailbox", "sealed_object"])
    assert.deepEqual(await w.sql(`select count(*)::int as n from ${table}`), [{ n: 0 }], table)
})
