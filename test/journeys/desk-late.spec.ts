import assert from "node:assert/strict"
import { test } from "node:test"
import { push } from "#server/demo/clock.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("protection is late: the tier above hears only that; the reporter's yes opens the case to them", async () => {
  const reporter = await report(it.demo, { without: ["Ren Tao"] })
  const place = await answered()
  await push(it.demo.runtime, 2 * 3_600_000)
  const [quiet] = (await reporter.mine()).quiet
  assert.deepEqual([quiet?.kind, quiet?.allowedAt], ["protection", null])
  assert.ok(!quiet?.people.some((one) => one.firstName === "Ren"), "Ren must not see it")

  await using su = await it.visit("/desk/now")
  await it.signIn(su.page, "Su Ran")
  await su.page.getByRole("heading", { name: "Overdue elsewhere" }).waitFor()
  await su.page.getByText(/^Protection decided together, .* late$/).waitFor()
  const row = su.page.getByRole("link", { name: "Protection decided together", exact: true })
  assert.equal(await row.count(), 0, "what is late is said, and no case is shown")
  await sound(su.page, "now-overdue")

  const yes = { alert: "report", deadline: "protection" }
  assert.equal((await reporter.press("allowances", yes)).status, 204)
  await su.page.getByRole("heading", { name: "Overdue elsewhere" }).waitFor({ state: "detached" })
  await row.click()
  await press(su.page, "Open and take it")
  await su.page.getByText("After the dinner he followed me to my floor.").first().waitFor()
  assert.equal((await reporter.mine()).owner, "Amina Bao", "whoever answers still answers")

  await using amina = await it.visit(place)
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  const line = page.getByRole("region", { name: /^What happened/ })
  await line.getByText("Su Ran told that this is late: Protection decided together").waitFor()
  await line
    .getByText(
      "Protection decided together: late. The reporter let those who were rung about it read the case",
    )
    .waitFor()
  await sound(page, "case-late")
  await page.locator('header .lang button[lang^="zh"]').click()
  await page
    .getByText("和您一起确定保护措施：未按时做到。报告人同意为此被呼叫的人查看本案", {
      exact: true,
    })
    .waitFor()
})

/** Amina takes the case, writes, and closes her browser: in two idle hours her session ends. Says where the case is. */
async function answered(): Promise<string> {
  await using amina = await it.visit("/desk/now")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()
  await page.locator("#main").focus()
  await page.keyboard.press("o")
  await page.getByRole("heading", { name: "What was told" }).waitFor()
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  return new URL(page.url()).pathname
}
