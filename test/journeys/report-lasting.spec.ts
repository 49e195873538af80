import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { rollKeys } from "#crypto/epoch.ts"
import { readManifest } from "#crypto/read-manifest.ts"
import { deriveReceipt, readReceipt } from "#crypto/receipt.ts"
import { makePushable } from "#server/demo/clock.ts"
import { serve } from "#server/serve.ts"
import { launch } from "../browser.ts"
import { world, type World } from "../world.ts"
import { said, visitor } from "./report-pages.ts"

const w = said.en
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const listening = () => world({ serving: { listen: true, loops: true } })

/** A window in which the whole report is ready to be sent. */
async function ready(it: { base: string }) {
  const seen = await visitor(browser, it.base, "en")
  await seen.press(w.start)
  await seen.go()
  await seen.choose(0)
  await seen.until(/^Are you telling us/)
  await seen.choose(0)
  await seen.until(w.review)
  return seen
}

/** A report that was sent, and its code. */
async function sent(it: World) {
  const seen = await ready(it)
  await seen.press(w.send)
  const code = await seen.typeBack()
  await seen.press(w.have)
  await seen.page.getByRole("heading", { name: w.owe }).waitFor()
  return { ...seen, code }
}

async function returned(it: World, code: string) {
  const seen = await visitor(browser, it.base, "en", "/return")
  await seen.page.getByRole("textbox").fill(code)
  await seen.press(w.open)
  await seen.page.getByRole("heading", { name: w.owe }).waitFor()
  return seen
}

test("what somebody wrote before they stepped aside still checks out", async () => {
  await using it = await listening()
  const { code, context } = await sent(it)
  await context.close()
  assert.equal(await it.say("noor", "message", "I will sit with you on Monday."), 201)
  const [id] = await it.desk("noor")
  assert.equal(
    (await it.request(`/desk/api/cases/${id}/recusal`, { method: "POST", as: "noor" })).status,
    204,
  )
  const back = await returned(it, code)
  await back.page.getByText("I will sit with you on Monday.").waitFor()
  assert.equal(await back.page.locator(".banner.lamp").count(), 0, "every paper checks out")
  assert.deepEqual(back.faults, [])
  await back.context.close()
})

test("whoever a later list forgot is given the mailbox key back on her next visit", async () => {
  await using it = await listening()
  const { code, context } = await sent(it)
  await context.close()
  const receipt = readReceipt(code)
  assert.ok(!("bad" in receipt))
  const mine = await deriveReceipt(receipt, it.org)
  const { id, grant, screen } = await it.open("noor")
  assert.ok(grant && screen)
  const manifest = screen.manifests.at(-1)?.text ?? ""
  const lost = "ravi"
  const slotOf = async (name: string) =>
    (await it.receivers()).slots.find((slot) => slot.name === name)
  const stays = (await it.receivers()).slots.filter((slot) => slot.name !== lost)
  const given = new Set(readManifest(manifest).slots.map(({ slot }) => slot))
  const lostSlot = (await slotOf(lost))?.slot ?? 0
  assert.ok(given.has(lostSlot))
  const change = await rollKeys(
    { manifest, reporterVk: mine.sig.vk, keys: grant.keys, signer: it.person("noor").keys.sign },
    {
      keyholders: stays
        .filter(({ slot }) => given.has(slot))
        .map(({ slot, tier, name, recipient, vk }) => ({
          slot,
          tier,
          personId: it.person(name).id,
          recipient,
          vk,
        })),
      reporterRecipient: mine.recipient,
      excluded: [],
    },
  )
  // Their key is out of use while the new list is made, else the server would not take it.
  const outOfUse = (is: boolean) =>
    it.sql(
      "update keyholder set retired_at = case when $2 then tocsin_now() end where person_id = $1",
      [it.person(lost).id, is],
    )
  await outOfUse(true)
  const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url")
  const answer = await it.request(`/desk/api/cases/${id}/keys`, {
    method: "POST",
    as: "noor",
    body: JSON.stringify({
      manifest: base64(change.manifest),
      signature: base64(change.manifestSig),
      grants: change.grants.map(({ slot, bytes }) => ({ slot, sealed: base64(bytes) })),
      reporter: base64(change.reporterGrant ?? ""),
    }),
  })
  assert.equal(answer.status, 204)
  await outOfUse(false)
  assert.ok(!(await it.mine(mine)).keys.some(({ slot, epoch }) => slot === lostSlot && epoch === 2))
  const back = await returned(it, code)
  const healed = async () =>
    (await it.mine(mine)).keys.some(({ slot, epoch }) => slot === lostSlot && epoch === 2)
  for (let tries = 0; tries < 100 && !(await healed()); tries += 1) {
    await new Promise((go) => setTimeout(go, 50))
  }
  assert.ok(await healed())
  const listed = readManifest((await it.mine(mine)).manifests.at(-1)?.text ?? "")
  assert.ok(listed.slots.some(({ slot }) => slot === lostSlot))
  assert.equal(await back.page.locator(".banner.lamp").count(), 0, "every paper checks out")
  assert.deepEqual(back.faults, [])
  await back.context.close()
  const read = async () =>
    (await it.open(lost)).grant?.keys.map(({ room, epoch: of }) => [room, of])
  for (let tries = 0; tries < 4 && (await it.desk(lost)).length === 0; tries += 1) {
    await it.advance("31s")
    await it.reporter(mine, "/case/neglect")
  }
  assert.ok((await read())?.some(([room, of]) => room === "mailbox" && of === 2))
})

