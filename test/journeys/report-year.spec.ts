import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { newReceipt, printReceipt, type Receipt } from "#crypto/receipt.ts"
import { push } from "#server/demo/clock.ts"
import { atomically } from "#server/runtime.ts"
import { launch } from "../browser.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { returned, said, shot } from "./report-pages.ts"
import { drawn } from "./drawn.ts"

const it = company()
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const hour = 3_600_000
const day = 24 * hour

test("on the seventh day one is asked how one is; what is not right has an owner, a day and an end", async () => {
  const code = newReceipt()
  const reporter = await report(it.demo, { level: "e4", code })
  const place = await taken("e4")
  const due = (await reporter.mine()).life.checkIns[0]?.due ?? 0
  await push(it.demo.runtime, due - (await reporter.mine()).now + hour)

  const her = await returned(browser, it.base, {
    language: "en",
    code: printReceipt(code),
    width: 320,
  })
  const asked = her.page.getByRole("region", { name: "How are you" })
  await asked.getByText(/^It has been 7 days\. Six short questions/).waitFor()
  await asked.getByRole("group", { name: "Are the measures kept?" }).getByLabel("Partly").check()
  await her.sound()
  await shot(her.page, "year-asked")
  await asked.getByRole("button", { name: "Send", exact: true }).click()
  await asked.getByText(/^Thank you\. Somebody reads it/).waitFor()
  await asked.getByText(/^We ask you again: /).waitFor()
  await shot(her.page, "year-said")

  await using amina = await it.visit(`${place}/after`)
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  const part = page.getByRole("region", { name: "Check-ins" })
  const row = part.getByRole("row").filter({ hasText: "7 after the report" })
  await row.getByText("protection is not kept").waitFor()
  await row.getByText(/^Answer by /).waitFor()
  await sound(page, "year-flag")
  await row.getByRole("button", { name: /^Note what was done about it/ }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox").fill("HR operations moved the desk today.")
  await sound(page, "year-answer")
  await dialog.getByRole("button", { name: "Note what was done about it" }).click()
  await part.getByText("HR operations moved the desk today.").waitFor()
  assert.equal(await row.getByText(/^Answer by /).count(), 0)
  const answered = (await reporter.mine()).owed.find(({ kind }) => kind === "duty:check-in-flag-1")
  assert.ok(answered?.met && answered.missed === null, "kept, and read as that on both sides")
  assert.deepEqual(her.faults, [])
  await her.context.close()
})

test("something changed: the protection officer is rung, a decision is frozen, and what was found is read on both sides", async () => {
  const code = newReceipt()
  const reporter = await report(it.demo, { level: "e3", code, lang: "zh" })
  await taken("e3")
  const her = await returned(browser, it.base, {
    language: "zh",
    code: printReceipt(code),
    width: 320,
  })
  const changed = her.page.getByRole("region", { name: "情况有变化" })
  await changed.getByRole("button", { name: "情况有变化" }).click()
  await her.page.getByText(/^正在通知专门负责保护的人/).waitFor()
  await her.sound()
  await shot(her.page, "changed-her")
  const told = (await reporter.mine()).owed
  const freeze = told.find(({ alert, kind }) => alert === "retaliation" && kind === "protection")
  assert.ok(freeze && freeze.met === null, "the freeze is promised")
  assert.ok(freeze.due - (await reporter.mine()).now <= day, "within a day")

  await using su = await it.visit("/desk/now")
  const { page } = su
  await it.signIn(page, "Su Ran")
  await page
    .getByRole("heading", { name: "Something changed for a reporter, ringing you" })
    .waitFor()
  await page.getByText("Protection officer", { exact: true }).waitFor()
  await sound(page, "changed-rings")
  const rings = page.locator(".ringing").filter({ hasText: "Something changed for a reporter" })
  await rings.getByRole("button", { name: /Open and take it/ }).click()
  await page.getByRole("link", { name: "The year after", exact: true }).click()
  const part = page.getByRole("region", { name: /^Payback/ })
  await part.getByText("Being looked into").waitFor()
  const dialog = page.getByRole("dialog")
  await press(page, "Freeze the decision")
  await shot(page, "changed-freeze")
  await dialog
    .getByRole("textbox")
    .fill("The transfer of Lin Yao to the other shop, planned for Monday.")
  await sound(page, "changed-freeze")
  await dialog.getByRole("button", { name: "Freeze the decision" }).click()
  await part.getByText(/^A decision was frozen/).waitFor()
  await part.getByText("The transfer of Lin Yao to the other shop").waitFor()
  assert.equal(
    await part.getByText(/^Freeze any decision that may be payback, at the latest/).count(),
    0,
    "nothing is due any more",
  )
  const kept = (await reporter.mine()).owed.filter(({ alert }) => alert === "retaliation")
  assert.ok(kept.find(({ kind }) => kind === "protection")?.met, "the freeze is kept on both sides")
  await again(her, code)
  await her.page
    .getByText(/^暂停对您不利的决定$/)
    .first()
    .waitFor()
  await her.page.getByText("暂停了与您工作有关的决定").waitFor()
  await drawn(her.page.getByText("新情况的调查结论", { exact: true }), 1, "once")
  assert.equal(await her.page.getByText("The transfer of Lin Yao").count(), 0, "the desk's words")
  await her.sound()
  await shot(her.page, "changed-her-frozen")

  // The finding waits for a word about ties, and says so; then it is written in her own language.
  const found = part.getByRole("button", { name: "Note the finding" })
  assert.equal(await found.getAttribute("aria-disabled"), "true")
  await sound(page, "changed-frozen")
  await acts(page)
  await page.reload()
  await it.signIn(page, "Su Ran")
  await found.click()
  await dialog.getByRole("textbox").fill("调动是报复，不会执行。")
  await sound(page, "changed-found")
  await dialog.getByRole("button", { name: "Note the finding" }).click()
  await part.getByText("调动是报复，不会执行。").waitFor()
  assert.equal(await part.getByText(/^The finding is due/).count(), 0)
  await sound(page, "changed-done")
  const after = await reporter.mine()
  assert.equal(after.life.retaliation, "SUBSTANTIATED")
  assert.deepEqual(
    after.owed
      .filter(({ alert, met }) => alert === "retaliation" && met === null)
      .map(({ kind }) => kind),
    ["first-contact"], // Su has written a finding, and has not spoken with them
  )
  await again(her, code)
  await her.page.getByText("调动是报复，不会执行。").waitFor()
  await her.sound()
  await shot(her.page, "changed-her-found")
  assert.deepEqual(her.faults, [])
  await her.context.close()

  // Nobody answers on the seventh day: the desk says what is overdue, and whose part it is.
  await checkInIsLate()
  await page.goto(`${it.base}${new URL(page.url()).pathname.replace(/\/after$/, "")}`)
  await it.signIn(page, "Su Ran")
  const silent = page.getByRole("listitem").filter({ hasText: "Check-in 1: asked again" }).last()
  await silent.getByText("overdue").waitFor()
  await silent.getByText(/^Protection officer · Not done yet\./).waitFor()
  await sound(page, "year-silent")
})

/** Nobody answered the first check-in; a pushed clock would ring every bell of a fortnight on the way. */
async function checkInIsLate(): Promise<void> {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  await atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), async ({ client }) => {
    await client.query(
      "update deadline set due_at = tocsin_now() - interval '1 hour' where kind = 'duty:check-in-1'",
    )
  })
}

/** Amina opens the case of a level, writes to whoever reported, and leaves. Says where the case is. */
async function taken(level: string): Promise<string> {
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  const row = page.getByRole("row").filter({ has: page.getByText(level, { exact: true }) })
  await row.getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  return new URL(page.url()).pathname
}

/** The reporter comes back with the code. */
async function again({ page, press: tap }: Awaited<ReturnType<typeof returned>>, code: Receipt) {
  await page.reload()
  await page.getByRole("textbox").fill(printReceipt(code))
  await tap(said.zh.open)
  await page.locator("#stands").waitFor()
}

/** What the form for ties does: no tie holds. */
async function acts(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const id = location.pathname.split("/")[3]
    const act = JSON.stringify({ kind: "ties.declared", facts: { ties: [] } })
    const headers = { "x-tocsin": "desk", "x-tocsin-act": act }
    return (await fetch(`/desk/api/cases/${id}/acts`, { method: "POST", headers })).status
  })
  assert.equal(status, 201)
}
