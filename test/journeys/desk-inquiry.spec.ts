import assert from "node:assert/strict"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

/** Does acts that have a screen of their own elsewhere, as this browser does them. */
async function acts(page: Page, id: string, list: readonly [string, object?][]): Promise<void> {
  for (const [kind, facts = {}] of list) {
    const status = await page.evaluate(
      async ([id, head]) =>
        (
          await fetch(`/desk/api/cases/${id}/acts`, {
            method: "POST",
            headers: { "x-tocsin": "desk", "x-tocsin-act": head ?? "" },
          })
        ).status,
      [id, JSON.stringify({ kind, facts })] as const,
    )
    assert.equal(status, 201, kind)
  }
}

const idOf = (page: Page) => /cases\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? ""

test("an investigation is planned, told, heard, commented and found, by people who say that they have no tie", async () => {
  await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  const id = idOf(page)
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
  await acts(page, id, [["ties.declared", { ties: [] }], ["options.opened"]])
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Persons named" }).waitFor()
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
  await page.goBack()
  await page.getByRole("heading", { name: "Persons named" }).waitFor()
})
