import assert from "node:assert/strict"
import { test } from "node:test"
import { lead, openCase } from "./desk-lead.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

const it = company()
const scope = "Say that it belongs elsewhere"

test("a first signature is taken back before the second; the list is asked where a case stands", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  await using amina = await it.visit("/desk/cases")
  await using second = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await openCase(page)
  await lead(page, "Amina Bao")
  await lead(page, "Su Ran")
  await it.signIn(second.page, "Su Ran")
  await openCase(second.page)

  const dialog = page.getByRole("dialog")
  const sign = async (words: string) => {
    await press(page, scope)
    await dialog.getByLabel("The words, as the affected person reads them").fill(words)
    await dialog.getByRole("button", { name: scope }).click()
    await page.getByText("You signed. It waits for a second person.").waitFor()
  }
  await sign("This is for the canteen.")
  await sound(page, "signature-waits")
  await press(page, "Take my signature back")
  await page.getByText("Taken back. Nothing was done.").waitFor()
  await page.getByText("You signed. It waits").waitFor({ state: "detached" })
  assert.equal((await reporter.mine()).objects.length, 1, "the reporter was told nothing")
  await sign("We are sorry. The works council can help with this.")

  const seen = second.page
  await seen.getByRole("button", { name: "Sign too" }).waitFor()
  const banner = seen.locator(".banner", { hasText: "A second person signs the same" })
  await banner.getByText("The works council can help").waitFor()
  assert.equal(await banner.getByText("This is for the canteen.").count(), 0)
  await press(seen, "Sign too")
  await seen.getByText("Belongs elsewhere", { exact: true }).first().waitFor()
  const told = await reporter.mine()
  assert.equal(told.life.state, "NOT_IN_SCOPE")
  assert.equal(told.objects.length, 2, "told by the second signature")

  await report(it.demo, { level: "e3" })
  await page
    .getByRole("link", { name: /^Cases/ })
    .first()
    .click()
  await page.getByRole("heading", { level: 1, name: "Cases" }).waitFor()
  await page.getByRole("cell", { name: /Belongs elsewhere/ }).waitFor()
  await drawn(page.getByRole("row").getByRole("link"), 2)
  await page.getByLabel("Where it stands").selectOption({ label: "Belongs elsewhere" })
  await page.waitForFunction(() => document.querySelectorAll("tr a.row-link").length === 1)
  await sound(page, "list-by-state")
  await page.getByLabel("Where it stands").selectOption({ label: "Appeal" })
  await page.waitForFunction(() => document.querySelectorAll("tr a.row-link").length === 0)
})
