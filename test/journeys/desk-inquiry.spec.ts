import assert from "node:assert/strict"
import { test } from "node:test"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("an investigation is planned, told, heard, commented and found, by people who say that they have no tie", async () => {
  await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  await page.getByRole("heading", { name: "Persons named" }).waitFor()
  await page.getByText("Allegations will be listed here").waitFor()
  await sound(page, "inquiry-empty")
  const dialog = page.getByRole("dialog")

  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill("Ma Jun, head of sales")
  await dialog.getByLabel("What they are here").selectOption("executive")
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await page.getByRole("cell", { name: "Ma Jun, head of sales" }).waitFor()
  assert.equal(
    await page.getByRole("button", { name: "Approve the plan" }).getAttribute("aria-disabled"),
    "true",
    "not before the options were talked about",
  )
  await page.getByRole("link", { name: "The case", exact: true }).click()
  await press(page, "Say what ties I have")
  await sound(page, "work-ties")
  await dialog.getByRole("button", { name: "None of these" }).click()
  await page.getByText("You said that no tie holds.").waitFor()
  await press(page, "Give a part")
  await dialog.getByLabel("Part").selectOption("care")
  await dialog.getByLabel("Who").selectOption({ label: "Chen Wei" })
  await sound(page, "work-give")
  await dialog.getByRole("button", { name: "Give a part" }).click()
  await page.getByText("Support person: Chen Wei").waitFor()
  await press(page, "Talk about what is possible")
  await dialog.getByRole("button", { name: "Talk about what is possible" }).click()
  await page.getByText("Now: Choosing a way").waitFor()
  await sound(page, "work-stands")
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  await press(page, "Add an allegation")
  await dialog.getByLabel("What is said to have happened").fill("It is said that on 27 July …")
  await dialog.getByLabel("Clause of the policy").fill("4")
  await sound(page, "inquiry-allegation")
  await dialog.getByRole("button", { name: "Add an allegation" }).click()
  await page.getByRole("cell", { name: "It is said that on 27 July …" }).waitFor()
  assert.match(
    (await page.getByRole("button", { name: "Approve the plan" }).locator("..").innerText()) ?? "",
    /Opens when the affected person wants an investigation/,
  )
  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  await page.getByRole("heading", { name: "Sanctions" }).waitFor()
  await sound(page, "outcome-empty")
  await page.getByRole("link", { name: "The year after", exact: true }).click()
  await page.getByText("365 after the report").waitFor()
  await sound(page, "after")
  await page.goBack()
  await page.goBack()
  await page.getByRole("heading", { name: "Persons named" }).waitFor()
})
