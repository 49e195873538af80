import assert from "node:assert/strict"
import { test } from "node:test"
import { report } from "./desk-report.ts"
import { company, press, sound, withPasskeys } from "./desk-visit.ts"

const it = company()

test("a lost connection is said, a session that ended comes back to the same place, keys can be switched off", async () => {
  await using amina = await it.visit("/desk/cases?all")
  const { page, context } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  await context.setOffline(true)
  await page.getByText("No connection to the server.").waitFor()
  await sound(page, "offline")
  await context.setOffline(false)
  await page.getByText("No connection to the server.").waitFor({ state: "detached" })

  await context.clearCookies()
  await press(page, "Closed ones too")
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  assert.match(page.url(), /\/desk\/cases\?all$/)

  await page.locator("#main").focus()
  await page.keyboard.press("?")
  await sound(page, "all-keys")
  await page.getByLabel("Single keys act on this desk").uncheck()
  await page.keyboard.press("Escape")
  await page.locator("#main").focus()
  await page.keyboard.press("l")
  await page.keyboard.press("g")
  await page.keyboard.press("n")
  await page.getByRole("heading", { name: "Cases" }).waitFor()

  await press(page, "Light")
  await sound(page, "cases-light")
  await page.getByRole("link", { name: "Now", exact: false }).first().click()
  await page.getByText("On call now").waitFor()
  await sound(page, "now-light")
})

test("l locks every tab at once and the place stays; a passkey signs in and unlocks in one prompt", async () => {
  await using chen = await it.visit("/desk/cases")
  const { page, context } = chen
  await withPasskeys(chen)
  await it.signIn(page, "Chen Wei")
  await page.getByRole("button", { name: "English" }).click()
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  const other = await context.newPage()
  await other.goto(page.url())
  await it.signIn(other, "Chen Wei")
  await other.getByRole("heading", { name: "Cases" }).waitFor()
  await page.bringToFront()
  await page.locator("#main").focus()
  await page.keyboard.press("l")
  await page.getByRole("heading", { name: "Locked" }).waitFor()
  await other.getByRole("heading", { name: "Locked" }).waitFor()
  await other.close()
  await report(it.demo)
  await page.getByText(/reports? (is|are) ringing\./).waitFor() // a locked desk still rings
  assert.match(page.url(), /\/desk\/cases$/)
  await sound(page, "locked")
  await it.signIn(page, "Chen Wei")
  await page.getByRole("heading", { name: "Cases" }).waitFor()

  await page.goto(`${it.base}/desk/me`)
  await it.signIn(page, "Chen Wei")
  await press(page, "Make a passkey on this device")
  await page
    .getByText(/^made .*opened your key in a trial/)
    .nth(2)
    .waitFor()
  await press(page, "Sign out")
  await press(page, "Sign in with your passkey")
  await page.getByText("Ways to your key").waitFor()
  await page.getByRole("link", { name: /Now/ }).click()
  await page.getByText("On call now").waitFor()
})

test("ten idle minutes lock the desk, and the page behind stays", async () => {
  await using su = await it.visit("/desk/now")
  const { page } = su
  await page.clock.install()
  await page.reload()
  await it.signIn(page, "Su Ran")
  await page.getByText("On call now").waitFor()
  await page.clock.fastForward("09:00")
  await page.mouse.move(5, 5)
  await page.mouse.down()
  await page.mouse.up()
  await page.clock.fastForward("09:00")
  await page.getByText("On call now").waitFor()
  await page.clock.fastForward("02:00")
  await page.getByRole("heading", { name: "Locked" }).waitFor()
  assert.match(page.url(), /\/desk\/now$/)
})
