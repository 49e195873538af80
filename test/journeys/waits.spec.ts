import assert from "node:assert/strict"
import { test } from "node:test"
import { push } from "#server/demo/clock.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { noAppeal } from "#core/life/life.ts"
import { comeWith, lateCase, nameSomebody, parts } from "./late-case.ts"

const it = company()
const minute = 60_000
const day = 24 * 60 * minute

test("a promise is missed: it is answered for, two from outside the line decide, and before that nothing is closed", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  const late = await lateCase(it, reporter.caseId)
  // Nobody of the company opens it: it climbs to those outside. Orla Finch takes it and writes nothing.
  await push(it.demo.runtime, 6 * minute)
  await (await late.opens("Orla Finch"))[Symbol.asyncDispose]()
  await push(it.demo.runtime, 5 * minute)
  const missed = (await late.life()).failures
  assert.deepEqual(
    missed.map(({ of, person }) => [of, person]),
    [
      ["opening", null],
      ["first-contact", late.id("Orla Finch")],
    ],
  )
  const now = Date.now()
  const past = now - 200 * day
  await late.becomes({
    ...parts(late, ["lead", "Orla Finch"], ["watch", "Kofi Mensah"], ["watch", "Ito Sae"]),
    ...{ state: "MONITORING", since: past, told: { reporter: past }, lessons: past },
    lastWord: { asked: past, given: past },
    appeal: { ...noAppeal, state: "EXPIRED", until: past },
    failures: missed.map((one) => (one.n === 1 ? { ...one, outcome: "system-mended" } : one)),
  })

  await using orla = await late.comesTo("Orla Finch")
  const { page } = orla
  await page.getByText(/steps? opens? later/).click()
  const closing = page.getByRole("listitem").filter({ hasText: "Close the case" })
  await closing.getByText("Opens when every failure to act is decided.").waitFor()
  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  const failures = page.getByRole("region", { name: "Failure to act" })
  await failures.getByText("The rule or the system is mended").waitFor()
  assert.equal(await failures.getByText("First contact").count(), 0, "hers is not hers to read")
  await sound(page, "failures-open")

  await using kofi = await late.opens("Kofi Mensah")
  await kofi.page.getByRole("link", { name: "Outcome", exact: true }).click()
  const line = kofi.page
    .getByRole("region", { name: "Failure to act" })
    .getByRole("listitem")
    .filter({ hasText: "First contact" })
  await line.getByRole("button", { name: /^Note the answer/ }).click()
  const answer = kofi.page.getByRole("dialog")
  await answer.getByRole("textbox").fill("She read it at 07:25 and wrote to nobody.")
  await answer.getByRole("button", { name: "Note the answer" }).click()
  await line.getByText("She read it at 07:25 and wrote to nobody.").waitFor()
  await kofi.page.getByRole("button", { name: "Decide what follows, 2" }).click()
  const decision = kofi.page.getByRole("dialog")
  await decision.getByLabel("What follows").selectOption({ label: "Trained again" })
  await decision
    .getByLabel(/^Reasons/)
    .fill("She knew the rule. The first message is ready-made now.")
  await sound(kofi.page, "failure-decide")
  await decision.getByRole("button", { name: "Decide what follows" }).click()
  await kofi.page.getByRole("dialog").waitFor({ state: "detached" })
  await line.getByText("not decided").waitFor()
  await using ito = await late.opens("Ito Sae")
  await ito.page.getByText("Failure to act 2 was decided: Trained again").first().waitFor()
  await sound(ito.page, "failure-sign")
  await press(ito.page, "Sign too")
  await ito.page.getByText("Kept.", { exact: true }).waitFor()
  await line.getByText("Trained again").waitFor()
  await page.getByRole("link", { name: "The case", exact: true }).click()
  await page.getByRole("button", { name: "Close the case" }).waitFor()
  for (const words of ["ready-made now", "wrote to nobody", "Trained again"])
    assert.equal(await page.getByText(words).count(), 0, words)
})

