import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before } from "node:test"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { openDemo, type Demo } from "#server/demo/open.ts"
import type { LogLine } from "#server/runtime.ts"
import { launch } from "../browser.ts"
import { founded } from "../founded.ts"
import { clean } from "./axe.ts"
import { wordsOf } from "./desk-report.ts"

/** Somebody's browser at the desk, and every body that it sent. */
export type Visit = AsyncDisposable & {
  readonly page: Page
  readonly context: BrowserContext
  readonly sent: readonly string[]
}

/** The fictional company, as the tests of one file find it. */
export type Company = {
  readonly demo: Demo
  readonly base: string
  /** Opens a browser of its own at a screen. What the page throws, or sends that it must not, fails the journey. */
  visit(path: string, width?: number): Promise<Visit>
  /** Signs somebody of the cast in with their words, also where a lock or a lost session asks for them. */
  signIn(page: Page, name: string): Promise<void>
}

/** Founds the company before the first test of a file and closes it after the last; a fault in its log fails the file. */
export function company(): Company {
  const faults: LogLine[] = []
  const closing: (() => unknown)[] = []
  let demo: Demo
  let browser: Browser
  before(async () => {
    const { database, actors } = await founded()
    const dataDir = mkdtempSync(join(tmpdir(), "tocsin-desk-"))
    closing.push(() => rmSync(dataDir, { recursive: true, force: true }), database.drop)
    demo = await openDemo({
      dataDir,
      port: 0,
      host: "127.0.0.1",
      databaseUrl: database.url,
      founded: actors,
      log: (line) => faults.push(line),
    })
    closing.push(demo.close)
    browser = await launch()
    closing.push(() => browser.close())
  })
  after(async () => {
    for (const close of closing.toReversed()) await close()
    assert.deepEqual(
      faults.filter(({ what }) => what === "bug"),
      [],
    )
  })
  return {
    get demo() {
      return demo
    },
    get base() {
      return `http://localhost:${demo.port}`
    },
    visit: (path, width = 1440) => visit(browser, `http://localhost:${demo.port}${path}`, width),
    signIn: (page, name) => signIn(page, wordsOf(demo, name)),
  }
}

async function visit(browser: Browser, url: string, width: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 844 },
    locale: "en-GB",
    reducedMotion: "reduce",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const thrown: string[] = []
  const sent: string[] = []
  page.on("pageerror", (error) => thrown.push(error.message))
  page.on("console", (line) => {
    const expected = /^Failed to load resource|does not support the Push API in incognito/
    if (line.type() === "error" && !expected.test(line.text())) thrown.push(line.text())
  })
  page.on("request", (request) => {
    const body = request.postData()
    if (body) sent.push(body)
  })
  await page.goto(url)
  return {
    page,
    context,
    sent,
    async [Symbol.asyncDispose]() {
      assert.deepEqual(thrown, [])
      assert.equal(sent.filter((body) => /"prf"/.test(body)).length, 0, "no secret leaves the page")
      await context.close()
    },
  }
}

async function signIn(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "Use your twelve words" }).click()
  await page.getByLabel("Your twelve words").fill(words)
  await page.getByRole("button", { name: "Sign in with these words" }).click()
}

/** No fault that axe can see in either language, nothing scrolls sideways at either width. */
export async function sound(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  for (let language = 0; language < 2; language += 1) {
    const shown = await page.evaluate(() => document.documentElement.lang)
    await clean(page, `${name} ${shown}`, { words: language > 0 })
    const size = page.viewportSize()
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} at ${width}`)
      if (shots)
        await page.screenshot({
          path: join(shots, `${name}-${shown}-${width}.png`),
          fullPage: true,
        })
    }
    if (size) await page.setViewportSize(size)
    // A dialog keeps everything behind it out of reach; the language is changed all the same.
    await page.locator("header .lang button[lang], footer button.link[lang]").dispatchEvent("click")
  }
}

/** Presses the first button of this name: the whole name, or a pattern. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole("button", typeof name === "string" ? { name, exact: true } : { name })
    .first()
    .click()

/** A device with a fingerprint reader that can unlock keys. */
export async function withPasskeys({
  page,
  context,
}: Pick<Visit, "page" | "context">): Promise<void> {
  const device = await context.newCDPSession(page)
  await device.send("WebAuthn.enable")
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  })
}
