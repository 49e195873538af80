import assert from "node:assert/strict"
import { test } from "node:test"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("the first hour: safety questions, cards, evidence kept, a letter that names nobody, the police", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  const clear: string[] = []
  page.on("request", (request) => clear.push(JSON.stringify(request.headers())))
  await it.signIn(page, "Amina Bao")
  await page
    .getByRole("row")
    .filter({ has: page.getByText("e3", { exact: true }) })
    .getByRole("link")
    .first()
    .click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  const dialog = page.getByRole("dialog")

  await page.getByRole("link", { name: /^First days: \d+ steps open$/ }).waitFor()
  await page.locator("#main").focus()
  await page.locator("h1").evaluate((head: HTMLElement) => (head.dataset["before"] = "yes"))
  await page.keyboard.press("f")
  await page.getByRole("button", { name: "First safety questions" }).waitFor()
  assert.ok(
    await page.locator("h1[data-before]").isVisible(),
    "another part of the same case is shown from what is here",
  )
  await press(page, "First safety questions")
  await dialog.getByLabel("Will you meet or travel with the person").selectOption("yes")
  await dialog.getByText("Offer M01, M02 and M08: they meet or travel soon.").waitFor()
  await dialog.getByText("These answers make it e2.").waitFor()
  assert.ok(await dialog.getByLabel("There is a risk that goes on").isChecked())
  await sound(page, "hour-triage")
  await press(page, "Keep the answers and raise to e2")
  await page.getByText("Kept, and raised to e2.").waitFor()
  assert.equal((await reporter.mine()).level, "e2")

  // The cards of the new level stand there once the case was asked for anew.
  const card = page.locator("details[open]", { hasText: "First 15 minutes" }).locator("li").first()
  await card.getByRole("button", { name: /^Done: / }).click()
  await card.getByText(/^Done Amina Bao/).waitFor()
  await card.getByRole("button", { name: /^Change: / }).click()
  await card.getByRole("button", { name: /^Not needed: / }).click()
  await card.getByText(/^Not needed Amina Bao/).waitFor()

  await press(page, "Order that evidence is kept")
  await dialog.getByLabel("Whose accounts and devices").fill("Ma Jun")
  await dialog.getByLabel("Which systems").fill("Mail, team chat, phone")
  await dialog.getByLabel("From").fill("2027-07-27T18:00")
  await dialog.getByLabel("To").fill("2027-07-26T18:00")
  assert.equal(
    await dialog
      .getByRole("button", { name: "Order that evidence is kept" })
      .getAttribute("aria-disabled"),
    "true",
    "an end before its beginning",
  )
  await dialog.getByLabel("To").fill("2027-07-28T14:00")
  await sound(page, "hour-hold")
  await dialog.getByRole("button", { name: "Order that evidence is kept" }).click()
  await page.getByText("In force.", { exact: true }).waitFor()

  await press(page, "Write a letter")
  await dialog.getByLabel("To (name or office)").fill("The manager")
  await dialog.getByLabel("Place and address").fill("Lakeside Hotel, 1 Lake Road")
  await dialog.getByLabel("Which cameras").fill("lobby, lift, floor 9, where Ma Jun went")
  await dialog.getByLabel("Which records").fill("key card log")
  await dialog.getByLabel("From", { exact: true }).fill("27 July 2027, 18:00")
  await dialog.getByLabel("To", { exact: true }).fill("28 July 2027, 14:00")
  await dialog.getByLabel("How to reach you").fill("amina@example.org")
  await dialog.getByText("Take out Ma Jun: the letter names nobody.").waitFor()
  const send = dialog.getByRole("button", { name: "I have sent it" })
  assert.equal(await send.getAttribute("aria-disabled"), "true")
  await dialog.getByLabel("Which cameras").fill("lobby, lift, floor 9, the assault")
  await dialog.getByText("Take out “assault”").waitFor()
  await dialog.getByLabel("Which cameras").fill("lobby, lift, floor 9")
  assert.match(await dialog.locator(".letter-paper").innerText(), /video of lobby, lift, floor 9/)
  await sound(page, "hour-letter")
  await dialog.getByLabel("Language of the letter").selectOption("zh")
  assert.match(await dialog.locator(".letter-paper").innerText(), /因一起安全事件/)
  await send.click()
  await page.getByText("1 Hotel, sent").waitFor()
  await page.getByRole("button", { name: "1 Hotel: It is kept" }).click()
  await page.locator(".due", { hasText: "It is kept" }).waitFor()

  await press(page, "I have offered it")
  await page.getByText("Offered once.").waitFor()
  await press(page, "Not for now")
  await page.getByText("Not wanted for now", { exact: true }).waitFor()
  await sound(page, "hour-after")
  assert.ok(clear.some((head) => head.includes("letter.sent")))
  assert.doesNotMatch([...clear, ...amina.sent].join("\n"), /Lakeside|Ma Jun|manager/)
})
