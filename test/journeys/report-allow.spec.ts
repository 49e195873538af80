import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { world, type World } from "../world.ts"
import { said, visitor, type Language } from "./report-pages.ts"
import { drawn } from "./drawn.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const texts = {
  en: {
    late: "Protection decided together: late",
    told: "We told sam (Responder) and ravi (Responder) that this is late, and nothing more. They cannot read what you wrote.",
    nothing: /^If you do nothing, it stays that way\./,
    allow: "Let them read it",
    sure: "Let sam (Responder) and ravi (Responder) read it?",
    stays: "This cannot be undone.",
    notNow: "Not now",
    since: /^You said yes, .+ today\. sam \(Responder\) and ravi \(Responder\) can read/,
    toldOnly: "Responder · Told only that something is late",
    rung: "Responder · Rung; has not opened it yet",
    heard: "sam told that this is late: Protection decided together",
    event: "Protection decided together: late, and you let those who were told read it",
  },
  zh: {
    late: "和您一起确定保护措施：已过期限",
    told: "我们只告诉了sam（Responder）和ravi（Responder）这件事过了期限，没有说别的。对方看不到您写的内容。",
    nothing: /^如果您什么都不做/,
    allow: "同意查看",
    sure: "同意让sam（Responder）和ravi（Responder）查看吗？",
    stays: "这一步无法撤回。",
    notNow: "先不要",
    since: /^您在 今天 .+ 表示同意。sam（Responder）和ravi（Responder）现在可以看到/,
    toldOnly: "Responder · 只知道有一件事过了期限",
    rung: "Responder · 已通知，还没有打开",
    heard: "已告知sam：和您一起确定保护措施过了期限",
    event: "和您一起确定保护措施：过了期限，您同意被告知的人查看",
  },
} as const

for (const [language, width] of [
  ["en", 1440],
  ["zh", 320],
] as const) {
  test(`${language}: protection is late; she looks twice, says yes, and they can read it`, () =>
    letThemRead(language, width))
}

async function letThemRead(language: Language, width: number): Promise<void> {
  await using it = await world({ serving: { listen: true } })
  const { page, context, faults, press, sound } = await late(it, language, width)
  const w = texts[language]
  await page.getByRole("heading", { name: w.late, exact: true }).waitFor()
  const card = page.getByRole("region", { name: w.late, exact: true })
  await card.getByText(w.told, { exact: true }).waitFor()
  await card.getByText(w.nothing).waitFor()
  await drawn(page.getByText(w.toldOnly, { exact: true }), 2)
  await sound()

  await press(w.allow)
  await card.getByRole("heading", { name: w.sure, exact: true }).waitFor()
  assert.equal(await focused(page), w.sure, "the question is read out")
  await card.getByText(w.stays, { exact: true }).waitFor()
  await sound()
  await press(w.notNow)
  await card.getByText(w.stays, { exact: true }).waitFor({ state: "detached" })
  assert.equal(await focused(page), w.allow, "the eye is back where it was")
  assert.deepEqual(await it.desk("sam"), [], "a second look is not yet a yes")

  await page.keyboard.press("Enter")
  await card.getByRole("group", { name: w.sure, exact: true }).waitFor()
  await page.keyboard.press("Tab")
  assert.equal(await focused(page), w.allow)
  await page.keyboard.press("Enter")
  await card.getByText(w.since).waitFor()
  assert.equal(await focused(page), w.late)
  assert.equal(await card.getByRole("button").count(), 0, "there is nothing left to decide")
  await drawn(page.getByText(w.rung, { exact: true }), 2)
  await page.getByText(w.heard, { exact: true }).waitFor()
  await page.getByText(w.event, { exact: true }).waitFor()
  await sound()
  assert.equal((await it.open("sam")).status, 204)
  assert.deepEqual(faults, [])
  await context.close()
}

/** Noor answered, two hours went by, and she comes back with her code. */
async function late(it: World, language: Language, width: number) {
  const code = newReceipt()
  await it.report({ code })
  await it.open("noor")
  assert.equal(await it.say("noor", "message", "I am here."), 201)
  await it.advance("2h")
  const visit = await visitor(browser, it.base, language, "/return", width)
  await visit.page.getByRole("textbox").fill(printReceipt(code))
  await visit.press(said[language].open)
  return visit
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
