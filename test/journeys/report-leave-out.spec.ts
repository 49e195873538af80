import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { world } from "../world.ts"
import { said, visitor, type Language } from "./report-pages.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const texts = {
  en: {
    who: "Who has a key",
    press: "sam must not see this",
    sure: "Take the key away from sam?",
    unread: "sam is not rung any more and cannot open it.",
    yes: "Take the key away",
    notNow: "Not now",
    done: "sam has no key any more.",
    words: "sam must not see this any more.",
    event: "You said that sam must not see this",
    read: /^noor has opened it \(.+\)\. What was read cannot be unread/,
    pressNoor: "noor must not see this",
  },
  zh: {
    who: "谁有密钥",
    press: "不能让sam看到",
    sure: "收回sam的密钥吗？",
    unread: "之后不会再通知sam，对方也打不开您写的内容。",
    yes: "收回密钥",
    notNow: "先不要",
    done: "sam已经没有密钥。",
    words: "请不要再让sam看到。",
    event: "您要求不再让sam看到",
    read: /^noor在 .+ 打开过。看过的内容无法收回/,
    pressNoor: "不能让noor看到",
  },
} as const

for (const [language, width] of [
  ["en", 1440],
  ["zh", 320],
] as const) {
  test(`${language}: she takes the key away from somebody she names later`, () =>
    leaveOut(language, width))
}

async function leaveOut(language: Language, width: number): Promise<void> {
  await using it = await world({ serving: { listen: true } })
  const w = texts[language]
  const receipt = newReceipt()
  const sent = await it.report({ code: receipt })
  await it.open("noor")
  const seen = await visitor(browser, it.base, language, "/return")
  const { page, press, sound } = seen
  await page.setViewportSize({ width, height: 900 })
  await page.getByRole("textbox").fill(printReceipt(receipt))
  await press(said[language].open)
  const holders = page.getByRole("region", { name: w.who, exact: true })
  await holders.getByRole("button", { name: w.pressNoor }).click()
  await holders.getByText(w.read).waitFor()
  await holders.getByRole("button", { name: w.notNow }).click()
  await holders.getByRole("button", { name: w.press }).click()
  await holders.getByRole("heading", { name: w.sure }).waitFor()
  await holders.getByText(w.unread, { exact: true }).waitFor()
  await sound()
  await holders.getByRole("button", { name: w.yes }).click()
  await holders.getByText(w.done, { exact: true }).waitFor()
  assert.equal(await holders.getByRole("button", { name: w.press }).count(), 0)
  await page.getByText(w.words).waitFor()
  await page.getByText(w.event, { exact: true }).waitFor()
  await sound()
  assert.deepEqual(seen.faults, [])
  await seen.context.close()
  const mine = await it.mine(sent.receipt)
  assert.ok(!mine.keys.some(({ name }) => name === "sam"))
  assert.equal(mine.objects.at(-1)?.kind, "addition")
}