test("the police ask to wait: it is said in plain words, looked at again, ended, and changes nothing inside", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  const late = await lateCase(it, reporter.caseId)
  await using amina = await late.opens("Amina Bao")
  const code = await nameSomebody(amina.page, "Ma Jun, head of sales")
  await using ren = await late.opens("Ren Tao")
  const before = await late.life()
  const person = before.respondents[0]
  assert.ok(person)
  await late.becomes({
    ...parts(late, ["lead", "Amina Bao"], ["legal", "Ren Tao"], ["sponsor", "Su Ran"]),
    state: "INVESTIGATING",
    respondents: [{ ...person, noticed: Date.now(), answered: Date.now() }],
  })
  await ren.page.reload()
  await it.signIn(ren.page, "Ren Tao")
  const dialog = ren.page.getByRole("dialog")
  await press(ren.page, "Wait, as the police ask")
  await sound(ren.page, "wait-form")
  await dialog.getByRole("textbox").fill("Letter of the prosecutor, 24 November: no interviews.")
  await dialog.getByRole("button", { name: "Wait, as the police ask" }).click()
  await ren.page.getByText("Parts wait for the police", { exact: true }).first().waitFor()

  await using back = await it.visit("/return", 390)
  await comeWith(back.page, reporter.code)
  await back.page
    .getByText("Parts of it wait, because the police asked for it in writing.")
    .waitFor()
  await sound(back.page, "wait-reporter")
  await using jun = await it.visit("/answer", 390)
  await comeWith(jun.page, code)
  await press(jun.page, "Later")
  assert.doesNotMatch(await jun.page.locator("main").innerText(), /police|prosecutor|wait/i)

  const inside = await late.life()
  const { police } = inside
  assert.ok(police.waiting)
  const long = police.waiting.since - 61 * day
  await press(ren.page, "Look at the waiting again")
  await dialog.getByRole("textbox").fill("Asked the prosecutor again: they still need it.")
  await dialog.getByRole("button", { name: "Look at the waiting again" }).click()
  await dialog.waitFor({ state: "detached" })
  const again = (await late.life()).police.waiting
  assert.ok(again && again.reviewed > again.since)

  await amina.page.getByRole("link", { name: "The case", exact: true }).click()
  await press(amina.page, "Go on with the investigation")
  await amina.page
    .getByRole("dialog")
    .getByText("The police say in writing that nothing has to wait any more.")
    .waitFor()

  await using su = await late.opens("Su Ran")
  await press(su.page, "Go on with the investigation")
  const end = su.page.getByRole("dialog")
  await end.getByRole("textbox").fill("Sixty days are enough.")
  await end
    .getByLabel("Why it goes on")
    .selectOption({ label: "60 days are over, and the sponsor decides" })
  await end.getByText("or after 60 days for the sponsor").waitFor()
  await sound(su.page, "wait-end")
  await late.becomes({ police: { ...police, waiting: { since: long, reviewed: again.reviewed } } })
  await su.page.reload()
  await it.signIn(su.page, "Su Ran")
  await press(su.page, "Go on with the investigation")
  await end.getByRole("textbox").fill("Sixty days are enough.")
  await end
    .getByLabel("Why it goes on")
    .selectOption({ label: "60 days are over, and the sponsor decides" })
  await end.getByRole("button", { name: "Go on with the investigation" }).click()
  await su.page.getByText("Investigation under way", { exact: true }).first().waitFor()
  const after = await late.life()
  assert.deepEqual(
    [after.state, after.police.waiting, after.allegations, after.respondents],
    ["INVESTIGATING", null, inside.allegations, inside.respondents],
  )
  await back.page.reload()
  await comeWith(back.page, reporter.code)
  await back.page.getByText("An investigation is under way. Both sides are heard.").waitFor()
})
