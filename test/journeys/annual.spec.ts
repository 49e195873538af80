import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { newLife } from "#core/life/life.ts"
import { atomically } from "#server/runtime.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()
const figures = "These figures are shown to you alone."

test("the yearly report of India comes out filled in, for one person; the others are told where to ask", async () => {
  await lastYear()
  await using first = await it.visit("/desk/reports")
  await it.signIn(first.page, "Ito Sae")
  await first.page.getByRole("heading", { name: "Yearly reports" }).waitFor()
  await first.page
    .getByText(figures)
    .or(first.page.getByText("No figures are shown here"))
    .waitFor()
  const chosen = await whoIsChosen()
  const other = ["Orla Finch", "Kofi Mensah", "Ito Sae", "Mara Lind"].find((one) => one !== chosen)

  await using left = await it.visit("/desk/reports")
  await it.signIn(left.page, other ?? "")
  await left.page.getByText("No figures are shown here").waitFor()
  assert.equal(await left.page.getByRole("button", { name: "Print" }).count(), 0)
  await sound(left.page, "annual-other")

  await using one = await it.visit("/desk/now")
  const { page } = one
  await it.signIn(page, chosen)
  await page.getByRole("link", { name: "Yearly reports" }).click()
  await page.getByText(figures).waitFor()
  const paper = page.getByRole("region", { name: "Yearly report", exact: true })
  assert.match(await paper.innerText(), /ss\.21-22, Rule 14/)
  assert.match(await paper.innerText(), /not reviewed by a lawyer/)
  const line = (name: string) => paper.getByRole("row").filter({ hasText: name })
  assert.match(await line("received in the year").innerText(), /\b2$/)
  assert.match(await line("disposed of during").innerText(), /\b1$/)
  assert.match(await line("more than ninety days").innerText(), /\b1$/)
  assert.match(await line("Written warning").innerText(), /\b1$/)
  await sound(page, "annual-empty")

  // What only people know is asked for by name, and nothing leaves before it is there.
  const print = page.getByRole("button", { name: "Print" })
  assert.equal(await print.getAttribute("aria-disabled"), "true")
  await page
    .getByText(/^Opens when this is filled in: Name and address/)
    .first()
    .waitFor()
  const workshops = page.getByLabel("Workshops against sexual harassment held in the year")
  await page.getByLabel("Name and address of the workplace").fill("Lantern India, 4 Mill Road")
  await page.getByLabel("Signed by: name and office").fill("=Asha Rao, Presiding Officer")
  await workshops.fill("many")
  await page.getByText("Write a whole number, such as 0 or 12.").waitFor()
  assert.equal(await print.getAttribute("aria-disabled"), "true")
  await workshops.fill("4")
  assert.equal(await print.getAttribute("aria-disabled"), null)
  assert.match(await line("Workshops or awareness").innerText(), /\b4$/)
  await sound(page, "annual-filled")
  await narrow(page)

  const saved = page.waitForEvent("download")
  await press(page, "Save as a table (CSV)")
  const table = readFileSync((await (await saved).path()) ?? "", "utf8")
  assert.match(table, /\r\nComplaints of sexual harassment received in the year,2\r\n/)
  assert.match(table, /"'=Asha Rao, Presiding Officer"/, "a spreadsheet reckons with none of it")

  await page.getByLabel("Language of the report").selectOption("zh")
  const chinese = page.getByRole("region", { name: "年度报告", exact: true })
  assert.match(await chinese.innerText(), /超过九十天仍未办结的案件\s+1\b/)
  assert.match(await chinese.innerText(), /未经律师审阅/)
  await page.getByLabel("Language of the report").selectOption("en")
  await printed(page)
  assert.doesNotMatch(one.sent.join("\n"), /Mill Road|Asha/, "what is typed stays in the browser")

  await page
    .getByLabel("Report", { exact: true })
    .selectOption({ label: "Australia: Workplace Gender Equality Act 2012" })
  await page.getByText(/Nobody has written this law’s own form|No figures are shown here/).waitFor()
})

/** An organisation in India, two complaints of last year: one that ended in a warning, one that waits. */
async function lastYear(): Promise<void> {
  await report(it.demo, { level: "e3" })
  await report(it.demo, { level: "e3" })
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  const org = idOf<OrgId>(rows[0]?.org ?? "")
  await atomically(runtime, org, async ({ client, now }) => {
    await client.query("update organisation set country = 'IN', zone = 'Asia/Kolkata'")
    const year = now.getUTCFullYear() - 1
    const cases = await client.query<{ id: string }>("select id from case_file order by id")
    const at = Date.UTC(year, 5, 6)
    const life = newLife("MONITORING", at)
    const lives = [
      newLife("INVESTIGATING", at),
      {
        ...life,
        told: { reporter: Date.UTC(year, 8, 9) },
        respondents: [{ n: 1, sanction: { level: 2 } }],
      },
    ]
    for (const [n, { id }] of cases.rows.entries())
      await client.query(
        "update case_file set received_at = $2, state = $3, life = $4 where id = $1",
        [id, new Date(at), lives[n]?.state, JSON.stringify(lives[n])],
      )
  })
}

async function whoIsChosen(): Promise<string> {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  return atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), async ({ client }) => {
    const found = await client.query<{ name: string }>(
      "select p.name from annual_count a join person p on p.id = a.person_id where a.begins = 1",
    )
    return found.rows[0]?.name ?? ""
  })
}

/** Only the report is on the paper, all of it. */
async function printed(page: Page): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset["printed"] = document.documentElement.className
    }
  })
  await press(page, "Print")
  assert.match((await page.locator("body").getAttribute("data-printed")) ?? "", /letter-only/)
  await page.evaluate(() => document.documentElement.classList.add("letter-only"))
  await page.emulateMedia({ media: "print" })
  const paper = page.locator(".letter-paper")
  assert.equal(await paper.evaluate((one) => one.scrollHeight > one.clientHeight + 2), false)
  assert.equal(await page.getByRole("heading", { name: "Yearly reports" }).isVisible(), false)
  if (shots) await page.pdf({ path: join(shots, "annual.pdf") })
  if (shots) await page.screenshot({ path: join(shots, "annual-print.png"), fullPage: true })
  await page.emulateMedia({ media: "screen" })
  await page.evaluate(() => document.documentElement.classList.remove("letter-only"))
}

/** At the width of the smallest telephone nothing scrolls sideways either. */
async function narrow(page: Page): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(sideways <= 0, `scrolls sideways by ${sideways} at 320`)
  const shots = process.env["TOCSIN_SHOTS"]
  if (shots) await page.screenshot({ path: join(shots, "annual-320.png"), fullPage: true })
  if (size) await page.setViewportSize(size)
}
