import assert from "node:assert/strict"
import { test } from "node:test"
import { keyFor } from "#crypto/case-key.ts"
import { isExcluded } from "#crypto/manifest.ts"
import { readManifest } from "#crypto/read-manifest.ts"
import { openGrant } from "#crypto/open.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("whom the reporter names later is left out of new keys by whoever looks at the case next", async () => {
  const reporter = await report(it.demo)
  await using amina = await it.visit("/desk/now")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "A report, ringing you" }).waitFor()
  await page.locator("#main").focus()
  await page.keyboard.press("o")
  await page.getByRole("heading", { name: "What was told" }).waitFor()
  const before = await reporter.mine()
  const named = before.keys.find(({ name }) => name === "Ren Tao")
  assert.ok(named)
  const epoch = before.manifests.at(-1)?.epoch ?? 0
  await reporter.write("Ren Tao must not see this any more.", { exclude: [named.person] })
  assert.equal((await reporter.press("exclusions", { person: named.person })).status, 204)
  const line = page.getByRole("region", { name: /^What happened/ })
  await line.getByText("The reporter said: Ren Tao must not see this").waitFor()
  await line.getByText("New keys for everybody who stays").waitFor()
  await sound(page, "case-left-out")

  const after = await reporter.mine()
  const newest = readManifest(after.manifests.at(-1)?.text ?? "")
  assert.equal(newest.epoch, epoch + 1)
  assert.ok(!newest.slots.some(({ slot }) => slot === named.slot))
  const grant = await openGrant(reporter.keys.identity, Buffer.from(after.grant, "base64url"))
  const mailbox = keyFor(grant.keys, "mailbox", newest.epoch) ?? ""
  assert.ok(isExcluded(newest, mailbox, named.person), "no browser seals to them again")
  const answers = after.keys.find(({ name }) => name === "Amina Bao")
  await page.getByLabel("Write to the reporter").fill("They have no key any more.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  const seq = (await reporter.mine()).objects.at(-1)?.seq ?? 0
  assert.equal(await reporter.read(seq, answers?.vk ?? ""), "They have no key any more.")
})
