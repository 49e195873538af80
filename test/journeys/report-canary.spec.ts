import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { marks, mustNotHold } from "../canary.ts"
import { launch } from "../browser.ts"
import { world } from "../world.ts"
import { said, visitor } from "./report-pages.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const w = said.en

/** Everything that a page sends, from the first line of a request to the last byte of its body. */
function listen(page: Page): Buffer[] {
  const sent: Buffer[] = []
  page.on("request", (request) => {
    sent.push(Buffer.from(`${request.url()} ${JSON.stringify(request.headers())}`))
    const body = request.postDataBuffer()
    if (body) sent.push(body)
  })
  return sent
}

test("what a reporter types in a real browser leaves it sealed or not at all", async () => {
  await using it = await world({ serving: { listen: true, loops: true } })
  const words = `${marks[0]}, ${marks[1]}; ${marks[2]}`
  const seen = await visitor(browser, it.base, "en")
  const { page, press, go, choose, until } = seen
  const sent = listen(page)
  await press(w.keep) // a draft is saved from here on
  await seen.typeBack()
  await press(w.have)
  await go()
  await choose(0)
  await page.getByRole("checkbox").nth(1).check()
  await page.getByRole("textbox").fill(words)
  await go()
  await page.locator("main textarea, main input[type=text]").first().fill(words)
  await go()
  await choose(0)
  await until(/^Who did this/)
  const name = page.locator("main [role=combobox]")
  await name.fill(marks[0])
  await name.press("Enter")
  await go()
  await until(/own words/)
  await page.locator("main textarea").fill(words)
  await until(w.review)
  await press(w.send)
  await seen.typeBack()
  await press(w.have)
  await page.getByRole("heading", { name: w.owe }).waitFor()
  await page.locator("#write").fill(`Later: ${words}`)
  await press(w.sendMessage)
  await page.getByText("Later:").waitFor()
  const bodies = sent.filter((part) => part.length > 10_000)
  assert.ok(bodies.length >= 3, "a draft, a report and a message were sent")
  mustNotHold("what left the browser", Buffer.concat(sent))
  assert.deepEqual(seen.faults, [])
  await seen.context.close()

  assert.equal((await it.open("noor")).status, 204)
  mustNotHold("the database", await it.dump())
  mustNotHold("the log", JSON.stringify(it.logged))
  assert.ok(it.sink.arrived.length > 0)
  mustNotHold("what left for the telephones", JSON.stringify(it.sink.arrived))
  const kept = globSync("**/*", { cwd: it.runtime.partsDir, withFileTypes: true })
  for (const file of kept.filter((one) => one.isFile()))
    mustNotHold("a part on the disk", readFileSync(join(file.parentPath, file.name)))
})
