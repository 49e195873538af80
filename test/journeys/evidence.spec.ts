import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { openAge } from "#crypto/open.ts"
import type { Page } from "playwright-core"
import * as sample from "../core/file-samples.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

const files = [
  { name: "IMG_0411.jpg", type: "image/jpeg", bytes: sample.jpeg },
  { name: "letter.pdf", type: "application/pdf", bytes: sample.pdf },
  { name: "函.pdf", type: "application/pdf", bytes: sample.chinesePdf },
  { name: "WhatsApp Chat.txt", type: "text/plain", bytes: sample.utf8(sample.whatsapp) },
  { name: "voice.wav", type: "audio/wav", bytes: sample.wav },
  { name: "旧记录.txt", type: "text/plain", bytes: sample.gb18030 },
  { name: "holiday.jpg", type: "image/jpeg", bytes: sample.program },
  { name: "note.txt", type: "text/plain", bytes: sample.utf8("<html><script>x()</script></html>") },
  { name: "scan.pdf", type: "application/pdf", bytes: sample.png },
]

test("evidence is looked at without running, following or fetching anything in it", async () => {
  const reporter = await report(it.demo, { level: "e4" })
  await reporter.write("What I have.", undefined, files)
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await openCase(page)
  const asked: string[] = []
  page.on("request", (request) => asked.push(request.url()))
  const dialog = page.getByRole("dialog")
  const look = async (name: string) => {
    await press(page, `Look at it: ${name}`)
    await dialog.getByText("SHA-256").waitFor()
  }

  await look("IMG_0411.jpg")
  await dialog.locator('canvas[data-drawn="true"]').waitFor()
  await dialog.getByText("8 × 6").waitFor()
  await sound(page, "evidence-picture")
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })

  await look("letter.pdf")
  await dialog.locator('canvas[data-drawn="true"]').waitFor()
  assert.ok(await inked(page), "the page's text is drawn")
  await dialog.getByText("Words on this page").click()
  await dialog.getByText("Room 1402").waitFor()
  await sound(page, "evidence-pdf")
  assert.equal(await dialog.locator("a, iframe, embed, object, form, img").count(), 0)
  await page.keyboard.press("Escape")

  await look("函.pdf")
  await dialog.locator('canvas[data-drawn="true"]').waitFor()
  assert.ok(await inked(page), "letters that the file does not bring are this device's own")
  await dialog.getByText("Words on this page").click()
  await dialog.getByText("你好").waitFor()
  await page.keyboard.press("Escape")

  await look("WhatsApp Chat.txt")
  await dialog.getByRole("cell", { name: "Li Na" }).waitFor()
  await dialog.getByRole("cell", { name: "<script>alert(1)</script>" }).waitFor()
  await sound(page, "evidence-chat")
  await page.keyboard.press("Escape")

  await look("旧记录.txt")
  await dialog.getByText("你好，世界").waitFor()
  await page.keyboard.press("Escape")

  await noteRevoked(page)
  await look("voice.wav")
  const audio = dialog.locator("audio")
  await page.waitForFunction(() => (document.querySelector("audio")?.readyState ?? 0) > 0)
  assert.equal(await audio.evaluate((one: HTMLAudioElement) => one.paused), true, "never by itself")
  const blob = (await audio.getAttribute("src")) ?? ""
  assert.match(blob, /^blob:/)
  await sound(page, "evidence-sound")
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })
  assert.ok((await revokedIn(page)).includes(blob), "the address is gone with the window")

  await look("holiday.jpg")
  await dialog.getByText("says that it is a picture. Its bytes say that it is a program.").waitFor()
  await dialog.getByText("This is a program.").waitFor()
  assert.equal(await dialog.locator("canvas").count(), 0)
  await dialog.getByRole("button", { name: "Save this file" }).click()
  await dialog.getByText("It is saved as holiday.jpg.bin").waitFor()
  await sound(page, "evidence-lie")
  await page.keyboard.press("Escape")

  await look("note.txt")
  await dialog.getByText("Its bytes say that it is a web page.").waitFor()
  await page.keyboard.press("Escape")
  await look("scan.pdf")
  await dialog.getByRole("button", { name: "Show it as a picture" }).click()
  await dialog.locator('canvas[data-drawn="true"]').waitFor()

  const own = new RegExp(
    `^blob:|^${it.base}/(desk/api/cases/[0-9a-f]{32}(/parts/[0-9a-f]{64})?$|desk/api/(events|now|cases|directory)|assets/)`,
  )
  assert.deepEqual(
    asked.filter((url) => !own.test(url)),
    [],
    "nothing is asked for but the sealed parts",
  )
  await page.evaluate(() => new BroadcastChannel("tocsin-desk").postMessage("lock"))
  await dialog.waitFor({ state: "detached" })
})

