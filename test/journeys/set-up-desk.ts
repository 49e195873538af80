import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { openSink, type Sink } from "#server/demo/sink.ts"
import { makeSetUpLink } from "#server/people/set-up.ts"
import type { LogLine } from "#server/runtime.ts"
import { serve, type Served } from "#server/serve.ts"
import { testDatabase } from "../database.ts"
import { clean } from "./axe.ts"

/** A system that nobody set up yet, with the other end of every channel. */
export type Fresh = AsyncDisposable & {
  readonly served: Served
  readonly sink: Sink
  readonly base: string
  readonly link: string
  readonly faults: readonly LogLine[]
}

/** Starts one on a database of its own. */
export async function fresh(): Promise<Fresh> {
  const database = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-set-up-"))
  const sink = await openSink()
  const faults: LogLine[] = []
  const log = (line: LogLine) => {
    if (line.what === "bug") faults.push(line)
  }
  const config = {
    port: 0,
    host: "127.0.0.1",
    dataDir,
    databaseUrl: database.url,
    publicUrl: undefined,
    smtpUrl: sink.smtpUrl,
    mailFrom: "alert@lantern.example",
    mailNoticePort: undefined,
    gateway: sink.gateway,
  }
  const served = await serve(config, { allowLocal: true, log })
  const base = `http://localhost:${served.port}`
  const token = await makeSetUpLink(served.runtime)
  return {
    served,
    sink,
    base,
    faults,
    link: `${base}/desk/set-up#${token}`,
    async [Symbol.asyncDispose]() {
      await served.close()
      await sink.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A person in a browser of their own. */
export type Person = {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: string[]
}

/** Opens a browser for one person; what its pages log as an error fails the journey. */
export async function personAt(browser: Browser, width = 1440): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  })
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("console", (line) => {
    // A refusal is an answer; the browser logs each one as an error all the same.
    if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) faults.push(line.text())
  })
  return { page, context, faults }
}

/** Writes down twelve words and types them back; answers with them. */
export async function addWords(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Write down twelve words" }).click()
  const words = await page.locator(".words-shown li").allTextContents()
  await page.getByRole("button", { name: "I wrote them down" }).click()
  await page.getByLabel("Your twelve words").fill(words.join(" "))
  await page.getByRole("button", { name: "Check and keep" }).click()
  return words.join(" ")
}

/** Adds a channel and types back the code that it brought. */
export async function addChannel(
  page: Page,
  sink: Sink,
  kind: "email" | "voice",
  address: string,
): Promise<void> {
  await page.getByLabel("Kind").selectOption(kind)
  const label = kind === "email" ? "E-mail address" : /^Telephone number/
  await page.getByLabel(label).fill(address)
  await page.getByRole("button", { name: "Add it" }).click()
  const row = page.locator(".channels > li", { hasText: address })
  await row.getByRole("button", { name: /^Send a test/ }).click()
  const code = await sink.code(kind, address)
  await row.getByLabel("Code from the message").fill(code.toLowerCase())
  await row.getByRole("button", { name: "Check the code" }).click()
  await row.getByText(/answered a test/).waitFor()
}

/** Presses a button by its name. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).click()
}

/** Adds somebody by hand and answers with the link that is shown once. */
export async function addAndInvite(
  page: Page,
  name: string,
  email: string,
  where: RegExp | null,
): Promise<string> {
  await page.getByRole("link", { name: "People", exact: true }).click()
  await press(page, "Add a person")
  const form = page.getByRole("dialog")
  await form.getByLabel("Name").fill(name)
  await form.getByLabel("Work e-mail").fill(email)
  if (where) await form.getByRole("checkbox", { name: where }).check()
  await clean(page, "add a person")
  await form.getByRole("button", { name: "Add a person" }).click()
  await press(page, "Make the link")
  const link = await page.getByRole("dialog").getByLabel("Link").inputValue()
  await press(page, "Copy the link")
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link)
  await clean(page, "link")
  await press(page, "Close")
  return link
}

/** Makes a key with two sets of words and comes as far as reading it aloud. */
export async function joinBy(page: Page, link: string, name: string): Promise<string> {
  await page.goto(link)
  await press(page, `Begin as ${name}`)
  await page.getByRole("heading", { name: "Two ways to your key" }).waitFor()
  const words = await addWords(page)
  await page.getByText("opened your key in a trial").waitFor()
  await addWords(page)
  await page.getByText("opened your key in a trial").nth(1).waitFor()
  await press(page, "Go on")
  await page.getByRole("heading", { name: "How you are rung" }).waitFor()
  return words
}

/** The same screen in the other language, and back, light and dark, also on the narrowest phone: it must hold there too. */
export async function inBoth(page: Page, screen: string): Promise<void> {
  await clean(page, screen)
  await keepPicture(page, `${screen} en`)
  await mustFit(page, screen)
  await page.getByRole("button", { name: /^(Light|Dark)$/ }).click()
  await page.getByRole("button", { name: "简体中文" }).click()
  await clean(page, `${screen} in Chinese`)
  await mustFit(page, `${screen} in Chinese`)
  await keepPicture(page, `${screen} zh`)
  await page.getByRole("button", { name: "English", exact: true }).click()
}

/** Fails when anything scrolls sideways at 320 px. */
async function mustFit(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 320, `${screen} is ${wide} wide at 320`)
  if (before) await page.setViewportSize(before)
}

/** Keeps a picture of a screen where TOCSIN_PICTURES says; nobody compares it. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["TOCSIN_PICTURES"]
  if (!folder) return
  await page.screenshot({ path: join(folder, `${name.replaceAll(" ", "-")}.png`), fullPage: true })
}
