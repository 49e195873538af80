import assert from "node:assert/strict"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { atomically } from "#server/runtime.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

/** Links somebody of the directory to the case that is shown. */
async function link(page: Page, name: string, as: string): Promise<void> {
  const dialog = page.getByRole("dialog")
  await press(page, "Name somebody of the directory")
  await dialog.getByLabel("Who it is").fill(name)
  await dialog.getByRole("button", { name: `Pick ${name}` }).click()
  await dialog.getByLabel(as, { exact: true }).check()
}

/** How many cases the person's desk lists. */
async function listed(name: string): Promise<number> {
  await using visit = await it.visit("/desk/cases")
  await it.signIn(visit.page, name)
  await visit.page.getByRole("heading", { level: 1 }).waitFor()
  await visit.page.getByRole("table").or(visit.page.locator(".empty")).first().waitFor()
  return await visit.page.getByRole("row").getByRole("link").count()
}

/** A new manager, as an administrator or a file of people would set it. */
async function reportsTo(person: string, manager: string): Promise<void> {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  await atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), async ({ client }) => {
    await client.query(
      "update person set manager_id = (select id from person where name = $2) where name = $1",
      [person, manager],
    )
    await client.query("update organisation set roster_version = roster_version + 1")
  })
}

test("who is too close loses the case as the desk learns of it, and as somebody’s manager changes", async () => {
  await report(it.demo, { level: "e1" })
  assert.equal(await listed("Chen Wei"), 1)
  assert.equal(await listed("Su Ran"), 1)
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Who must not see this" }).waitFor()
  const dialog = page.getByRole("dialog")

  await link(page, "Chen Wei", "was told and did not log it")
  await dialog.getByText("At once, Chen Wei will not see this case any more.").waitFor()
  await sound(page, "conflict-link")
  await dialog.getByRole("button", { name: "Keep it" }).click()
  await page.getByText("Chen Wei: was told and did not log it").first().waitFor()
  await page.getByText("New keys for everybody who stays").first().waitFor()
  await sound(page, "conflict-found")
  assert.equal(await listed("Chen Wei"), 0, "for Chen there is no case any more")
  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  const failures = page.getByRole("region", { name: "Failure to act" })
  await failures.getByText("1. Somebody was told and did not pass it on").waitFor()
  await failures.getByText(/^Told before, and not passed on, .*: Chen Wei\./).waitFor()
  await failures.getByText("not decided").waitFor()
  await page.getByRole("link", { name: "The case", exact: true }).click()
  assert.doesNotMatch(amina.sent.join("\n"), /told-not-logged|must-not-see/, "why is sealed")

  await link(page, "Zhao Min", "said to have done it")
  await dialog.getByText("Nobody who has a key is close to this person.").waitFor()
  await dialog.getByRole("button", { name: "Keep it" }).click()
  await dialog.waitFor({ state: "detached" })
  assert.equal(await listed("Su Ran"), 1)
  await reportsTo("Zhao Min", "Su Ran")
  await page
    .getByRole("link", { name: /^Cases/ })
    .first()
    .click()
  await page.getByRole("row").getByRole("link").first().click()
  await page.getByText("Su Ran: stands above Zhao Min").first().waitFor()
  assert.equal(await listed("Su Ran"), 0)
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page.getByRole("link", { name: "Outcome", exact: true }).click()
  await failures.getByText("not decided").waitFor()
  assert.equal(await failures.getByText("not decided").count(), 1, "each is opened once")
})
