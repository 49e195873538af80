import assert from "node:assert/strict"
import { test } from "node:test"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("words that people wrote are found in this browser only; the server is asked for closed words", async () => {
  await report(it.demo)
  await using amina = await it.visit("/desk/now")
  const { page } = amina
  const asked: string[] = []
  page.on("request", (request) => asked.push(decodeURIComponent(request.url())))
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()

  const cases = page.getByRole("navigation").getByRole("link", { name: "Cases" })
  const find = page.getByLabel("Find a case")
  const found = page.getByRole("region", { name: "In what you opened here" })
  const nowhere = found.getByText("These words stand nowhere in what you opened")
  await cases.click()
  await find.fill("dinner")
  await page.getByText("so the server was not asked").waitFor()
  await nowhere.waitFor()

  await find.fill("")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByLabel("Note", { exact: true }).fill("The dinner was on floor 3.")
  await press(page, "Keep the note")
  await page.getByText("The dinner was on floor 3.").waitFor()

  await cases.click()
  await find.fill("the  DINNER")
  await found.locator("mark").first().waitFor()
  assert.deepEqual(await found.locator("mark").allTextContents(), ["The dinner", "the dinner"])
  await sound(page, "cases-found")
  await find.fill("ma jun")
  await found.getByText("Ma Jun", { exact: true }).waitFor()
  await find.fill("amina")
  await page.getByRole("row").filter({ hasText: "You" }).waitFor()
  assert.ok(asked.some((url) => url.includes("q=amina")))
  await find.fill("e2")
  await page.getByRole("row").getByRole("link").first().waitFor()
  assert.deepEqual(
    asked.filter((url) => /dinner|ma jun/i.test(url)),
    [],
    "no word of a report is in a request",
  )

  await find.fill("dinner")
  await found.getByRole("link").first().click()
  await press(page, "I have a tie to this case")
  await press(page, "Leave this case")
  await page.getByText("You have left a case.").waitFor()
  await cases.click()
  await find.fill("dinner")
  await nowhere.waitFor()
  assert.equal(await found.locator("mark").count(), 0, "what was opened of a case goes with it")
})
