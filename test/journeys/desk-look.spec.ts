import assert from "node:assert/strict"
import { test } from "node:test"
import type { Locator, Page } from "playwright-core"
import { clean } from "./axe.ts"
import { report } from "./desk-report.ts"
import { company, press } from "./desk-visit.ts"

const it = company()

test("read from the right, nothing scrolls sideways, the order of places turns round, and what is measured does not", async () => {
  await report(it.demo, { level: "e4" })
  await using amina = await it.visit("/desk/now")
  const { page, context } = amina
  await context.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => (document.documentElement.dir = "rtl"))
  })
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()
  const nav = await boxOf(page.getByRole("navigation"))
  const main = await boxOf(page.getByRole("main"))
  assert.ok(nav.x >= main.x + main.width, "the places stand at the right")
  const clock = page.locator("header time").first()
  assert.equal(await clock.evaluate((time) => getComputedStyle(time).unicodeBidi), "plaintext")
  await narrowAndWide(page, "now")
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  const owed = await boxOf(page.getByRole("heading", { name: "What we owe" }))
  const mailbox = await boxOf(page.getByRole("heading", { name: "Mailbox" }))
  assert.ok(owed.x > mailbox.x, "the columns of a case begin at the right")
  await narrowAndWide(page, "case")
  await page.getByRole("link", { name: "You", exact: true }).click()
  await page.getByRole("heading", { name: "How you are rung" }).waitFor()
  await narrowAndWide(page, "you")
  await page.getByRole("link", { name: "Path", exact: true }).click()
  await page.getByRole("heading", { name: "1 Duty" }).waitFor()
  await narrowAndWide(page, "path")
})

test("in colours that the system sets, each state keeps its fill, and what floats has an edge", async () => {
  await report(it.demo, { level: "e4" })
  await using chen = await it.visit("/desk/now")
  const { page } = chen
  await page.emulateMedia({ forcedColors: "active", contrast: "more" })
  await it.signIn(page, "Amina Bao")
  const ringing = page.getByRole("region", { name: "A report, ringing you" }).first()
  await ringing.waitFor()
  const knots = ringing.locator(".ladder > li")
  const ring = await before(knots.and(page.locator("[data-s=ring]")).first())
  const owed = await before(knots.and(page.locator("[data-s=owed]")).first())
  assert.notEqual(ring, owed, "who is rung now is told from who comes later")
  await clean(page, "now", { but: ["color-contrast"] }) // the colours are the reader's own
  await page.locator("#main").focus()
  await page.keyboard.press("?")
  const edge = await page
    .getByRole("dialog")
    .evaluate((dialog) => getComputedStyle(dialog).borderTopWidth)
  assert.equal(edge, "2px")
  await clean(page, "all keys", { but: ["color-contrast"] })
  await page.keyboard.press("Escape")
  await page.locator("#main:focus").waitFor() // the focus is back where it was
  await page.keyboard.press("Tab")
  await page.locator(":focus:not(#main)").waitFor()
  const outline = await page.locator(":focus").evaluate((one) => getComputedStyle(one).outlineStyle)
  assert.equal(outline, "solid", "what has the focus is seen")
})

test("a case on paper is dark on white, with its zone, and without anything to press or fill in", async () => {
  await report(it.demo, { level: "e4" })
  await using amina = await it.visit("/desk/now")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark")
  await page.emulateMedia({ media: "print" })
  const ink = await page
    .getByRole("heading", { name: "What we owe" })
    .evaluate((one) => getComputedStyle(one).color)
  assert.equal(ink, "rgb(0, 0, 0)")
  await page.locator("header").getByText("+08:00").waitFor()
  for (const role of ["button", "textbox", "navigation"] as const)
    assert.equal(await page.getByRole(role).count(), 0, role)
  await page.getByText("After the dinner he followed me to my floor.").first().waitFor()
})

/** How the knot before a line is filled. */
function before(line: Locator): Promise<string> {
  return line.evaluate((one) => getComputedStyle(one, "::before").backgroundColor)
}

async function boxOf(of: Locator): Promise<{ x: number; width: number }> {
  const box = await of.boundingBox()
  assert.ok(box)
  return box
}

/** In both languages' lengths of words, at both widths. */
async function narrowAndWide(page: Page, name: string): Promise<void> {
  await clean(page, name)
  for (const _language of ["en", "zh"]) {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      // From the right, what sticks out does so at the left.
      const out = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(out <= 0, `${name} scrolls sideways by ${out} at ${width}`)
    }
    await page.locator("header .lang button[lang]").click()
  }
}
