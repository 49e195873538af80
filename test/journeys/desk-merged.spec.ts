import assert from "node:assert/strict"
import { test } from "node:test"
import { lead, openCase } from "./desk-lead.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

const it = company()
const join = "Join with another case"

test("two cases that go together are walked between by whoever holds both, and by nobody else", async () => {
  await report(it.demo, { level: "e1" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await openCase(page)
  const first = page.url()
  await lead(page, "Amina Bao")
  await lead(page, "Su Ran")
  await using su = await it.visit("/desk/cases")
  await it.signIn(su.page, "Su Ran")
  await openCase(su.page)
  await report(it.demo, { level: "e1", without: ["Su Ran"] })
  await page
    .getByRole("link", { name: /^Cases/ })
    .first()
    .click()
  await page.waitForFunction(() => document.querySelectorAll("tr a.row-link").length === 2)
  const links = await page
    .locator("tr a.row-link")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""))
  const second = links.find((href) => !first.endsWith(href)) ?? ""
  await page.locator(`a[href="${second}"]`).click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page
    .getByRole("link", { name: /^Cases/ })
    .first()
    .click()
  await page.locator(`a[href="${new URL(first).pathname}"]`).click()
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()

  const dialog = page.getByRole("dialog")
  await press(page, join)
  await dialog.getByLabel("Which case it goes together with").selectOption({ index: 1 })
  await dialog.getByLabel("What should be kept about it").fill("The same dinner.")
  await sound(page, "merge")
  await dialog.getByRole("button", { name: join }).click()
  await page.getByText("You signed. It waits for a second person.").waitFor()

  await press(su.page, "Sign too")
  await su.page.getByText("It is joined with a case that you do not hold.").waitFor()
  assert.equal(await su.page.getByText("Joined with:").count(), 0)
  await su.page
    .getByRole("link", { name: /^Cases/ })
    .first()
    .click()
  await su.page.locator("tr a.row-link").first().waitFor()
  await drawn(su.page.locator("tr a.row-link"), 1, "the other case is not there")

  await page.getByText("Joined with:").waitFor()
  await sound(page, "merged")
  await page.locator(`p a[href="${second}"]`).click()
  await page.waitForURL(`**${second}`)
  await page.locator(`p a[href="${new URL(first).pathname}"]`).click()
  await page.waitForURL(first)
  await press(page, "Take apart again")
  await dialog.getByRole("button", { name: "Take apart again" }).click()
  await page.getByText("Joined with:").waitFor({ state: "detached" })
})
