import assert from "node:assert/strict"
import { test } from "node:test"
import { report, wordsOf } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("a ringing report is opened with one key, answered, and carried on; the reporter reads every step", async () => {
  await using amina = await it.visit("/desk/now")
  const { page } = amina
  await sound(page, "sign-in")
  await page.getByRole("button", { name: "Use your twelve words" }).click()
  await page.getByLabel("Your twelve words").fill("abandon abandon nonsens ")
  await page.getByText("not a word of the list").waitFor({ state: "attached" })
  await page.getByLabel("Your twelve words").fill(wordsOf(it.demo, "Amina Bao"))
  await press(page, "Sign in with these words")
  await page.getByRole("heading", { name: "Nothing needs you now" }).waitFor()
  await sound(page, "now-empty")

  const reporter = await report(it.demo, { without: ["Ren Tao"] })
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()
  await sound(page, "now-ringing")
  await page.locator("#main").focus()
  await page.keyboard.press("o")
  await page.getByRole("heading", { name: "What was told" }).waitFor()
  await page.getByText("After the dinner he followed me to my floor.").first().waitFor()
  assert.match(await page.locator(".safe").innerText(), /Mailbox only\./)
  assert.match(await page.locator(".safe").innerText(), /Not after 19:00/)
  await page.getByText("Medicine that prevents HIV").waitFor()
  const opened = await reporter.mine()
  assert.equal(opened.owner, "Amina Bao")
  assert.equal(opened.manifests.length, 2, "the desk key was rolled at the first opening")
  await sound(page, "case")

  await page.keyboard.press("w")
  await page.keyboard.type("Are you sure you want to wait? I write at 4.")
  await page.getByText("Sounds like doubt.").waitFor()
  await page.keyboard.press("Control+Enter")
  await page.getByRole("button", { name: "Send it as it is" }).waitFor()
  await page.getByLabel("Write to the reporter").fill("")
  await page.getByText("Ready-made words").click()
  await press(page, /^Thank you for telling us\./)
  assert.equal(
    await page.getByRole("button", { name: "Send", exact: true }).getAttribute("aria-disabled"),
    "true",
    "ready-made words alone are not contact",
  )
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  await page.getByRole("log").getByText("I am Amina. You decide what happens.").waitFor()
  const vk = it.demo.actors.get("Amina Bao")?.keys.sign.vk ?? ""
  assert.equal(await reporter.read(2, vk), "I am Amina. You decide what happens.")

  await reporter.write("I do not want to fly back with him.")
  await page.getByRole("log").getByText("I do not want to fly back with him.").waitFor()
})
