import assert from "node:assert/strict"
import { test } from "node:test"
import type { CaseScreen } from "#wire/case.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("every act of a case: contact, measure, plan, note, card, level, key, handover, leaving", async () => {
  const reporter = await report(it.demo, { without: ["Ren Tao"], level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  await sound(page, "cases")
  await page.locator("#main").focus()
  await page.keyboard.press("/")
  await page.keyboard.type("ringing")
  const row = page.getByRole("row").filter({ has: page.getByText("e3", { exact: true }) })
  await row.waitFor()
  await row.getByRole("link").first().click()
  await page.getByRole("heading", { name: "You have not opened this case" }).waitFor()
  await sound(page, "case-sealed")
  assert.equal(
    await page.getByRole("button", { name: "Log contact" }).getAttribute("aria-disabled"),
    "true",
  )
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page.locator("#main").focus()

  await page.keyboard.press("c")
  const dialog = page.getByRole("dialog")
  await sound(page, "case-call")
  await dialog.getByLabel("By phone").check()
  await dialog.getByLabel("What you agreed on").fill("I ring again at 16:00.")
  await press(page, "Log it")
  await page.getByText("Logged. The reporter is asked").waitFor()
  assert.equal((await reporter.mine()).asked.length, 1)

  await page.locator("#main").focus()
  await page.keyboard.press("m")
  await dialog.getByLabel("Measure").selectOption("M01")
  const reads = dialog.getByRole("region", { name: "The reporter reads" })
  await reads.getByText(/Ma Jun may not contact you/).waitFor()
  await dialog.getByRole("button", { name: "Order it" }).click()
  await page.getByText("Ordered. The reporter can read it now.").waitFor()
  await dialog.getByRole("button", { name: "Done" }).click()

  await press(page, "Write the plan")
  await dialog.getByLabel("Plan for what happens next").fill("Monday: you and Orla talk.")
  await press(page, "Send the plan")
  await page.getByText("Sent. The plan is met.").waitFor()
  const kinds = (await reporter.mine()).objects.map(({ kind }) => kind)
  assert.deepEqual(kinds, ["report", "call", "measure", "plan"])

  await page.getByLabel("Note", { exact: true }).fill("Her manager is on leave.")
  await press(page, "Keep the note")
  await page.getByText("Her manager is on leave.").waitFor()
  await page.locator("#main").focus()
  await page.keyboard.press("f")
  await press(page, /^Done: /)
  await page.getByText(/Done Amina Bao/).waitFor()

  await press(page, "First safety questions")
  await dialog.getByLabel(/^Does the person have power/).selectOption("yes")
  await press(page, "Keep the answers")
  await page.getByText("Kept as a note of the team.").waitFor()
  await page.getByRole("link", { name: "The case", exact: true }).click()

  await page.locator("#main").focus()
  await page.keyboard.press("r")
  await dialog.getByRole("radio").nth(1).check()
  await press(page, "Raise it")
  await page.getByText("Raised.").waitFor()
  assert.equal((await reporter.mine()).level, "e2")
  await press(page, "Ask to lower")
  await dialog.getByRole("radio").first().check()
  await press(page, "Ask for it")
  await page.getByText("Asked. It is lowered when").waitFor()
  assert.equal((await reporter.mine()).level, "e2", "lowering needs a second person")

  await press(page, "Add a keyholder")
  const ren = dialog.getByRole("option").filter({ hasText: "Ren Tao" })
  await dialog.getByLabel("Who gets a key").selectOption(await ren.getAttribute("value"))
  await dialog.getByText("Ren Tao must not see this case.").waitFor()
  const tang = dialog.getByRole("option").filter({ hasText: "Tang Rui" })
  await dialog.getByLabel("Who gets a key").selectOption(await tang.getAttribute("value"))
  await sound(page, "case-key")
  await dialog.getByLabel(/read to me by voice/).check()
  await press(page, "Give the key")
  await page.getByText("Tang Rui holds a key now.").waitFor()

  await page.locator("#main").focus()
  await page.keyboard.press("x")
  const chen = dialog.getByRole("option").filter({ hasText: "Chen Wei" })
  await dialog.getByLabel("To whom").selectOption(await chen.getAttribute("value"))
  await dialog.getByLabel("What the next person must know").fill("Ring at 16:00.")
  await dialog.getByRole("button", { name: "Hand over" }).click()
  await page.getByText("Chen Wei has the case now.").waitFor()

  const url = page.url()
  await press(page, "I have a tie to this case")
  await press(page, "Leave this case")
  await page.getByText("You have left a case.").waitFor()
  await page.goto(url)
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor()
  await sound(page, "missing")

  await using heir = await it.visit("/desk/cases")
  await it.signIn(heir.page, "Chen Wei")
  // The desk takes up Chen's language first: only then is there a way to the other one.
  await heir.page.locator('header .lang button[lang="en"]').click()
  await heir.page.getByRole("row").getByRole("link").first().click()
  await press(heir.page, "Open and take it")
  const log = heir.page.getByRole("log")
  await log.getByText("By phone. I ring again at 16:00.").waitFor()
  await heir.page.getByText("Ring at 16:00.", { exact: true }).waitFor()
  assert.equal(await heir.page.getByText("This was changed after it was sealed").count(), 0)
  await heir.page.getByLabel("Write to the reporter").fill("I am Chen. I have your case now.")
  await press(heir.page, "Send")
  await log.getByText("I am Chen. I have your case now.").waitFor()
  const now = await reporter.mine()
  assert.equal(now.manifests.at(-1)?.epoch, 3, "whoever left no longer holds the keys in force")
  const last = now.objects.at(-1)?.seq ?? 0
  const vk = it.demo.actors.get("Chen Wei")?.keys.sign.vk ?? ""
  assert.equal(await reporter.read(last, vk), "I am Chen. I have your case now.")

  assert.equal((await reporter.press("retaliation")).status, 204)
  await heir.page.getByText("somebody said in their mailbox that something changed").waitFor()
  await sound(heir.page, "case-again")
  await press(heir.page, "Take it")
  await heir.page
    .getByText("somebody said in their mailbox that something changed")
    .waitFor({ state: "detached" })
})