test("the register, uncertain times, custody and an export that checks out", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await reporter.write("What I have.", undefined, files.slice(0, 4))
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await openCase(page, "e3")
  await page.locator("#main").focus()
  await page.keyboard.press("v")
  await page.getByRole("heading", { name: "Register" }).waitFor()
  await page.getByRole("cell", { name: "What was reported" }).waitFor()
  await page.getByText("4 pieces").waitFor()

  const dialog = page.getByRole("dialog")
  await press(page, "When was it made? E1")
  await dialog.getByLabel("Not before").fill("2026-11-05T22:30")
  await dialog.getByLabel("Not after").fill("2026-11-05T21:00")
  await dialog.getByText("The second time is before the first.").waitFor()
  await dialog.getByLabel("Not after").fill("2026-11-05T23:15")
  await dialog.getByLabel("Who or what says so").fill("the hotel's door log")
  await sound(page, "evidence-when")
  await press(page, "Keep this")
  await page.getByText("Kept. It stands on the timeline of uncertain times.").waitFor()
  await page.getByText("certainly before").waitFor()

  await press(page, "Handed over: E2")
  await dialog.getByLabel("To", { exact: true }).fill("Officer Liang, badge 4711")
  await dialog.getByLabel("Purpose").fill("investigation")
  await sound(page, "evidence-custody")
  await press(page, "Keep the row")
  await page.getByRole("cell", { name: "Officer Liang, badge 4711" }).waitFor()
  await sound(page, "evidence-register")

  await page.locator("#main").focus()
  await page.keyboard.press("j")
  await page.keyboard.press("Enter")
  await dialog.locator('canvas[data-drawn="true"]').waitFor()
  await page.keyboard.press("Escape")

  await press(page, /^Look at it: E1 /)
  await press(page, "Make a redacted copy")
  const canvas = dialog.locator('canvas[data-drawn="true"]')
  await canvas.waitFor()
  const at = await canvas.boundingBox()
  assert.ok(at)
  await page.mouse.move(at.x + 1, at.y + 1)
  await page.mouse.down()
  await page.mouse.move(at.x + 4, at.y + 5)
  await page.mouse.up()
  await dialog.getByRole("button", { name: /^Box 1/ }).waitFor()
  await press(page, "Add a box")
  await dialog.getByRole("button", { name: /^Box 2: 4 × 4/ }).press("ArrowRight")
  await dialog.getByRole("button", { name: /^Box 2: 4 × 4 at 4, / }).press("Shift+ArrowDown")
  await sound(page, "evidence-redact-picture")
  await press(page, "Keep the redacted copy")
  await press(page, /^Look at it: E1-R1/)
  await dialog.getByText("redacted copy", { exact: true }).waitFor()
  await dialog.locator('canvas[data-drawn="true"]').waitFor()
  assert.deepEqual(await pixelsOf(page), { dark: true, width: 8 })
  await page.keyboard.press("Escape")

  await press(page, /^Look at it: E4 /)
  await press(page, "Make a redacted copy")
  await dialog.getByLabel("Words to cover everywhere").fill("ma jun")
  await press(page, "Cover them everywhere")
  assert.match(await dialog.getByLabel("The copy").inputValue(), /████████: Are you in your room/)
  const original = dialog.getByLabel("Original")
  await original.focus()
  await original.evaluate((one: HTMLTextAreaElement) => one.setSelectionRange(0, 10))
  await press(page, "Cover what is selected")
  await sound(page, "evidence-redact-text")
  await press(page, "Keep the redacted copy")
  await press(page, /^Look at it: E4-R1/)
  await dialog
    .getByRole("cell", { name: "████████" })
    .or(dialog.getByText("████████: Are you"))
    .first()
    .waitFor()
  assert.equal(await dialog.getByText("Ma Jun").count(), 0)
  await page.keyboard.press("Escape")

  await page.getByLabel("To whom").fill("District police")
  await page.getByLabel("What for").fill("criminal complaint")
  const coming = page.waitForEvent("download", { timeout: 60_000 })
  await press(page, "Make the export")
  const saved = await (await coming).path()
  const words = (await page.locator(".hash[translate]").textContent()) ?? ""
  assert.equal(words.split(" ").length, 12)
  await sound(page, "evidence-export")
  await page.getByRole("cell", { name: "District police" }).waitFor()
  const folder = await unpacked(saved, words)
  const run = spawnSync("sh", [join(folder, "verify.sh")], { encoding: "utf8" })
  assert.equal(run.status, 0, run.stderr)
  assert.match(run.stdout, /6 files\. All of it checks out/)
  const csv = readFileSync(join(folder, "register.csv"), "utf8")
  assert.match(csv, /E1,Picture \(JPEG\),,IMG_0411\.jpg,as it was,,Reporter/)
  assert.match(
    readFileSync(join(folder, "custody.csv"), "utf8"),
    /E2,Amina Bao,"Officer Liang, badge 4711"/,
  )
  assert.deepEqual(readFileSync(join(folder, "file/E2-letter.pdf")), Buffer.from(sample.pdf))
  rmSync(folder, { recursive: true })
})

async function unpacked(file: string, words: string): Promise<string> {
  const tar = await openAge({ passphrases: [words] }, new Uint8Array(readFileSync(file)))
  const folder = mkdtempSync(join(tmpdir(), "tocsin-export-"))
  const { status, stderr } = spawnSync("tar", ["-xf", "-", "-C", folder], { input: tar })
  assert.equal(status, 0, String(stderr))
  return folder
}

async function openCase(page: Page, level = "e4"): Promise<void> {
  await it.signIn(page, "Amina Bao")
  const row = page.getByRole("row").filter({ has: page.getByText(level, { exact: true }) })
  await row.getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
}

/** Whether anything but white paper is on the canvas. */
const inked = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector("canvas")
    const pixels =
      canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return pixels.some((value, at) => at % 4 < 3 && value < 100)
  })

/** How wide the picture is, and whether its covered corner is black. */
const pixelsOf = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector("canvas")
    const [red = 255, green = 255, blue = 255] =
      canvas?.getContext("2d")?.getImageData(1, 1, 1, 1).data ?? []
    return { dark: Math.max(red, green, blue) < 60, width: canvas?.width }
  })

/** Notes from now on which addresses of blobs the page gives up; whether one loads once more is up to caches. */
const noteRevoked = (page: Page) =>
  page.evaluate(() => {
    const revoked: string[] = []
    const revoke = URL.revokeObjectURL.bind(URL)
    URL.revokeObjectURL = (url) => {
      revoked.push(url)
      revoke(url)
    }
    Object.assign(globalThis, { revoked })
  })
const revokedIn = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { revoked: string[] }).revoked) // as noted above
