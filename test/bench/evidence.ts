import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { openDemo, type Demo } from "#server/demo/open.ts"
import { utf8 } from "#crypto/bytes.ts"
import { launch } from "../browser.ts"
import { report, wordsOf } from "../journeys/desk-report.ts"
import { median, progress, type Figure, type Group } from "./figure.ts"
import { dropDatabase, newDatabase } from "./place.ts"

/** A case with a long history, as its responder waits for it: from the address to the register of what was opened. */
export const evidence: Group = { name: "evidence", run }

const pieces = 200
const events = 500
const visits = 5

async function* run(): AsyncGenerator<Figure> {
  const databaseUrl = await newDatabase("evidence")
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-bench-evidence-"))
  const demo = await openDemo({ dataDir, port: 0, host: "127.0.0.1", databaseUrl })
  const browser = await launch()
  try {
    progress(`  ${pieces} messages with a file each …`)
    await fill(demo)
    const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(30_000)
    await signIn(page, demo)
    const [registers, cases]: [number[], number[]] = [[], []]
    for (let visit = 0; visit < visits; visit += 1) {
      registers.push(await opened(page, demo, "/evidence"))
      cases.push(await opened(page, demo, ""))
    }
    const what = `${pieces} messages with a file each, ${events} events; median of ${visits}, nothing opened before, one browser and the server on the same machine; value: the slowest`
    yield figure("evidence.register", registers, what)
    yield figure("evidence.case", cases, what)
  } finally {
    await browser.close()
    await demo.close()
    rmSync(dataDir, { recursive: true, force: true })
    await dropDatabase("evidence")
  }
}

function figure(name: string, times: readonly number[], what: string): Figure {
  const value = Number((Math.max(...times) / 1000).toFixed(2))
  return { name, value: median(times) / 1000, unit: "s", target: 1, reference: { what, value } }
}

async function fill(demo: Demo): Promise<void> {
  const reporter = await report(demo, { level: "e4" })
  for (let n = 0; n < pieces; n += 1) {
    const file = {
      name: `note-${n}.txt`,
      type: "text/plain",
      bytes: utf8(`What was said, ${n}.\n`),
    }
    await reporter.write(`Message ${n}`, undefined, [file])
  }
  await demo.runtime.pool.query(
    `insert into event (org_id, case_id, kind, at, facts)
     select org_id, id, 'alert.heard', now(), '{}' from case_file, generate_series(1, $2) where id = $1`,
    [reporter.caseId, events - pieces],
  )
}

async function signIn(page: Page, demo: Demo): Promise<void> {
  await page.goto(`http://localhost:${demo.port}/desk/cases`)
  await unlock(page, demo)
  await page.getByRole("row").getByRole("link").first().click()
  await page.getByRole("button", { name: "Open and take it" }).click()
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
}

async function unlock(page: Page, demo: Demo): Promise<void> {
  await page.getByRole("button", { name: "Use your twelve words" }).click()
  await page.getByLabel("Your twelve words").fill(wordsOf(demo, "Amina Bao"))
  await page.getByRole("button", { name: "Sign in with these words" }).click()
}

/** From the address to the last piece drawn, with everything that this browser had opened forgotten first. */
async function opened(page: Page, demo: Demo, screen: "" | "/evidence"): Promise<number> {
  const path = new URL(page.url()).pathname.replace(/\/evidence$/, "")
  await go(page, "/desk/cases")
  await page.getByRole("button", { name: "Lock" }).click()
  await unlock(page, demo)
  await page.getByRole("row").getByRole("link").first().waitFor()
  const row = screen === "" ? ".thread .msg" : "section[aria-labelledby=register] tbody tr"
  return page.evaluate(
    ([address, wanted, many]) =>
      new Promise<number>((done) => {
        const from = performance.now()
        const look = () => {
          if (document.querySelectorAll(wanted).length >= many) done(performance.now() - from)
          else requestAnimationFrame(look)
        }
        history.pushState(null, "", address)
        dispatchEvent(new PopStateEvent("popstate"))
        look()
      }),
    [`${path}${screen}`, row, pieces] as const,
  )
}

const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    history.pushState(null, "", to)
    dispatchEvent(new PopStateEvent("popstate"))
  }, address)
