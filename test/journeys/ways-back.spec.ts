import assert from "node:assert/strict"
import { test } from "node:test"
import { noAppeal } from "#core/life/life.ts"
import { report } from "./desk-report.ts"
import { outsider } from "./outside.ts"
import { company, press, sound } from "./desk-visit.ts"
import { comeWith, lateCase, nameSomebody, parts, type LateCase } from "./late-case.ts"

const it = company()

test("two say that it belongs elsewhere, the reporter says that it does not, and others look again", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  const late = await lateCase(it, reporter.caseId)
  await using amina = await late.opens("Amina Bao")
  await using su = await late.opens("Su Ran")
  await late.becomes(parts(late, ["lead", "Amina Bao"], ["lead", "Su Ran"]))
  await amina.page.reload()
  const scope = "Say that it belongs elsewhere"
  const words = "We are sorry. The works council can help with this."
  await it.signIn(amina.page, "Amina Bao")
  await press(amina.page, scope)
  const dialog = amina.page.getByRole("dialog")
  await dialog.getByLabel("The words, as the affected person reads them").fill(words)
  await dialog.getByRole("button", { name: scope }).click()
  await amina.page.getByText("You signed. It waits for a second person.").waitFor()
  await press(su.page, "Sign too")
  await su.page.getByText("Belongs elsewhere", { exact: true }).first().waitFor()

  await using back = await it.visit("/return", 390)
  const { page } = back
  await comeWith(page, reporter.code)
  await page.getByText(words).waitFor()
  await page.getByText("We think that this belongs elsewhere.").waitFor()
  await sound(page, "scope-reporter")
  await press(page, "It does belong here")
  await page.getByText("Noted. It is taken up again.").waitFor()
  await page.getByText("Somebody has opened it").waitFor()
  assert.equal((await late.life()).state, "TRIAGE")
  await su.page.getByText("It was said to belong here after all").first().waitFor()
  await su.page.getByText(/steps? opens? later/).click()
  await su.page
    .getByRole("listitem")
    .filter({ hasText: scope })
    .getByText("Opens for somebody else: you said so before")
    .waitFor()
})

