import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { launch } from "./browser.ts"

let browser: Browser
let page: Page
before(async () => {
  browser = await launch()
  page = await browser.newPage()
})
after(() => browser.close())

/** A code that belongs to no letter in any font: the empty box itself. */
const noLetter = "\u{10fffd}"

/** A letter as the person sees it; two letters without a font are the same empty box. */
async function picture(letter: string): Promise<string> {
  await page.setContent(`<p style="font:64px system-ui,sans-serif;margin:0">${letter}</p>`)
  return (await page.screenshot({ clip: { x: 0, y: 0, width: 100, height: 100 } })).toString("hex")
}

test("Chinese and Latin letters are drawn, not boxes", async () => {
  const letters = ["报", "警", "我", "您", "A", "é", "，"]
  const pictures: string[] = []
  for (const letter of [...letters, noLetter]) pictures.push(await picture(letter))
  assert.equal(new Set(pictures).size, letters.length + 1)
  assert.equal(await picture("报"), pictures[0])
})

test("a page on localhost is a secure place with the keys we need", async () => {
  await page.route("http://localhost/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>here</title>" }),
  )
  await page.goto("http://localhost/")
  const found = await page.evaluate(async () => {
    const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"])
    return { secure: isSecureContext, pair: "privateKey" in pair }
  })
  assert.deepEqual(found, { secure: true, pair: true })
})
