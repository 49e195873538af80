import assert from "node:assert/strict"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { makeMailbox, type Outside } from "../world/party.ts"
import { world, type World } from "../world.ts"
import { clean } from "./axe.ts"
import { said, visitor, type Language } from "./report-pages.ts"

/** A company that listens, with a planned case and a person named in it who was given a code on paper. */
export async function named(): Promise<{ w: World; respondent: Outside }> {
  const w = await world({ serving: { listen: true, loops: true } })
  await w.report({ text: "words of the reporter" })
  await w.open("noor")
  const respondent = await makeMailbox(w, "noor", "respondent")
  for (const [kind, facts] of [
    ["ties.declared", { ties: [] }],
    ["safety-plan.agreed", {}],
    ["hold.issued", {}],
    ["respondent.recorded", { n: 1, standing: "employee", mailbox: respondent.file.number }],
  ] as const)
    assert.equal((await w.act("noor", kind, facts)).status, 201, kind)
  await toState(w, "PLANNED")
  return { w, respondent }
}

/** Where the case stands; what leads there has tests of its own. */
export async function toState(w: World, state: string): Promise<void> {
  await w.sql(
    "update case_file set state = $1, life = jsonb_set(life, '{state}', to_jsonb($1::text))",
    [state],
  )
}

/** A private window at an address, and every body that it sends. */
export async function window(browser: Browser, w: World, language: Language, path = "/answer") {
  const visit = await visitor(browser, w.base, language, path, 320)
  const sent: string[] = []
  visit.page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`))
  return { ...visit, sent }
}

/** Types a code and opens what it holds. */
export async function enter(page: Page, language: Language, code: string): Promise<void> {
  await page.locator(".typed-code").fill(code)
  await page.getByRole("button", { name: said[language].open, exact: true }).click()
}

/** No fault that axe can see in either language at either width, and nothing scrolls sideways. */
export async function readable(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  const first = await page.evaluate(() => document.documentElement.lang)
  const others = first === "en" ? ["简体中文", "English"] : ["English", "简体中文"]
  for (const other of others) {
    await page.locator("main h1").waitFor()
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await clean(page, `${name} ${other} ${width}`, { words: other !== others[0] })
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} at ${width}`)
      const path = join(shots ?? "", `${name}-${other}-${width}.png`)
      if (shots) await page.screenshot({ path, fullPage: true })
    }
    await page.getByRole("button", { name: other, exact: true }).click()
  }
}