test("both sides appeal; somebody who was not involved decides, both read it, and what rested on the decision falls", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  const late = await lateCase(it, reporter.caseId)
  await using amina = await late.opens("Amina Bao")
  const { page } = amina
  const code = await nameSomebody(page, "Ma Jun, head of sales")
  await decided(late)
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  await press(page, "Enter: no rehire, 1")
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Family name").fill("Ma")
  await dialog.getByLabel("Given name").fill("Jun")
  await dialog.getByLabel("Date of birth").fill("1980-02-03")
  await dialog.getByLabel("Clause of the policy").fill("4.2")
  const said = (await dialog.getByText(/^Code: /).innerText()).match(/[0-9A-Z]{4}( [0-9A-Z]{4}){3}/)
  await dialog.getByRole("button", { name: "Enter it" }).click()
  await page.getByText("not to be taken on again, since").waitFor()

  // As it is when it was opened again and told anew: both may appeal.
  await late.becomes({ appeal: { ...noAppeal, state: "OPEN", until: Date.now() + 9 * day } })
  const jun = await outsider(it.base, code)
  assert.equal(await jun.act("appeal.filed", { ground: "bias" }, "One of them knows me."), 204)
  await using back = await it.visit("/return", 390)
  await comeWith(back.page, reporter.code)
  await back.page.getByText("Somebody appealed.").waitFor()
  await back.page.getByRole("radio", { name: "There is something new" }).check()
  await back.page.locator("#text-appeal").fill("A second film was found.")
  await press(back.page, "Send the appeal")
  await back.page.getByText("Send the appeal now?").waitFor()
  await press(back.page, "Send the appeal")
  await back.page.locator("#text-appeal").waitFor({ state: "detached" })
  assert.deepEqual((await late.life()).appeal.filed, ["respondent 1", "affected"])

  const region = page.getByRole("region", { name: "Appeal", exact: true })
  await region.getByText("A second film was found.").waitFor()
  await region.getByText("Person named 1 and Affected person appealed.").waitFor()
  await sound(page, "appeal-filed")
  await page.getByRole("link", { name: "The case", exact: true }).click()
  await press(page, "Give a part")
  await dialog.getByLabel("Part").selectOption({ label: "Appeal" })
  for (const [name, why] of [
    ["Su Ran", "Su Ran cannot: decided."],
    ["Orla Finch", "Orla Finch cannot: investigated."],
  ] as const) {
    await dialog.getByLabel("Who").selectOption({ label: name })
    await dialog.getByText(why).waitFor()
    const give = dialog.getByRole("button", { name: "Give a part" })
    assert.equal(await give.getAttribute("aria-disabled"), "true", name)
  }
  await sound(page, "appeal-barred")
  await dialog.getByLabel("Who").selectOption({ label: "Ren Tao" })
  await dialog.getByRole("button", { name: "Give a part" }).click()
  await page.getByText("Appeal: Ren Tao").waitFor()

  await using ren = await late.opens("Ren Tao")
  const { page: hearing } = ren
  const form = hearing.getByRole("dialog")
  await press(hearing, "Say what ties I have")
  await form.getByRole("button", { name: "None of these" }).click()
  await hearing.getByText("You said that no tie holds.").waitFor()
  await hearing.getByRole("link", { name: "Outcome", exact: true }).click()
  await press(hearing, "Decide the sanction, 1")
  await sound(hearing, "appeal-sanction")
  await form
    .getByRole("radio", { name: /^Final warning/ })
    .or(form.getByLabel(/^3/))
    .first()
    .check()
  await form.getByLabel(/^Reasons/).fill("The second film shows less than was thought.")
  await form.getByRole("button", { name: "Decide the sanction" }).click()
  await form.waitFor({ state: "detached" })
  await press(hearing, "Decide the appeal")
  await form.getByLabel("The decision").selectOption({ label: "The decision is taken back" })
  await form.getByLabel("Reasons").fill("Another decision takes its place.")
  await form.getByText("Opens when the entry that they are not taken on again is erased").waitFor()
  await sound(hearing, "appeal-entry-stands")
  await form.getByRole("button", { name: "Cancel" }).click()
  await press(hearing, "Erase the entry, 1")
  await form.getByLabel("The code of the entry").fill(said?.[0] ?? "")
  await form.getByRole("button", { name: "Erase the entry" }).click()
  await hearing.getByText("not to be taken on again, since").waitFor({ state: "detached" })
  await press(hearing, "Decide the appeal")
  await form.getByLabel("The decision").selectOption({ label: "The decision is taken back" })
  await form.getByLabel("Reasons").fill("Another decision takes its place.")
  await form.getByRole("button", { name: "Decide the appeal" }).click()
  await form.waitFor({ state: "detached" })
  assert.equal((await late.life()).state, "OUTCOME_NOTIFIED")

  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  for (const to of ["To the reporter", "To person named 1"]) {
    await press(page, `Write: ${to}`)
    await dialog.waitFor()
    for (const blank of await dialog.getByRole("textbox").all())
      if ((await blank.inputValue()) === "") await blank.fill("As decided on the appeal.")
    if (to === "To person named 1") await sound(page, "appeal-letter")
    await dialog.getByRole("button", { name: "It is sent" }).click()
    await dialog.waitFor({ state: "detached" })
  }
  assert.match((await jun.words()).at(-1) ?? "", /As decided on the appeal/)
  await back.page.reload()
  await comeWith(back.page, reporter.code)
  await back.page.getByText("As decided on the appeal.").first().waitFor()
  await back.page.getByText("It is decided. The outcome is written to you").waitFor()
})

const day = 24 * 3_600_000

/** Investigated by one, decided by two others, told to both; the time to appeal is over. */
async function decided(late: LateCase): Promise<void> {
  const past = Date.now() - 30 * day
  const [person] = (await late.life()).respondents
  assert.ok(person)
  const sanction = { level: 6, floor: "touching", deviates: false, at: past, done: null } as const
  await late.becomes({
    ...parts(late, ["lead", "Amina Bao"]),
    state: "OUTCOME_NOTIFIED",
    hands: {
      led: [late.id("Amina Bao")],
      investigated: [late.id("Orla Finch")],
      decided: [late.id("Su Ran"), late.id("Chen Wei")],
    },
    respondents: [{ ...person, noticed: past, answered: past, told: past, sanction }],
    allegations: [
      {
        ...{ n: 1, respondent: 1, at: past - day, finding: "SUBSTANTIATED" },
        ...{ evidence: 2, grade: "touching" },
      },
    ],
    told: { reporter: past },
    appeal: { ...noAppeal, state: "EXPIRED", until: past + day },
  })
}
