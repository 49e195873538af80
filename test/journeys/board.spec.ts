import assert from "node:assert/strict"
import { test } from "node:test"
import type pg from "pg"
import { idOf, type OrgId } from "#core/ids.ts"
import { nextQuarter, quarterBegins, quarterOf, type Quarter } from "#core/quarter.ts"
import { instantOf } from "#core/time.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { seedCases } from "../world/board.ts"
import { company, press, sound } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

const it = company()
const inside = async <T>(act: (tx: Tx) => Promise<T>): Promise<T> => {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  return atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), act)
}

test("before any quarter has enough, the board reads when something will appear", async () => {
  await using visit = await it.visit("/desk/board")
  await it.signIn(visit.page, "Ito Sae")
  await visit.page.getByText("Nothing can be shown yet.").waitFor()
  assert.equal(await visit.page.getByRole("img").count(), 0)
  await sound(visit.page, "board-empty")
})

test("the board sees how promises were kept, as plots with their tables, the same for everybody", async () => {
  await inside(twoYears)
  await until(async () => (await counted()) === 8)
  await using ito = await it.visit("/desk/board")
  await it.signIn(ito.page, "Ito Sae")
  const { page } = ito
  await page.getByRole("heading", { name: "Are we keeping our word?" }).waitFor()
  const plots = page.getByRole("img", { name: /half of them took/ })
  await drawn(plots, 4)
  const opening = page.getByRole("img", { name: /^Until somebody opened it/ })
  assert.match(
    (await opening.getAttribute("aria-label")) ?? "",
    /up to twice the time in .* up to a quarter of/,
  )
  // Two quarters had too little by themselves: what came in is told once, with the next.
  const reports = page.getByRole("table", { name: "Reports" })
  await drawn(reports.getByRole("row", { name: /^Q\d \d{4} to Q\d \d{4}/ }), 1)
  const missed = page.getByRole("table", { name: "Missed deadlines, by whose part it was" })
  assert.match(
    (await missed.getByRole("row", { name: /^Responder/ }).textContent()) ?? "",
    /\d0 to/,
  )
  assert.match(
    (await missed.getByRole("row", { name: /^Investigator/ }).textContent()) ?? "",
    /^Investigator(too few)+$/,
  )
  const ends = page.getByRole("table", { name: "What followed from a failure to act" })
  assert.match(
    (await ends.getByRole("row", { name: /^Trained again/ }).textContent()) ?? "",
    /\d0 to/,
  )
  await page.getByText("How to read this").click()
  await page.getByText("It never says which.").waitFor()
  await sound(page, "board")
  const shots = process.env["TOCSIN_SHOTS"]
  if (shots)
    await page
      .getByRole("figure")
      .first()
      .screenshot({ path: `${shots}/board-plot.png` })
  const shown = await page.textContent("main")

  // On paper: plots and tables, always light, and nothing that is only for a screen.
  await page.emulateMedia({ media: "print" })
  await page.setViewportSize({ width: 794, height: 1123 })
  assert.ok(await opening.isVisible())
  assert.ok(await missed.isVisible())
  assert.equal(await page.getByRole("navigation", { name: "Desk" }).isVisible(), false)
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  if (shots) await page.screenshot({ path: `${shots}/board-print.png`, fullPage: true })
  await page.emulateMedia({ media: "screen" })
  await page.setViewportSize({ width: 1440, height: 900 })
  await press(page, "Light")
  await sound(page, "board-light")

  await page.locator("h1").click()
  await page.keyboard.press("t")
  await plots.first().waitFor({ state: "detached" })
  await drawn(page.getByRole("figure"), 4, "the tables stay")
  await page.keyboard.press("t")
  await plots.first().waitFor()
  await page.getByRole("link", { name: /^You/ }).click()
  await page
    .getByRole("heading", { name: "Are we keeping our word?" })
    .waitFor({ state: "detached" })
  await page.locator("h1").click()
  await page.keyboard.press("g")
  await page.keyboard.press("b")
  await plots.first().waitFor()

  await using mara = await it.visit("/desk/board", 320)
  await it.signIn(mara.page, "Mara Lind")
  await mara.page.getByRole("heading", { name: "Reports", exact: true }).waitFor()
  await mara.page.getByText("How to read this").click()
  assert.equal(await mara.page.textContent("main"), shown)
  assert.ok(await mara.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  await mara.page.evaluate(() => (document.documentElement.dir = "rtl"))
  assert.ok(await mara.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  await mara.page.evaluate(() => (document.documentElement.dir = "ltr"))
  if (shots)
    await mara.page
      .getByRole("figure")
      .first()
      .screenshot({ path: `${shots}/board-plot-320.png` })
  await press(mara.page, "简体中文")
  await mara.page.getByRole("heading", { name: "我们说到做到了吗？" }).waitFor()
  await mara.page.getByText("多久有人打开").first().waitFor()
  assert.ok(await mara.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
})

test("nobody but the board is led there, and whoever types the address finds nothing", async () => {
  await using other = await it.visit("/desk/board")
  const { page } = other
  await it.signIn(page, "Amina Bao")
  await page.getByRole("link", { name: /^Cases/ }).waitFor()
  assert.equal(await page.getByRole("link", { name: /^Board/ }).count(), 0)
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor()
  assert.equal(await page.getByText("Are we keeping our word").count(), 0)
  await sound(page, "board-not-mine")
})

/** Eight quarters of an organisation that gets better: two that are thin, and one with failures decided. */
async function twoYears(tx: Tx): Promise<void> {
  const { rows } = await tx.client.query<{ zone: string }>("select zone from organisation")
  const zone = rows[0]?.zone ?? "UTC"
  let quarter: Quarter = quarterOf(instantOf(tx.now), zone)
  for (let n = 0; n < 8; n += 1)
    quarter = quarterOf(quarterBegins(quarter, zone).subtract({ hours: 1 }), zone)
  await tx.client.query("update organisation set made_at = $1", [dateIn(quarter, zone)])
  // What the seeding asks is one query: the transaction's own client answers it as a pool would.
  const owner = tx.client as Pick<pg.Pool, "query">
  for (const opening of [50, 40, 28, 0, 20, 12, 9, 7]) {
    const at = dateIn(quarter, zone)
    const cases = opening === 0 ? 4 : 120
    const protection = opening * 40
    const failure = { outcome: "retrained", decided: at }
    await seedCases({ owner, org: tx.org }, { cases, at, opening, protection, contact: 30 })
    await seedCases(
      { owner, org: tx.org },
      { cases: cases === 4 ? 0 : 40, at, opening: 70, failure },
    )
    quarter = nextQuarter(quarter)
  }
  await changeTimers(tx, tx.org, 0, [{ set: "expire", due: tx.now }])
}

const dateIn = (quarter: Quarter, zone: string): Date =>
  new Date(quarterBegins(quarter, zone).epochMilliseconds + 3_600_000)

const counted = (): Promise<number> =>
  inside(async ({ client }) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from board_quarter",
    )
    return rows[0]?.n ?? 0
  })

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await is()); tries += 1) {
    assert.ok(tries < 200, "it happens within ten seconds")
    await new Promise((done) => setTimeout(done, 50))
  }
}
