import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { startSmtp } from "../servers/smtp.ts"
import { world, type World } from "../world.ts"
import { leavesNothing, said, visitor, type Language } from "./report-pages.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const address = "quiet-heron-4471@mail.example"
const texts = {
  en: {
    title: "Reminders",
    ask: "Get a reminder by e-mail",
    change: "Change or delete your reminder",
    none: /^Reminders cannot be sent from here\./,
    knows: "The server will then know this address, and that it belongs to this report.",
    runs: /^Whoever runs the server, or the mail server it sends through, could read it\./,
    sender:
      "It comes from alert@lantern.example. Its subject is “Reminder”, and all it says is: “This is the reminder you asked for.”",
    record: /A mail server may keep its own record/,
    most: /^At most one a day/,
    work: /^Please don’t use a work address/,
    address: "Your e-mail address",
    hour: "At what time",
    six: "6:00 pm",
    save: "Remind me",
    again: "Save the change",
    remove: "Delete the address",
    now: `Reminders go to ${address} at 6:00 pm ({zone}).`,
    later: `Reminders go to ${address} at 9:00 pm ({zone}).`,
    bad: /^This is not an e-mail address yet\./,
    company: /^Others at work could read mail at this address\./,
    saved: /^Noted\. A first one is on its way\./,
    deleted: "Deleted. The server does not have the address any more.",
    letter: "This is the reminder you asked for.",
  },
  zh: {
    title: "提醒",
    ask: "用邮件提醒我",
    change: "更改或删除提醒",
    none: /^这里无法发送提醒。/,
    knows: "服务器会因此知道这个邮箱，也知道它和您提交的内容有关。",
    runs: /^管理这台服务器的人，以及管理发信邮件服务器的人，都有可能看到它。/,
    sender: "发件人是 alert@lantern.example，标题是“提醒”，正文只有一句话：“这是您要的提醒。”",
    record: /邮件服务器上可能另有记录/,
    most: /^每天最多一封/,
    work: /^请不要用工作邮箱/,
    address: "您的邮箱",
    hour: "几点提醒",
    six: "18:00",
    save: "提醒我",
    again: "保存更改",
    remove: "删除邮箱",
    now: `提醒会在 18:00 发到 ${address}（{zone}）。`,
    later: `提醒会在 21:00 发到 ${address}（{zone}）。`,
    bad: /^这还不是完整的邮箱/,
    company: /^公司里的其他人可能看到这个邮箱里的邮件。/,
    saved: /^已保存，第一封正在发出。/,
    deleted: "已删除。服务器上不再有这个邮箱。",
    letter: "这是您要的提醒。",
  },
} as const

for (const [language, width] of [
  ["en", 1440],
  ["zh", 320],
] as const)
  test(`${language}: she is told what an address costs, leaves one, moves the hour, and takes it back`, () =>
    leaveAndTakeBack(language, width))

async function leaveAndTakeBack(language: Language, width: number): Promise<void> {
  await using post = await startSmtp()
  await using it = await world({ serving: { listen: true }, env: { smtpUrl: post.url } })
  const { page, context, faults, press, sound } = await back(it, language, width)
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  const w = texts[language]
  const card = page.getByRole("region", { name: w.title, exact: true })
  assert.ok(!(await card.getByText(w.knows, { exact: true }).isVisible()), "closed by default")
  await card.getByText(w.ask, { exact: true }).click()
  for (const sentence of [w.knows, w.runs, w.record, w.sender, w.most, w.work])
    await card.getByText(sentence).waitFor()
  const field = card.getByRole("textbox", { name: w.address, exact: true })
  const hour = card.getByRole("combobox", { name: w.hour })
  assert.equal(await hour.locator("option:checked").innerText(), w.six)
  await sound()

  await refused("quiet heron@mail", w.bad)
  await refused("noor@lantern.example", w.company)
  await sound()
  assert.deepEqual(await it.sql("select 1 from reminder"), [])

  await field.fill(address)
  await press(w.save)
  await card.getByText(w.saved).waitFor()
  await card.getByText(w.now.replace("{zone}", zone), { exact: true }).waitFor()
  await it.deliver()
  assert.deepEqual(
    post.letters.map(({ to, text }) => [to, text]),
    [[address, w.letter]],
  )
  await sound()

  await hour.selectOption("21")
  await press(w.again)
  await card.getByText(w.later.replace("{zone}", zone), { exact: true }).waitFor()
  await press(w.remove)
  await card.getByText(w.deleted, { exact: true }).waitFor()
  assert.equal(await focused(page), w.ask, "the eye is where it can be asked for again")
  assert.equal(await field.inputValue(), "")
  assert.ok(!(await it.dump()).includes(address))
  assert.equal(post.letters.length, 1)
  await sound()
  await leavesNothing(page, context)
  const noes = faults.filter((fault) => /status of 4(00|09)/.test(fault))
  assert.equal(noes.length, 2, "the two addresses that were refused")
  assert.deepEqual(faults, noes)
  await context.close()

  async function refused(typed: string, why: RegExp): Promise<void> {
    await field.fill(typed)
    await press(w.save)
    await card.getByRole("alert").filter({ hasText: why }).waitFor()
    assert.equal(await field.inputValue(), typed, "nothing is lost")
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid")),
      "true",
    )
  }
}

test("where no mail can be sent she is told so, and there is no field", async () => {
  await using it = await world({ serving: { listen: true } })
  const { page, context, faults, sound } = await back(it, "en", 390)
  const card = page.getByRole("region", { name: texts.en.title, exact: true })
  await card.getByText(texts.en.ask, { exact: true }).click()
  await card.getByText(texts.en.none).waitFor()
  assert.equal(await card.getByRole("textbox").count(), 0)
  await sound()
  assert.deepEqual(faults, [])
  await context.close()
})

/** She comes back with her code. */
async function back(it: World, language: Language, width: number) {
  const code = newReceipt()
  await it.report({ code })
  const visit = await visitor(browser, it.base, language, "/return", width)
  await visit.page.getByRole("textbox").fill(printReceipt(code))
  await visit.press(said[language].open)
  return visit
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
