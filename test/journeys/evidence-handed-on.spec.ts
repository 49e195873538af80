import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"
import { openAge } from "#crypto/open.ts"
import type { Page } from "playwright-core"
import * as sample from "../core/file-samples.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { outsider } from "./outside.ts"

const it = company()
const files = [
  { name: "IMG_0411.jpg", type: "image/jpeg", bytes: sample.jpeg },
  { name: "letter.pdf", type: "application/pdf", bytes: sample.pdf },
]
const roster = { name: "roster.pdf", type: "application/pdf", bytes: sample.chinesePdf }

test("the police get chosen pieces, and either side what is their own, with nothing of the other", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await reporter.write("The letter he left.", undefined, files.slice(1))
  await reporter.write("PRIVATE-OF-HERS", undefined, files.slice(0, 1))
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  const jun = await named(page)
  await jun.write("WORD-OF-HIS", undefined, [roster])
  await page.getByRole("link", { name: "First days", exact: true }).click()
  await page.getByRole("link", { name: "Hand evidence to the police" }).click()
  await page.getByRole("heading", { name: "Register" }).waitFor()

  await page.getByLabel("Chosen pieces").check()
  await page.getByRole("checkbox", { name: "E1 letter.pdf" }).check()
  await sound(page, "export-chosen")
  const police = await exported(page, "District police", "criminal complaint")
  assert.match(police.told, /This is a selection/)
  assert.match(police.told, /1 opened objects are signed/)
  assert.match(police.told, /objects were left out; their signed headers hold their places/)
  assert.equal(police.has("The letter he left."), true)
  for (const other of [
    "PRIVATE-OF-HERS",
    "WORD-OF-HIS",
    "You will get a letter",
    "IMG_0411",
    "roster.pdf",
  ])
    assert.equal(police.has(other), false, other)
  assert.deepEqual(readFileSync(join(police.folder, "file/E1-letter.pdf")), Buffer.from(sample.pdf))
  await page.getByRole("row", { name: /^export .*criminal complaint \(E1\)/ }).waitFor()

  await page.getByLabel("One person's own mailbox, opened").check()
  await page.getByLabel("Whose").selectOption({ label: "Person named 1: Ma Jun, head of sales" })
  await page.setViewportSize({ width: 320, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 320, `nothing is wider than 320 px: ${wide}`)
  await page.setViewportSize({ width: 1440, height: 900 })
  await sound(page, "export-own")
  const his = await exported(page, "Ma Jun", "asked on 20 November")
  assert.match(his.told, /one person's own mailbox, party-2, and nothing else/)
  assert.equal(his.has("WORD-OF-HIS"), true)
  assert.equal(his.has("You will get a letter on Monday."), true)
  for (const hers of ["PRIVATE-OF-HERS", "The letter he left.", "letter.pdf", "mailbox 1 "])
    assert.equal(his.has(hers), false, hers)
  assert.deepEqual(readdirSync(join(his.folder, "object")), ["party-2"])
  assert.equal(existsSync(join(his.folder, "manifest")), false)
  const { case_, reporterKey } = police
  assert.notEqual(his.name.slice(0, 16), police.name.slice(0, 16))
  assert.equal(his.name.includes((page.url().split("/").at(-2) ?? "").slice(0, 8)), false)
  assert.equal(his.has(case_), false, "not even the id that her own papers name")
  assert.equal(his.has(reporterKey), false, "and not her key")

  await page.getByLabel("Whose").selectOption({ label: "Reporter" })
  const hers = await exported(page, "The reporter", "asked on 21 November")
  assert.equal(hers.has("PRIVATE-OF-HERS"), true)
  for (const others of ["WORD-OF-HIS", "roster.pdf"]) assert.equal(hers.has(others), false, others)
  assert.equal(hers.has("head of sales"), false)
  assert.deepEqual(readdirSync(join(hers.folder, "object")), ["mailbox"])

  await page.getByRole("radio", { name: "Everything", exact: true }).check()
  const all = await exported(page, "Our lawyer", "advice")
  assert.equal(all.has("WORD-OF-HIS"), true, "mailboxes of other people are opened too")
  assert.equal(all.has("PRIVATE-OF-HERS"), true)
  assert.doesNotMatch(all.told, /sealed only/)
  // On the screen and in what is handed on, whoever sent a piece has the same name.
  const piece = page.getByRole("row").filter({ hasText: "roster.pdf" }).first()
  await piece.getByText("Person named 1: Ma Jun, head of sales").waitFor()
  const sender = '"Person named 1: Ma Jun, head of sales"'
  assert.match(all.table("register"), new RegExp(`^E3,.*,roster\\.pdf,as it was,,${sender},`, "m"))
  assert.match(all.table("custody"), new RegExp(`^E3,${sender},.*,${sender},`, "m"))
  assert.match(all.table("register"), /^E1,.*,letter\.pdf,as it was,,Reporter,/m)
  for (const { folder } of [police, his, hers, all]) rmSync(folder, { recursive: true })
})

/** Opens the case, names somebody, gives them a mailbox and writes to them. */
async function named(page: Page) {
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: /^Mailbox/ }).waitFor()
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  const dialog = page.getByRole("dialog")
  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill("Ma Jun, head of sales")
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await press(page, "Open a mailbox")
  await dialog
    .getByLabel("For whom")
    .selectOption({ label: "Person named 1: Ma Jun, head of sales" })
  await dialog.getByRole("button", { name: "Make the code" }).click()
  await dialog.getByText("It is shown once.").waitFor()
  const printed = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  const region = page.getByRole("region", { name: "Mailboxes of other people" })
  await region.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByLabel("Write to this person").fill("You will get a letter on Monday.")
  await dialog.getByRole("button", { name: "Send", exact: true }).click()
  await page.getByText("Sent.", { exact: true }).waitFor()
  await dialog.getByRole("heading", { name: /^Person named 1/ }).click()
  await page.keyboard.press("Escape")
  return outsider(it.base, printed)
}

/** Makes an export, unpacks it with tar and checks it with nothing but its own script. */
async function exported(page: Page, whom: string, purpose: string) {
  await page.getByLabel("To whom").fill(whom)
  await page.getByLabel("What for").fill(purpose)
  const coming = page.waitForEvent("download", { timeout: 60_000 })
  await press(page, "Make the export")
  const download = await coming
  const saved = await download.path()
  await page.getByRole("cell", { name: whom, exact: true }).waitFor()
  const words = (await page.locator(".hash[translate]").textContent()) ?? ""
  const tar = await openAge({ passphrases: [words] }, new Uint8Array(readFileSync(saved)))
  const folder = mkdtempSync(join(tmpdir(), "tocsin-handed-"))
  assert.equal(spawnSync("tar", ["-xf", "-", "-C", folder], { input: tar }).status, 0)
  const run = spawnSync("sh", [join(folder, "verify.sh")], { encoding: "utf8" })
  assert.equal(run.status, 0, run.stderr)
  const head = readFileSync(join(folder, "export.txt"), "utf8")
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/^(README|verify|.*\.age$)/.test(one.name))
    .map((one) => `${one.name}\n${readFileSync(join(one.parentPath, one.name), "latin1")}`)
    .join("\n")
  return {
    folder,
    name: download.suggestedFilename(),
    told: run.stdout,
    has: (text: string) => texts.includes(text),
    table: (name: "register" | "custody") => readFileSync(join(folder, `${name}.csv`), "utf8"),
    case_: /^# case (\S+)$/m.exec(head)?.[1] ?? "none",
    reporterKey: /^# reporter (\S+)$/m.exec(head)?.[1] ?? "none",
  }
}
