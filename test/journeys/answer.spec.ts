import assert from "node:assert/strict"
import { join } from "node:path"
import { test } from "node:test"
import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { atomically } from "#server/runtime.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

/** No fault that axe can see in either language, nothing scrolls sideways at either width. */
async function readable(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  for (const other of ["中文", "English"]) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      [],
      `${name} ${other}`,
    )
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 })
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} at ${width}`)
      const path = join(shots ?? "", `${name}-${other}-${width}.png`)
      if (shots) await page.screenshot({ path, fullPage: true })
    }
    await page.getByRole("button", { name: other }).click()
  }
}

/** Brings the one case to where a notice may be given: what comes before has journeys of its own. */
async function planned(): Promise<void> {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  const done = await atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), ({ client }) =>
    client.query(
      `update case_file set state = 'PLANNED',
         life = life || jsonb_build_object('state', 'PLANNED', 'safetyPlan', 1, 'hold', 'CONFIRMED')
       where id = (select case_id from mailbox where party = 'respondent')`,
    ),
  )
  assert.equal(done.rowCount, 1)
}

/** The investigator makes a mailbox for somebody and reads the code off the letter. */
async function mailboxFor(page: Page, who: string, party: string): Promise<string> {
  const dialog = page.getByRole("dialog")
  await press(page, "Make a mailbox")
  await dialog.getByLabel("Who it is for").fill(who)
  await dialog.getByLabel("They are").selectOption(party)
  await dialog.getByRole("button", { name: "Make a mailbox" }).click()
  await dialog.getByRole("button", { name: "Print the letter" }).waitFor()
  await sound(page, `mailbox-code-${party}`)
  const code = await dialog.locator(".letter-paper .fingerprint").innerText()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await page.getByRole("cell", { name: new RegExp(`^${who} \\(\\d+\\)$`) }).waitFor()
  return code
}

test("a person named reads the notice behind a code on paper and answers it; the desk reads the answer", async () => {
  await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  const dialog = page.getByRole("dialog")
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await press(page, "Say what ties I have")
  await dialog.getByRole("button", { name: "None of these" }).click()
  await page.getByText("You said that no tie holds.").waitFor()
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  const code = await mailboxFor(page, "Ma Jun", "respondent")
  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill("Ma Jun")
  await dialog.getByLabel("Their mailbox").selectOption({ label: "Ma Jun (2)" })
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await page.getByRole("cell", { name: "Ma Jun", exact: true }).waitFor()
  await planned()
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByRole("button", { name: "Give notice, 1" }).click()
  await dialog.getByText("The notice goes to their mailbox at once.").waitFor()
  for (const field of await dialog.getByRole("textbox").all())
    if ((await field.inputValue()) === "") await field.fill("as agreed")
  await dialog.getByRole("button", { name: /Give|given/ }).click()
  await dialog.waitFor({ state: "detached" })

  await using outside = await it.visit("/answer", 320)
  const door = outside.page
  await door.getByLabel("Code").fill(code.slice(0, -1))
  await press(door, "Open")
  await door.getByText("This one has another length.").waitFor()
  await readable(door, "answer-code")
  await door.getByLabel("Code").fill(code)
  await press(door, "Open")
  await door.getByRole("heading", { name: "What was written" }).waitFor()
  await door.getByText("Nothing is decided.").waitFor()
  await door.getByText(/You have until .* to answer/).waitFor()
  await readable(door, "answer-notice")
  await door.getByLabel("In your own words").fill("I was at the station at that time.")
  await press(door, "Send")
  await door.getByText("Sent. It stands below.").waitFor()
  await door.getByText("I was at the station at that time.").waitFor()
  assert.ok(!outside.sent.some((body) => body.includes("station")), "nothing leaves in the clear")
  assert.ok(!outside.sent.some((body) => body.includes(code)), "the code stays in the browser")

  await page.getByRole("button", { name: "Read, Ma Jun (2)" }).click()
  await dialog.getByText("I was at the station at that time.").waitFor()
  await sound(page, "mailbox-thread")
})

test("whoever leaves the page leaves nothing of it behind, and a code of nobody opens nothing", async () => {
  await using outside = await it.visit("/answer", 320)
  const { page } = outside
  await page.getByLabel("Code").fill("0000 0000 0000 0000 0000 0000 0")
  await press(page, "Open")
  await page.getByText("This code opens no mailbox here.").waitFor()
  await page.route("https://www.wikipedia.org/**", (route) => route.fulfill({ body: "elsewhere" }))
  await page.getByRole("link", { name: "Leave this page quickly" }).click()
  await page.getByText("elsewhere").waitFor()
})
