import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { AxeBuilder } from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import type { LogLine } from "#server/runtime.ts"
import { openDemo, type Demo } from "#server/demo/open.ts"
import type { CaseScreen } from "#wire/case.ts"
import { launch } from "../browser.ts"
import { testDatabase, type TestDatabase } from "../database.ts"
import { report, wordsOf } from "./desk-report.ts"

const shots = process.env["TOCSIN_SHOTS"]
const faults: LogLine[] = []
let database: TestDatabase
let demo: Demo
let browser: Browser
let dataDir = ""
before(async () => {
  database = await testDatabase()
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-desk-"))
  demo = await openDemo({
    dataDir,
    port: 0,
    host: "127.0.0.1",
    databaseUrl: database.url,
    log: (line) => faults.push(line),
  })
  browser = await launch()
})
after(async () => {
  await browser.close()
  await demo.close()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Somebody's browser at the desk. What the page throws, or sends that it must not, fails the journey. */
async function visit(path: string, width = 1440) {
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
  await page.goto(`http://localhost:${demo.port}${path}`)
  const close = async () => {
    assert.deepEqual(thrown, [])
    assert.equal(sent.filter((body) => /"prf"/.test(body)).length, 0, "no secret leaves the page")
    await context.close()
  }
  return { page, context, sent, close, [Symbol.asyncDispose]: close }
}

async function signIn(page: Page, name: string) {
  await page.getByRole("button", { name: "Use your twelve words" }).click()
  await page.getByLabel("Your twelve words").fill(wordsOf(demo, name))
  await page.getByRole("button", { name: "Sign in with these words" }).click()
}

/** No fault that axe can see in either language, nothing scrolls sideways at either width. */
async function sound(page: Page, name: string) {
  for (const other of ["简体中文", "English"]) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    const said = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" ")}`)
    assert.deepEqual(said, [], `${name} ${other}`)
    const size = page.viewportSize()
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} at ${width}`)
      if (shots)
        await page.screenshot({
          path: join(shots, `${name}-${other}-${width}.png`),
          fullPage: true,
        })
    }
    if (size) await page.setViewportSize(size)
    // A dialog keeps everything behind it out of reach; the language is changed all the same.
    await page.locator("header .lang button[lang]").dispatchEvent("click")
  }
}

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole("button", typeof name === "string" ? { name, exact: true } : { name })
    .first()
    .click()

test("a ringing report is opened with one key, answered, and carried on; the reporter reads every step", async () => {
  await using amina = await visit("/desk/now")
  const { page } = amina
  await sound(page, "sign-in")
  await page.getByRole("button", { name: "Use your twelve words" }).click()
  await page.getByLabel("Your twelve words").fill("abandon abandon nonsens ")
  await page.getByText("not a word of the list").waitFor({ state: "attached" })
  await page.getByLabel("Your twelve words").fill(wordsOf(demo, "Amina Bao"))
  await press(page, "Sign in with these words")
  await page.getByRole("heading", { name: "Nothing needs you now" }).waitFor()
  await sound(page, "now-empty")

  const reporter = await report(demo, { without: ["Ren Tao"] })
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()
  await sound(page, "now-ringing")
  await page.locator("#main").focus()
  await page.keyboard.press("o")
  await page.getByRole("heading", { name: "What was told" }).waitFor()
  await page.getByText("After the dinner he followed me to my floor.").first().waitFor()
  assert.match(await page.locator(".safe").innerText(), /Mailbox only\./)
  assert.match(await page.locator(".safe").innerText(), /Not after 19:00/)
  await page.getByText("Medicine that prevents HIV").waitFor()
  const opened = await reporter.mine()
  assert.equal(opened.owner, "Amina Bao")
  assert.equal(opened.manifests.length, 2, "the desk key was rolled at the first opening")
  await sound(page, "case")

  await page.keyboard.press("w")
  await page.keyboard.type("Are you sure you want to wait? I write at 4.")
  await page.getByText("Sounds like doubt.").waitFor()
  await page.keyboard.press("Control+Enter")
  await page.getByRole("button", { name: "Send it as it is" }).waitFor()
  await page.getByLabel("Write to the reporter").fill("")
  await page.getByText("Ready-made words").click()
  await press(page, /^Thank you for telling us\./)
  assert.equal(
    await page.getByRole("button", { name: "Send", exact: true }).getAttribute("aria-disabled"),
    "true",
    "ready-made words alone are not contact",
  )
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  await page.getByRole("log").getByText("I am Amina. You decide what happens.").waitFor()
  const vk = demo.actors.get("Amina Bao")?.keys.sign.vk ?? ""
  assert.equal(await reporter.read(2, vk), "I am Amina. You decide what happens.")

  await reporter.write("I do not want to fly back with him.")
  await page.getByRole("log").getByText("I do not want to fly back with him.").waitFor()
})