test("a file goes sealed to the reporter's mailbox and is shown from this browser's own copy", async () => {
  await report(it.demo, { level: "e4" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page
    .getByRole("row")
    .filter({ has: page.getByText("e4", { exact: true }) })
    .getByRole("link")
    .click()
  await press(page, "Open and take it")
  await page.getByLabel("Add a file").setInputFiles([
    { name: "safe-way.png", mimeType: "image/png", buffer: Buffer.from(onePixel, "base64") },
    { name: "not.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
  ])
  await page.getByText("Not added, because of its name.").waitFor()
  await press(page, "Take out: not.png")
  await page.getByLabel("Write to the reporter").fill("The map I promised.")
  await press(page, "Send")
  await page.getByRole("log").getByText("safe-way.png").waitFor()
  await press(page, "Look at it: safe-way.png")
  const image = page.getByRole("img", { name: "safe-way.png" })
  await page.locator('canvas[data-drawn="true"]').waitFor()
  assert.equal(await image.evaluate((canvas: HTMLCanvasElement) => canvas.width), 1)
  assert.equal(await page.locator("dialog img").count(), 0, "pixels only, never the file itself")
})

test("what was changed after sealing is shown as that, and a list that does not check out closes writing", async () => {
  await report(it.demo, { level: "e4" })
  await using orla = await it.visit("/desk/now", 390)
  const { page } = orla
  await it.signIn(page, "Amina Bao")
  const ringing = page.getByRole("region", { name: "A report, ringing you" })
  const mine = ringing.filter({ has: page.getByText("e4", { exact: true }) })
  await mine.waitFor()
  await page.route("**/objects/mailbox/1", async (route) => {
    const answer = await route.fetch()
    const bytes = await answer.body()
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    await route.fulfill({ response: answer, body: bytes })
  })
  await page.route(/\/desk\/api\/cases\/[0-9a-f]{32}$/, async (route) => {
    const answer = await route.fetch()
    const screen = (await answer.json()) as CaseScreen // the route's own answer
    for (const manifest of screen.manifests.slice(1)) manifest.signature = "changed"
    await route.fulfill({ response: answer, json: screen })
  })
  await mine.getByRole("button", { name: "Open and take it" }).click()
  await page.getByText("This was changed after it was sealed").waitFor()
  await page.getByText("The signed list of who can open this case does not check out").waitFor()
  assert.equal(
    await page.getByRole("button", { name: "Send", exact: true }).getAttribute("aria-disabled"),
    "true",
  )
  await sound(page, "case-damaged")
  await page.unrouteAll()
})

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
