import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { openCase } from "./desk-lead.ts"
import { report } from "./desk-report.ts"
import { company, sound } from "./desk-visit.ts"
import { returned, shot } from "./report-pages.ts"

const it = company()
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

test("what should happen is said, changed and taken back by who reported; nothing closes, and both sides read where it stands", async () => {
  const code = newReceipt()
  const reporter = await report(it.demo, { level: "e3", code, lang: "zh" })
  await using amina = await it.visit("/desk/cases")
  await it.signIn(amina.page, "Amina Bao")
  const desk = amina.page
  await openCase(desk)
  const her = await returned(browser, it.base, {
    language: "zh",
    code: printReceipt(code),
    width: 320,
  })
  await her.page.getByText("已经有人打开，正在了解您最需要什么。").waitFor()
  await shot(her.page, "choice-trip")

  // Said, and seen at the desk while it is open; then changed.
  await her.page.getByRole("radio", { name: /^正式调查/ }).check()
  await her.page.getByRole("status").getByText("已记下。", { exact: true }).waitFor()
  assert.ok(await her.page.getByRole("radio", { name: /^正式调查/ }).isChecked())
  await desk.getByText("The affected person wants: A formal investigation.").waitFor()
  await her.page.getByRole("radio", { name: /^协商解决/ }).check()
  await desk.getByText("The affected person wants: An informal agreement.").waitFor()
  assert.equal((await reporter.mine()).life.state, "TRIAGE", "a wish alone moves nothing")

  // Looked at twice, and left alone the first time.
  await her.press("撤回我的报告")
  const sure = her.page.getByRole("group", { name: "要撤回您的报告吗？" })
  await sure.getByText(/^不会结案，也不会删除。/).waitFor()
  await sure.getByText("您可以改变主意。").waitFor()
  await her.sound()
  await shot(her.page, "choice-sure")
  await sure.getByRole("button", { name: "先不要" }).click()
  assert.equal((await reporter.mine()).life.withdrawn, null)
  await her.press("撤回我的报告")
  await sure.getByRole("button", { name: "撤回我的报告" }).click()
  await her.page.getByText("已记下。支持和保护照常。").waitFor()
  await her.page.getByText("为您提供支持和保护，不作调查。您随时可以改变。").waitFor()
  assert.equal(await her.page.getByRole("button", { name: "撤回我的报告" }).count(), 0, "not twice")
  await her.sound()
  await shot(her.page, "choice-back")
  const { life } = await reporter.mine()
  assert.equal(life.state, "SUPPORT_ONLY")
  assert.ok(life.withdrawn !== null)
  await shot(desk, "choice-desk")

  // The desk reads that it was taken back and goes on; what nobody asked is let go, and not called kept.
  await desk.getByText(/^They took the report back .+ It is not closed: support/).waitFor()
  await desk.getByText("Support without an investigation", { exact: true }).first().waitFor()
  const moves = desk.getByRole("button", { name: /^(Close|Approve|Begin)/ })
  assert.equal(await moves.count(), 0, "nothing closes it, and nothing formal begins")
  const owed = desk.getByRole("list").filter({ hasText: "Help with the police" }).first()
  assert.doesNotMatch(await owed.innerText(), /Safety questions asked/)
  const year = desk.getByRole("listitem").filter({ hasText: "Check-in 7:" }).last()
  const inAYear = new Date(life.since + 365 * 24 * 3_600_000).getUTCFullYear()
  assert.match(await year.innerText(), new RegExp(`${inAYear}`), "a day of next year says so")
  await sound(desk, "taken-back")

  // They change their mind in the other language, and the team owes a plan.
  const again = await returned(browser, it.base, {
    language: "en",
    code: printReceipt(code),
    width: 390,
  })
  await again.page
    .getByText("You have support and protection, without an investigation.")
    .first()
    .waitFor()
  await shot(again.page, "choice-en")
  await again.page.getByRole("radio", { name: /^An investigation/ }).check()
  await again.page.getByRole("status").getByText("Noted.", { exact: true }).waitFor()
  const changed = await reporter.mine()
  assert.deepEqual([changed.life.wish, changed.life.withdrawn], ["inquiry", null])
  const plan = changed.owed.find(({ kind }) => kind === "duty:plan-approved")
  assert.ok(plan && plan.met === null && plan.due > changed.now, "a plan is owed, by a day")
  await desk.getByText("The affected person wants: A formal investigation.").waitFor()
  assert.equal(await desk.getByText(/^They took the report back/).count(), 0)
  await shot(desk, "choice-desk-later")
  assert.deepEqual([...her.faults, ...again.faults], [])
  await Promise.all([her.context.close(), again.context.close()])
})
