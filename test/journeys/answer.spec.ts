import assert from "node:assert/strict"
import { join } from "node:path"
import { test } from "node:test"
import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { atomically } from "#server/runtime.ts"
import { report } from "./desk-report.ts"
import { company, press } from "./desk-visit.ts"

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

/** The investigator opens a mailbox for the person named and reads the code off the paper. */
async function mailboxFor(page: Page, who: string): Promise<string> {
  const dialog = page.getByRole("dialog")
  await press(page, "Open a mailbox")
  await dialog.getByLabel("For whom").selectOption({ label: who })
  await dialog.getByRole("button", { name: "Make the code" }).click()
  await dialog.getByText("It is shown once.").waitFor()
  const code = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await page.getByText("nobody has come yet").waitFor()
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
  await page.getByRole("heading", { name: /^Mailbox/ }).waitFor()
  await press(page, "Say what ties I have")
  await dialog.getByRole("button", { name: "None of these" }).click()
  await page.getByText("You said that no tie holds.").waitFor()
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill("Ma Jun")
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await page.getByRole("cell", { name: "Ma Jun", exact: true }).waitFor()
  const code = await mailboxFor(page, "Person named 1: Ma Jun")
  await planned()
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByRole("button", { name: "Give notice, 1" }).click()
  await dialog.getByText("This goes to their mailbox").waitFor()
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

  await page.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByText("I was at the station at that time.").waitFor()
  await page.keyboard.press("Escape")

  // They take a code that nobody else has seen: the old one is dead, and the desk believes the new one.
  await press(door, "Show me a new code")
  const own = await door.locator("#new-code").innerText()
  await door.getByLabel("Type the new code in, so that we know you have it").fill(code)
  await press(door, "Use this code from now on")
  await door.getByText("That is not the new code.").waitFor()
  await readable(door, "answer-own-code")
  await door.getByLabel("Type the new code in, so that we know you have it").fill(own)
  await press(door, "Use this code from now on")
  await door.getByText("From now on only your new code opens this mailbox.").waitFor()
  await door.getByLabel("In your own words").fill("Written with my own code.")
  await press(door, "Send")
  await door.getByText("Sent. It stands below.").waitFor()
  await door.reload()
  await door.getByLabel("Code").fill(code)
  await press(door, "Open")
  await door.getByText("This code opens no mailbox here.").waitFor()
  await door.getByLabel("Code").fill(own)
  await press(door, "Open")
  await door.getByText("Written with my own code.").waitFor()
  await page.getByText("1 unread").waitFor()
  await page.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByText("Written with my own code.").waitFor()
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