test("every act of a case: contact, measure, plan, note, card, level, key, handover, leaving", async () => {
  const reporter = await report(demo, { without: ["Ren Tao"], level: "e3" })
  await using amina = await visit("/desk/cases")
  const { page } = amina
  await signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  await sound(page, "cases")
  await page.locator("#main").focus()
  await page.keyboard.press("/")
  await page.keyboard.type("ringing")
  const row = page.getByRole("row").filter({ has: page.getByText("e3", { exact: true }) })
  await row.waitFor()
  await row.getByRole("link").first().click()
  await page.getByRole("heading", { name: "You have not opened this case" }).waitFor()
  await sound(page, "case-sealed")
  assert.equal(
    await page.getByRole("button", { name: "Log contact" }).getAttribute("aria-disabled"),
    "true",
  )
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page.locator("#main").focus()

  await page.keyboard.press("c")
  const dialog = page.getByRole("dialog")
  await sound(page, "case-call")
  await dialog.getByLabel("By phone").check()
  await dialog.getByLabel("What you agreed on").fill("I ring again at 16:00.")
  await press(page, "Log it")
  await page.getByText("Logged. The reporter is asked").waitFor()
  assert.equal((await reporter.mine()).asked.length, 1)

  await page.locator("#main").focus()
  await page.keyboard.press("m")
  await dialog.getByLabel("Measure").selectOption("M01")
  const reads = dialog.getByLabel("What the reporter reads")
  assert.match(await reads.inputValue(), /Ma Jun may not contact you/)
  await reads.fill("Ma Jun may not contact you from now on.")
  await press(page, "Order it")
  await page.getByText("Ordered. The reporter can read it now.").waitFor()

  await press(page, "Write the plan")
  await dialog.getByLabel("Plan for what happens next").fill("Monday: you and Orla talk.")
  await press(page, "Send the plan")
  await page.getByText("Sent. The plan is met.").waitFor()
  const kinds = (await reporter.mine()).objects.map(({ kind }) => kind)
  assert.deepEqual(kinds, ["report", "call", "measure", "plan"])

  await page.getByLabel("Note", { exact: true }).fill("Her manager is on leave.")
  await press(page, "Keep the note")
  await page.getByText("Her manager is on leave.").waitFor()
  await press(page, /^Done: /)
  await page.getByText(/Done Amina Bao/).waitFor()

  await press(page, "First safety questions")
  await dialog.getByLabel(/^Does the person have power/).selectOption("yes")
  await press(page, "Keep the answers")
  await page.getByText("Kept as a note of the team.").waitFor()

  await page.locator("#main").focus()
  await page.keyboard.press("r")
  await dialog.getByRole("radio").nth(1).check()
  await press(page, "Raise it")
  await page.getByText("Raised.").waitFor()
  assert.equal((await reporter.mine()).level, "e2")
  await press(page, "Ask to lower")
  await dialog.getByRole("radio").first().check()
  await press(page, "Ask for it")
  await page.getByText("Asked. It is lowered when").waitFor()
  assert.equal((await reporter.mine()).level, "e2", "lowering needs a second person")

  await press(page, "Add a keyholder")
  const ren = dialog.getByRole("option").filter({ hasText: "Ren Tao" })
  await dialog.getByLabel("Who gets a key").selectOption(await ren.getAttribute("value"))
  await dialog.getByText("Ren Tao must not see this case.").waitFor()
  const tang = dialog.getByRole("option").filter({ hasText: "Tang Rui" })
  await dialog.getByLabel("Who gets a key").selectOption(await tang.getAttribute("value"))
  await sound(page, "case-key")
  await dialog.getByLabel(/read to me by voice/).check()
  await press(page, "Give the key")
  await page.getByText("Tang Rui holds a key now.").waitFor()

  await page.locator("#main").focus()
  await page.keyboard.press("x")
  const chen = dialog.getByRole("option").filter({ hasText: "Chen Wei" })
  await dialog.getByLabel("To whom").selectOption(await chen.getAttribute("value"))
  await dialog.getByLabel("What the next person must know").fill("Ring at 16:00.")
  await dialog.getByRole("button", { name: "Hand over" }).click()
  await page.getByText("Chen Wei has the case now.").waitFor()

  const url = page.url()
  await press(page, "I have a tie to this case")
  await press(page, "Leave this case")
  await page.getByText("You have left a case.").waitFor()
  await page.goto(url)
  await signInAgain(page, "Amina Bao")
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor()
  await sound(page, "missing")

  await using heir = await visit("/desk/cases")
  await signIn(heir.page, "Chen Wei")
  // The desk takes up Chen's language first: only then is there a way to the other one.
  await heir.page.locator('header .lang button[lang="en"]').click()
  await heir.page
    .getByRole("row")
    .filter({ has: heir.page.getByText("Outcome") })
    .getByRole("link")
    .first()
    .click()
  await press(heir.page, "Open and take it")
  const log = heir.page.getByRole("log")
  await log.getByText("By phone. I ring again at 16:00.").waitFor()
  await heir.page.getByText("Ring at 16:00.", { exact: true }).waitFor()
  assert.equal(await heir.page.getByText("This was changed after it was sealed").count(), 0)
  await heir.page.getByLabel("Write to the reporter").fill("I am Chen. I have your case now.")
  await press(heir.page, "Send")
  await log.getByText("I am Chen. I have your case now.").waitFor()
  const now = await reporter.mine()
  assert.equal(now.manifests.at(-1)?.epoch, 3, "whoever left no longer holds the keys in force")
  const last = now.objects.at(-1)?.seq ?? 0
  const vk = demo.actors.get("Chen Wei")?.keys.sign.vk ?? ""
  assert.equal(await reporter.read(last, vk), "I am Chen. I have your case now.")

  assert.equal((await reporter.press("retaliation")).status, 204)
  await heir.page.getByText("the reporter said that something changed").waitFor()
  await sound(heir.page, "case-again")
  await press(heir.page, "Take it")
  await heir.page
    .getByText("the reporter said that something changed")
    .waitFor({ state: "detached" })
})

