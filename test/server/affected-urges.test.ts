import assert from "node:assert/strict"
import { test } from "node:test"
import { startSmtp } from "../servers/smtp.ts"
import { makeMailbox, type Outside, seenBy, writeTo } from "../world/party.ts"
import { world, type World, type WorldWith } from "../world.ts"

/** Somebody reported for another person, who has a mailbox of their own. */
async function apart(wanted: WorldWith = {}) {
  const w = await world(wanted)
  const { receipt } = await w.report({ level: "e3", text: "told by somebody else" })
  await w.open("noor")
  assert.equal(
    (await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })).status,
    201,
  )
  const affected = await makeMailbox(w, "noor", "affected")
  return { w, receipt, affected }
}

const urge = (w: World, who: Outside, path: string, json?: unknown, method = "POST") =>
  w.reporter(who.code, `/mailbox/${path}`, json, method)
const own = async (w: World, who: Outside) => {
  const { life } = await seenBy(w, who)
  assert.ok(life.own)
  return life.own
}

test("an affected person who did not report makes it more urgent and says that nobody came", async () => {
  const { w, receipt, affected } = await apart()
  await using _ = w
  const before = await w.rung()
  assert.equal((await own(w, affected)).level, "e3")
  assert.equal((await urge(w, affected, "level", { level: "e3" }, "PUT")).status, 409)
  assert.equal((await urge(w, affected, "level", { level: "e1" }, "PUT")).status, 204)
  assert.equal((await own(w, affected)).level, "e1")
  assert.equal((await urge(w, affected, "level", { level: "e2" }, "PUT")).status, 409, "never less")
  assert.equal((await urge(w, affected, "neglect")).status, 204)
  const { state, next } = await own(w, affected)
  assert.ok(state === "ringing" && next, "and it is said who is rung next")
  assert.ok((await w.rung()).length > before.length)
  const events = (await w.screen("noor")).timeline
  for (const kind of ["level.raised", "alert.neglected"])
    assert.equal(events.find((one) => one.kind === kind)?.facts["by"], "affected", kind)
  const told = (await w.mine(receipt)).timeline.map(({ kind }) => kind)
  assert.ok(!told.includes("level.raised") && !told.includes("alert.neglected"))
})

test("they say who must not see it: from then on that person has nothing of it, and the last one stays", async () => {
  const { w, receipt, affected } = await apart({ path: [["noor"], ["sam"]] })
  await using _ = w
  const names = async () => (await own(w, affected)).keys.map(({ name }) => name)
  assert.deepEqual([...new Set(await names())].toSorted(), ["noor", "sam"])
  assert.ok(!JSON.stringify((await own(w, affected)).keys).includes("sha256"))
  const out = (name: string) => urge(w, affected, "exclusions", { person: w.person(name).id })
  assert.equal((await out("sam")).status, 204)
  assert.deepEqual([...new Set(await names())], ["noor"])
  assert.deepEqual(await w.desk("sam"), [])
  assert.equal((await out("noor")).status, 409, "somebody has to be left who can read it")
  const said = (await w.mine(receipt)).timeline
  assert.ok(!said.some(({ kind }) => kind === "person.excluded"), "that is theirs")
})

test("protection is late: with their yes the tier above reads it", async () => {
  const { w, receipt, affected } = await apart()
  await using _ = w
  await w.say("noor", "message", "I am here.")
  await w.advance("2d")
  const [late] = (await own(w, affected)).quiet
  assert.equal(late?.kind, "protection")
  assert.ok(late.people.length > 0)
  assert.deepEqual(
    (await w.mine(receipt)).quiet,
    [],
    "how they are protected is not the reporter's",
  )
  const yes = { alert: late.alert, deadline: late.kind }
  assert.equal((await urge(w, affected, "allowances", yes)).status, 204)
  assert.ok((await own(w, affected)).quiet[0]?.allowedAt)
  assert.equal((await w.desk("sam")).length, 1)
})

test("their reminder is their own: what is written to the reporter does not send it, and it ends with the mailbox", async () => {
  await using post = await startSmtp()
  const { w, affected } = await apart({ env: { smtpUrl: post.url } })
  await using _ = w
  const address = "still-otter-7@mail.example"
  const wanted = { address, lang: "en", zone: "UTC", hour: 5 }
  assert.equal((await urge(w, affected, "reminder", wanted, "PUT")).status, 204)
  assert.equal((await own(w, affected)).reminder.asked?.address, address)
  await w.deliver()
  assert.equal(post.letters.length, 1, "the first one shows how it looks")
  await w.say("noor", "message", "To whoever reported.")
  await w.advance("25h")
  assert.equal(post.letters.length, 1)
  await writeTo(w, "noor", affected, "To whom it happened.")
  await w.advance("25h")
  assert.equal(post.letters.length, 2)
  assert.equal((await urge(w, affected, "closure")).status, 204)
  assert.deepEqual(await w.sql("select 1 from reminder"), [])
})

test("to a witness, to somebody named and behind a closed mailbox none of it is there", async () => {
  const { w, affected } = await apart()
  await using _ = w
  const asked: [string, unknown?, string?][] = [
    ["neglect"],
    ["level", { level: "e1" }, "PUT"],
    ["exclusions", { person: w.person("noor").id }],
    ["allowances", { alert: "report", deadline: "protection" }],
    ["reminder", { address: "a@mail.example", lang: "en", zone: "UTC", hour: 9 }, "PUT"],
    ["reminder", undefined, "DELETE"],
  ]
  for (const party of ["witness", "respondent"] as const) {
    const other = await makeMailbox(w, "noor", party)
    for (const [path, json, method] of asked)
      assert.equal((await urge(w, other, path, json, method)).status, 404, `${party} ${path}`)
    assert.equal((await seenBy(w, other)).life.own, null)
  }
  assert.equal((await urge(w, affected, "closure")).status, 204)
  for (const [path, json, method] of asked)
    assert.equal((await urge(w, affected, path, json, method)).status, 409, path)
  assert.equal((await w.screen("noor")).row.level, "e3")
})
