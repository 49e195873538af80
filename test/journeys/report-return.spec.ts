import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { deriveReceipt, readReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { world, type World } from "../world.ts"
import { said, visitor, type Language } from "./report-pages.ts"

let it: World
let browser: Browser
before(async () => {
  it = await world({ serving: { listen: true, loops: true } })
  browser = await launch()
})
after(async () => {
  await browser.close()
  await it[Symbol.asyncDispose]()
})

const visit = (language: Language, path = "/", width = 390) =>
  visitor(browser, it.base, language, path, width)

test("a kept place comes back with its code; the network drops while sending and nothing is lost", async () => {
  const { page, context, press, go, choose, until, typeBack, sound } = await visit("en")
  const w = said.en
  await press(w.keep)
  const code = await typeBack()
  await sound()
  await press(w.have)
  await go()
  await choose(0)
  await page.getByText("Saved, sealed to your code.").waitFor()
  await page.goto(`${it.base}/return`)
  await page.getByRole("textbox").fill(code.replace(/.$/, (last) => (last === "0" ? "1" : "0")))
  await press(w.open)
  await page.getByText("One sign is different").waitFor()
  await page.getByRole("textbox").fill(code)
  await press(w.open)
  await press(w.resume)
  assert.equal(await page.locator("main h1").innerText(), w.safe)
  assert.ok(await page.getByRole("radio", { name: "Yes" }).isChecked())
  await go()
  await until(/^Are you telling us/)
  await choose(0)
  await until(/^Is there anything/)
  await page.locator("input[type=file]").setInputFiles([
    { name: "chat.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
    { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(9 * 1024 * 1024, 7) },
  ])
  await page.getByText("Sealed and sent, 9 MB").waitFor()
  await sound()
  await until(w.review)
  await context.setOffline(true)
  await press(w.send)
  await page.getByRole("alert").getByText("the network is gone").waitFor()
  await sound()
  await context.setOffline(false) // it goes on by itself
  assert.equal(await typeBack(), code)
  await press(w.have)
  await page.locator(".msg summary").click()
  const saved = page.waitForEvent("download")
  await press(/chat\.txt/)
  assert.equal((await saved).suggestedFilename(), "chat.txt")
  await context.close()
})

test("what the team writes arrives; a call is asked about; what was changed on the server is noticed", async () => {
  const before = it
  it = await world({ serving: { listen: true, loops: true } }) // a desk with this one case
  try {
    await teamWrites()
  } finally {
    await it[Symbol.asyncDispose]()
    it = before
  }
})

async function teamWrites(): Promise<void> {
  const { page, context, faults, press, go, choose, until, typeBack } = await visit("en", "/", 1440)
  const w = said.en
  await press(w.start)
  await go()
  await choose(0)
  await until(/^Are you telling us/)
  await choose(0)
  await until(w.review)
  await press(w.send)
  const code = await typeBack()
  await press(w.have)
  await page.getByRole("heading", { name: w.owe }).waitFor()
  assert.equal(
    await it.say("noor", "message", "I am here, and I will not contact anybody yet."),
    201,
  )
  assert.equal(await it.say("noor", "call", "tried the number at nine"), 201)

  const back = await visit("en", "/return", 1440)
  await back.page.getByRole("textbox").fill(code)
  await back.press(w.open)
  await back.page.getByText("I am here, and I will not contact anybody yet.").waitFor()
  await back.page.getByRole("heading", { name: "Did they reach you?" }).waitFor()
  assert.equal(await back.page.locator(".banner.lamp").count(), 0, "every paper checks out")
  assert.ok(
    (await back.page.locator(".line li[data-s=done] b").allInnerTexts()).includes("First contact"),
  )
  await back.sound()
  await back.press("No")
  await back.page
    .getByRole("heading", { name: "Did they reach you?" })
    .waitFor({ state: "detached" })
  await back.press("Something changed")
  await back.page.getByText("Decision against you stopped for now").first().waitFor()
  await back.page.getByText("Make it more urgent").first().click()
  await back.page.locator("details[open] input[type=radio]").first().check()
  await back.page.getByRole("button", { name: "Make it more urgent" }).click()
  await back.page.getByText("It is treated as more urgent now.").waitFor()
  await back.page.getByText("danger now").first().waitFor()
  await back.press("Say who else must not see this")
  assert.match(await back.page.locator("#write").inputValue(), /^Please do not show this to/)
  await back.page.locator("#write").fill("Please do not show this to: Kim")
  await back.press(w.sendMessage)
  await back.page.locator(".msg.mine").getByText("Please do not show this to: Kim").waitFor()
  assert.deepEqual(back.faults, [])

  // Somebody with the whole database takes a message away.
  const { rows } = await it.owner.query<{ case_id: string }>(
    "select case_id from mailbox where locator = decode($1, 'hex')",
    [await locatorOf(code)],
  )
  await it.owner.query(
    "delete from sealed_object where case_id = $1 and room = 'mailbox' and seq = 2",
    [rows[0]?.case_id],
  )
  const later = await visit("en", "/return", 320)
  await later.page.getByRole("textbox").fill(code)
  await later.press(w.open)
  await later.page.getByText("Something does not check out").waitFor()
  await later.page.getByText("A message is missing or is not in its place.").waitFor()
  await later.sound()
  assert.deepEqual(faults, [])
  await Promise.all([context.close(), back.context.close(), later.context.close()])
}

/** Under which name the server keeps what a code opens. */
async function locatorOf(code: string): Promise<string> {
  const receipt = readReceipt(code)
  assert.ok(!("bad" in receipt))
  return (await deriveReceipt(receipt, it.org)).locator
}