test("a server that dies under Send loses nothing: it is sent again, once, when it is back", async () => {
  await using it = await world()
  const node = (port: number) =>
    serve(
      { ...it.runtime.config, port },
      { loops: false, allowLocal: true, prepare: makePushable, connections: 6 },
    )
  const dies = await node(0)
  const seen = await ready({ base: `http://localhost:${dies.port}` })
  await dies.close()
  await seen.press(w.send)
  await seen.page.getByRole("alert").getByText("It could not be sent").waitFor()
  await seen.sound()
  const lives = await node(dies.port)
  try {
    await seen.press("Send again")
    await seen.typeBack()
    await seen.press(w.have)
    await seen.page.getByRole("heading", { name: w.owe }).waitFor()
    const { rows } = await it.owner.query("select id from case_file")
    assert.equal(rows.length, 1)
  } finally {
    await seen.context.close()
    await lives.close()
  }
})

test("back after Send never sends twice, and the code is still there on the way forward", async () => {
  await using it = await listening()
  const seen = await ready(it)
  await seen.press(w.send)
  const code = await seen.typeBack()
  await seen.page.goBack()
  await seen.page.locator("main h1").waitFor()
  await seen.until(/^Thank you/)
  assert.equal(await seen.typeBack(), code)
  await seen.press(w.have)
  await seen.page.getByRole("heading", { name: w.owe }).waitFor()
  await seen.page.goBack()
  await seen.page.goForward()
  await seen.page.getByRole("heading", { name: w.owe }).waitFor()
  assert.equal((await it.owner.query("select id from case_file")).rows.length, 1)
  assert.deepEqual(seen.faults, [])
  await seen.context.close()
})

test("two tabs with one code: both write, neither loses a word; a third tab begins with nothing", async () => {
  await using it = await listening()
  const first = await sent(it)
  const page = await first.context.newPage()
  await page.goto(`${it.base}/return`)
  await page.getByRole("textbox").fill(first.code)
  await page.getByRole("button", { name: w.open, exact: true }).click()
  for (const [tab, words] of [
    [page, "From the second tab."],
    [first.page, "From the first tab."],
    [page, "And once more from the second."],
  ] as const) {
    await tab.locator("#write").fill(words)
    await tab.getByRole("button", { name: w.sendMessage, exact: true }).last().click()
    await tab.locator(".msg.mine").getByText(words).waitFor()
  }
  const all = await page.locator(".msg.mine").allInnerTexts()
  assert.equal(all.length, 4)
  const third = await first.context.newPage()
  await third.goto(it.base)
  await third.getByRole("button", { name: w.start, exact: true }).click()
  await third.getByRole("button", { name: w.go, exact: true }).click()
  assert.equal(await third.getByRole("radio", { checked: true }).count(), 0)
  await first.context.close()
})