test("a file goes sealed to the reporter's mailbox and is shown from this browser's own copy", async () => {
  await report(demo, { level: "e4" })
  await using amina = await visit("/desk/cases")
  const { page } = amina
  await signIn(page, "Amina Bao")
  await page
    .getByRole("row")
    .filter({ has: page.getByText("e4", { exact: true }) })
    .getByRole("link")
    .click()
  await press(page, "Open and take it")
  await page.getByLabel("Add a file").setInputFiles([
    { name: "safe-way.png", mimeType: "image/png", buffer: Buffer.from(onePixel, "base64") },
    { name: "not.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
  ])
  await page.getByText("This is not the picture it says it is.").waitFor()
  await press(page, "Take out: not.png")
  await page.getByLabel("Write to the reporter").fill("The map I promised.")
  await press(page, "Send")
  await page.getByRole("log").getByText("safe-way.png").waitFor()
  await press(page, "Show: safe-way.png")
  const image = page.getByRole("img", { name: "safe-way.png" })
  await image.waitFor()
  assert.match((await image.getAttribute("src")) ?? "", /^blob:/)
  assert.equal(await image.evaluate((img: HTMLImageElement) => img.naturalWidth), 1)
})

test("what was changed after sealing is shown as that, and a list that does not check out closes writing", async () => {
  await report(demo, { level: "e4" })
  await using orla = await visit("/desk/now", 390)
  const { page } = orla
  await signIn(page, "Amina Bao")
  const ringing = page.getByRole("region", { name: "A report, ringing you" })
  const mine = ringing.filter({ has: page.getByText("e4", { exact: true }) })
  await mine.waitFor()
  await page.route("**/objects/mailbox/1", async (route) => {
    const answer = await route.fetch()
    const bytes = await answer.body()
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    await route.fulfill({ response: answer, body: bytes })
  })
  await page.route(/\/desk\/api\/cases\/[0-9a-f]{32}$/, async (route) => {
    const answer = await route.fetch()
    const screen = (await answer.json()) as CaseScreen // the route's own answer
    for (const manifest of screen.manifests.slice(1)) manifest.signature = "changed"
    await route.fulfill({ response: answer, json: screen })
  })
  await mine.getByRole("button", { name: "Open and take it" }).click()
  await page.getByText("This was changed after it was sealed").waitFor()
  await page.getByText("The signed list of who can open this case does not check out").waitFor()
  assert.equal(
    await page.getByRole("button", { name: "Send", exact: true }).getAttribute("aria-disabled"),
    "true",
  )
  await sound(page, "case-damaged")
  await page.unrouteAll()
})

test("a lost connection is said, a session that ended comes back to the same place, keys can be switched off", async () => {
  await using amina = await visit("/desk/cases?all")
  const { page, context } = amina
  await signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  await context.setOffline(true)
  await page.getByText("No connection to the server.").waitFor()
  await sound(page, "offline")
  await context.setOffline(false)
  await page.getByText("No connection to the server.").waitFor({ state: "detached" })

  await context.clearCookies()
  await press(page, "Closed ones too")
  await signInAgain(page, "Amina Bao")
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  assert.match(page.url(), /\/desk\/cases\?all$/)

  await page.locator("#main").focus()
  await page.keyboard.press("?")
  await sound(page, "all-keys")
  await page.getByLabel("Single keys act on this desk").uncheck()
  await page.keyboard.press("Escape")
  await page.locator("#main").focus()
  await page.keyboard.press("l")
  await page.keyboard.press("g")
  await page.keyboard.press("n")
  await page.getByRole("heading", { name: "Cases" }).waitFor()

  await press(page, "Light")
  await sound(page, "cases-light")
  await page.getByRole("link", { name: "Now", exact: false }).first().click()
  await page.getByText("On call now").waitFor()
  await sound(page, "now-light")
})

test("l locks every tab at once and the place stays; a passkey signs in and unlocks in one prompt", async () => {
  await using chen = await visit("/desk/cases")
  const { page, context } = chen
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
  await signIn(page, "Chen Wei")
  await page.getByRole("button", { name: "English" }).click()
  await page.getByRole("heading", { name: "Cases" }).waitFor()
  const other = await context.newPage()
  await other.goto(page.url())
  await signInAgain(other, "Chen Wei")
  await other.getByRole("heading", { name: "Cases" }).waitFor()
  await page.bringToFront()
  await page.locator("#main").focus()
  await page.keyboard.press("l")
  await page.getByRole("heading", { name: "Locked" }).waitFor()
  await other.getByRole("heading", { name: "Locked" }).waitFor()
  await other.close()
  await report(demo)
  await page.getByText(/reports? (is|are) ringing\./).waitFor() // a locked desk still rings
  assert.match(page.url(), /\/desk\/cases$/)
  await sound(page, "locked")
  await signInAgain(page, "Chen Wei")
  await page.getByRole("heading", { name: "Cases" }).waitFor()

  await page.goto(`http://localhost:${demo.port}/desk/me`)
  await signInAgain(page, "Chen Wei")
  await press(page, "Make a passkey on this device")
  await page
    .getByText(/^made .*opened your key in a trial/)
    .nth(2)
    .waitFor()
  await press(page, "Sign out")
  await press(page, "Sign in with your passkey")
  await page.getByText("Ways to your key").waitFor()
  await page.getByRole("link", { name: /Now/ }).click()
  await page.getByText("On call now").waitFor()
})

test("ten idle minutes lock the desk, and the page behind stays", async () => {
  await using su = await visit("/desk/now")
  const { page } = su
  await page.clock.install()
  await page.reload()
  await signIn(page, "Su Ran")
  await page.getByText("On call now").waitFor()
  await page.clock.fastForward("09:00")
  await page.mouse.move(5, 5)
  await page.mouse.down()
  await page.mouse.up()
  await page.clock.fastForward("09:00")
  await page.getByText("On call now").waitFor()
  await page.clock.fastForward("02:00")
  await page.getByRole("heading", { name: "Locked" }).waitFor()
  assert.match(page.url(), /\/desk\/now$/)
})

test("the worker runs under the page's own rules, and says that a push arrived", async () => {
  await using su = await visit("/desk/me")
  const { page, context } = su
  const origin = `http://localhost:${demo.port}`
  await context.grantPermissions(["notifications"], { origin })
  await signIn(page, "Su Ran")
  await page.getByLabel("Kind").selectOption("push")
  // No push service is reached from a test; what comes before it is the worker, under the page's own rules.
  await press(page, "Ring this browser")
  const scope = `${origin}/desk/`
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  const session = await context.newCDPSession(page)
  const registrations = new Promise<string>((found) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const mine = registrations.find(({ scopeURL }) => scopeURL === scope)
      if (mine) found(mine.registrationId)
    })
  })
  await session.send("ServiceWorker.enable")
  const data = JSON.stringify({ v: 1, id: "0".repeat(32), ref: "7Q2MXK", lang: "en", text: "-" })
  const registrationId = await registrations
  const told = new Promise<string | null>((found) => {
    context.on("request", (request) => {
      if (request.url() === `${origin}/desk/api/deliveries`) found(request.postData())
    })
  })
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data })
  assert.deepEqual(JSON.parse((await told) ?? ""), { id: "0".repeat(32) })
})

async function signInAgain(page: Page, name: string) {
  await page.getByRole("button", { name: "Use your twelve words" }).waitFor()
  await signIn(page, name)
}

const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
