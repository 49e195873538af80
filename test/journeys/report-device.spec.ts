import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { launch } from "../browser.ts"
import { world, type World } from "../world.ts"
import { said, visitor } from "./report-pages.ts"
import { drawn } from "./drawn.ts"

const w = said.en
let it: World
let browser: Browser
before(async () => {
  it = await world({ serving: { listen: true, loops: true } })
  // A microphone that always hears the same beep, and a browser that lets the page use it.
  browser = await launch(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"])
})
after(async () => {
  await browser.close()
  await it[Symbol.asyncDispose]()
})

/** A window on the question with this title; who it is about is answered. */
async function at(question: RegExp, script?: string) {
  const seen = await visitor(browser, it.base, "en")
  if (script) {
    await seen.page.addInitScript(script)
    await seen.page.reload()
  }
  await seen.press(w.start)
  await seen.go()
  await seen.choose(0)
  await seen.until(/^Are you telling us/)
  await seen.choose(0)
  await seen.until(question)
  return seen
}

/** Sends, and comes to the case with the files listed. */
async function sent(seen: Awaited<ReturnType<typeof at>>): Promise<void> {
  await seen.until(w.review)
  await seen.press(w.send)
  await seen.typeBack()
  await seen.press(w.have)
  await seen.page.getByRole("heading", { name: w.owe }).waitFor()
}

/** The bytes of a file as her browser saves it. */
async function saved(page: Page, nth: number): Promise<{ name: string; bytes: Buffer }> {
  const begun = page.waitForEvent("download")
  await page.getByRole("button", { name: /^Save/ }).nth(nth).click()
  const file = await begun
  const parts: Buffer[] = []
  for await (const part of await file.createReadStream()) parts.push(Buffer.from(part))
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) }
}

test("what is said aloud is recorded here, sealed, and comes back as sound", async () => {
  const seen = await at(/^In your own words/)
  const { page, context, faults, press, sound } = seen
  await press("Record your voice")
  await page.getByText(/^Recording, /).waitFor()
  await sound()
  await page.getByText(/^Recording, 0:01/).waitFor()
  await press("Stop recording")
  await page.getByText(/^Sealed and sent/).waitFor()
  await sound()
  await sent(seen)
  const { name, bytes } = await saved(page, 0)
  assert.match(name, /^voice/)
  assert.equal(bytes.subarray(0, 4).toString("hex"), "1a45dfa3", "a WebM file")
  assert.deepEqual(faults, [])
  await context.close()
})

test("a picture goes clean; its original goes too, sealed apart, only when that was ticked", async () => {
  const place = Buffer.from("GPS 51.5 N")
  const picture = jpeg(place)
  const file = { name: "hall.jpg", mimeType: "image/jpeg", buffer: picture }
  for (const original of [false, true]) {
    const seen = await at(/^Is there anything/)
    const { page, context, faults } = seen
    if (original) await page.getByRole("checkbox", { name: /^Keep the originals/ }).check()
    await page.locator("input[type=file]").setInputFiles([file])
    await page.getByText(/^Sealed and sent/).waitFor()
    await sent(seen)
    await drawn(page.getByRole("button", { name: /hall\.jpg/ }), original ? 2 : 1)
    const clean = await saved(page, 0)
    assert.ok(!clean.bytes.includes(place), "the place is gone")
    assert.ok(clean.bytes.includes(Buffer.from([0xff, 0xda])), "the picture is there")
    if (original) assert.deepEqual((await saved(page, 1)).bytes, picture)
    assert.deepEqual(faults, [])
    await context.close()
  }
})

/** What a browser of 2023 answers when a page asks for the curve. */
const withoutEd25519 = `
  const { importKey } = SubtleCrypto.prototype
  SubtleCrypto.prototype.importKey = function (...asked) {
    return asked[2] === "Ed25519"
      ? Promise.reject(new DOMException("no such algorithm", "NotSupportedError"))
      : importKey.apply(this, asked)
  }`

test("a browser without Ed25519 has the library's before Send, so that sealing needs no network either", async () => {
  const seen = await at(/^In your own words/, withoutEd25519)
  const { page, context, faults, press, until, typeBack } = seen
  await page.locator("main textarea").fill("What happened at dinner.")
  await until(w.review)
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((one) => one.name),
  )
  assert.equal(loaded.filter((name) => /\/assets\/noble-[^/]+\.js$/.test(name)).length, 1)
  await context.setOffline(true)
  await press(w.send)
  await page.getByRole("alert").waitFor()
  await context.setOffline(false)
  await typeBack()
  await press(w.have)
  await page.getByRole("heading", { name: w.owe }).waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test("the third Shift, or the press of the button, blanks the page before that event is over", async () => {
  for (const by of ["keyup", "click"] as const) {
    const { page, context } = await at(/^In your own words/)
    const presses = by === "click" ? 1 : 3
    const left = Promise.withResolvers<string[]>()
    // The next page waits until the one that is left has told what it showed: a word of a page that is gone gets lost.
    await page.route("https://www.wikipedia.org/**", async (route) => {
      await left.promise
      await route.fulfill({ body: "elsewhere" })
    })
    await page.locator("main textarea").fill("What happened at dinner.")
    await page.exposeFunction("tell", left.resolve)
    await page.evaluate(
      ([by, presses]) => {
        const seen: string[] = []
        addEventListener(by, () => {
          seen.push(document.documentElement.textContent)
          const { tell } = window as unknown as { tell: (told: string[]) => void } // exposed just above
          if (seen.length === presses) tell(seen)
        })
      },
      [by, presses] as const,
    )
    if (by === "click") await page.getByRole("link", { name: w.exit }).click({ noWaitAfter: true })
    else {
      await page.getByRole("heading").first().focus()
      for (let times = 0; times < presses; times += 1) await page.keyboard.press("Shift")
    }
    const seen = await left.promise
    assert.deepEqual(
      seen.map((text) => text === ""),
      [...Array<boolean>(presses - 1).fill(false), true],
    )
    await page.waitForURL("https://www.wikipedia.org/")
    await page.goBack().catch(() => null) // there may be nowhere to go back to
    assert.equal(await page.getByText("What happened at dinner.").count(), 0)
    await context.close()
  }
})

/** A small JPEG with a note about the place in it, as a phone writes one. */
function jpeg(place: Buffer): Buffer {
  const segment = (marker: number, bytes: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(bytes.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, bytes])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), place])),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(16)])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x7f, 0xff, 0xd9]),
  ])
}
