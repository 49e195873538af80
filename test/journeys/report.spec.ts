import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { launch } from "../browser.ts"
import { world, type World } from "../world.ts"
import { leavesNothing, said, visitor, type Language } from "./report-pages.ts"

let it: World
let browser: Browser
before(async () => {
  it = await world({ serving: { listen: true, loops: true } })
  browser = await launch()
})
after(async () => {
  await browser.close()
  await it[Symbol.asyncDispose]()
})

const visit = (language: Language, path = "/", width = 390) =>
  visitor(browser, it.base, language, path, width)

for (const language of ["en", "zh"] as const) {
  const w = said[language]
  test(`${language}: from the first page to a sealed report, its receipt and the way back`, async () => {
    const { page, context, faults, press, go, choose, until, typeBack, sound } = await visit(
      language,
      "/",
      320,
    )
    await page.getByRole("button", { name: w.start, exact: true }).waitFor()
    assert.equal(await page.title(), "Lantern Group")
    await sound()
    await press(w.start)
    await sound()
    await go()
    await go() // without an answer: the page says what is missing and stays
    assert.notEqual(await page.locator("#missing").innerText(), "")
    await sound()
    await choose(0)
    await page.getByRole("checkbox").nth(1).check()
    await page.getByRole("textbox").fill("0123")
    await sound()
    await go()
    await sound()
    await go()
    await choose(0)
    await page.getByRole("radio").nth(2).check()
    await page.locator("main details summary").click()
    await page.locator("main select").first().selectOption("1")
    await page.locator("main select").nth(1).selectOption("evening")
    await sound()
    await go()
    await choose(0)
    await page.locator(".windows li").first().waitFor()
    await page.locator(".calls li").first().waitFor()
    await sound()
    await press(w.back)
    const find = page.locator("main [role=combobox]")
    await find.fill("Kim Boss")
    await sound()
    await find.press("ArrowDown")
    await find.press("Enter")
    await page.locator(".close select").selectOption("mgr")
    await sound()
    await go()
    await page.getByRole("button", { name: w.leaveOut }).nth(1).click()
    await sound()
    await go()
    await page.locator("main textarea").fill("What happened at dinner.")
    await sound()
    await until(w.review)
    await page.getByRole("button", { name: w.leaveOut }).first().waitFor({ state: "detached" })
    await sound()
    await press(w.send)
    await page.locator(".code").waitFor()
    await sound()
    const have = page.getByRole("button", { name: w.have, exact: true })
    await have.click({ force: true }) // it says that it is not open yet, and stays focusable
    assert.equal(
      await page.locator("#owe").count(),
      0,
      "the receipt cannot be passed without typing it back",
    )
    const code = await typeBack()
    await have.click()
    await page.getByRole("heading", { name: w.owe }).waitFor()
    await sound()
    await page.locator("#write").fill("Only here, please.")
    await press(w.sendMessage)
    await page.getByText("Only here, please.").waitFor()
    await leavesNothing(page, context)
    assert.deepEqual(faults, [])
    assert.equal((await it.desk("sam")).length, 0, "who was left out sees nothing")

    const back = await visit(language, "/return")
    await back.page.getByRole("textbox").fill(code.replaceAll(" ", "-").toLowerCase())
    await back.sound()
    await back.press(w.open)
    await back.page.getByRole("heading", { name: w.owe }).waitFor()
    await back.page.getByText("Only here, please.").waitFor()
    assert.equal(await back.page.locator(".banner.lamp").count(), 0, "every paper checks out")
    await it.advance("2m") // two presses within half a minute ring people once
    await back.press(w.nobody)
    await back.page.locator(".line li[data-s=ring]").nth(1).waitFor()
    assert.deepEqual(back.faults, [])
    await context.close()
    await back.context.close()
  })

  test(`${language}: help now rings people at once, with a receipt of its own; the story joins it`, async () => {
    const before = (await it.desk("noor")).length
    const { page, context, faults, press, go, choose, until, typeBack, sound } =
      await visit(language)
    await press(w.start)
    await go()
    await choose(1)
    await page.locator(".people li").first().waitFor()
    await sound()
    await page.locator(".people .btn").nth(1).click()
    await choose(1)
    await go()
    await page.locator(".code").waitFor()
    await sound()
    assert.equal((await it.desk("noor")).length, before + 1)
    await typeBack()
    await press(w.haveHelp)
    await choose(0)
    await until(/^(Is there anything|有没有什么东西)/)
    await page
      .locator("input[type=file]")
      .setInputFiles([{ name: "chat.txt", mimeType: "text/plain", buffer: Buffer.from("hello") }])
    await page.getByText(/Sealed and sent|已加密上传/).waitFor()
    await until(w.review)
    await press(w.send)
    await page.locator("main section .btn.wide").first().click()
    await page.getByRole("heading", { name: w.owe }).waitFor()
    await page.locator(".msg.mine").nth(1).waitFor()
    assert.equal((await it.desk("noor")).length, before + 1, "the story is no second case")
    const saved = page.waitForEvent("download")
    await press(/chat\.txt/)
    assert.equal((await saved).suggestedFilename(), "chat.txt")
    assert.deepEqual(faults, [])
    await context.close()
  })
}

test("with the company code people are found on this device, and those close to the person named get no key", async () => {
  await it.owner.query("update organisation set company_code = 'ZKMN2345TR'")
  await it.owner.query("update person set unit = 'East', hr = true where name = 'ravi'")
  await it.owner.query("update person set unit = 'East' where name = 'sam'")
  await it.owner.query("update organisation set roster_version = roster_version + 1")
  const { page, context, faults, press, go, choose, until, sound } = await visit("en")
  await press(said.en.start)
  await go()
  await choose(0)
  await until(/^Are you telling us/)
  await choose(0)
  await until(/^Who did this/)
  await page.locator("main details summary").click()
  const code = page.getByRole("textbox", { name: "Company code" })
  await code.fill("0000000000")
  await press("Load the list")
  await page.getByText("This is not the code that is in use now.").waitFor()
  await code.fill("zkmn 2345 tr")
  await press("Load the list")
  await page.getByText("The list of people is already on this device.").waitFor()
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  const find = page.getByRole("combobox", { name: "Find a person" })
  await find.pressSequentially("sa")
  await page.getByRole("option", { name: /^sam/ }).waitFor()
  await sound()
  await find.press("Enter")
  assert.deepEqual(asked, [], "what is typed is not sent")
  await go()
  const out = page.getByRole("region", { name: "These people will not receive it" })
  await out.getByText("sam", { exact: true }).waitFor()
  await out.getByText("HR for the same unit as sam").waitFor()
  await sound()
  assert.deepEqual(
    faults.filter((fault) => !fault.includes("403")),
    [],
  )
  await context.close()
})

test("three lone Shifts leave within 100 ms and blank the page; not while composing, not when switched off", async () => {
  const { page, context, press } = await visit("en")
  await press(said.en.start)
  await page.route("https://www.wikipedia.org/**", (route) => route.fulfill({ body: "elsewhere" }))
  const thrice = async () => {
    for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift")
  }
  await press("Switch off the three Shifts")
  await thrice()
  assert.match(page.url(), new RegExp(`^${it.base}`))
  await press("Switch on the three Shifts")
  await page.evaluate(() =>
    document.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true })),
  )
  await thrice()
  assert.match(page.url(), new RegExp(`^${it.base}`))
  await page.evaluate(() =>
    document.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })),
  )
  const blank = await page.evaluate(() => {
    const link = [...document.querySelectorAll("a")].find(
      (one) => one.textContent === "Leave this page quickly",
    )
    link?.click()
    return document.documentElement.childNodes.length
  })
  assert.equal(blank, 0, "the page is blank before the click has returned")
  await page.waitForURL("https://www.wikipedia.org/")
  await context.close()
})

test("back always goes one screen back, the language changes without losing an answer", async () => {
  const { page, context, press, go, title } = await visit("en")
  await press(said.en.start)
  await go()
  await page.getByRole("radio", { name: "Yes" }).check()
  await press(said.en.other)
  assert.equal(await title(), said.zh.safe)
  assert.ok(await page.getByRole("radio", { name: "安全", exact: true }).isChecked())
  await page.goBack()
  await page.goBack()
  await page.getByRole("button", { name: said.zh.start, exact: true }).waitFor()
  await page.goForward()
  await page.goForward()
  assert.ok(await page.getByRole("radio", { name: "安全", exact: true }).isChecked())
  await context.close()
})

test("without script the numbers are there, with the organisation's contact", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${it.base}/`)
  await page.waitForURL(/\/numbers$/)
  await page.getByText("United Kingdom").first().click()
  assert.ok(await page.getByRole("link", { name: /999/ }).first().isVisible())
  await context.close()
  const seen = await visit("en", "/numbers", 320)
  await seen.page.getByText("United Kingdom").first().click()
  await seen.sound()
  await seen.context.close()
})

test("the first-hours page and the card print without the organisation's name", async () => {
  const { page, context, press, go, choose, until } = await visit("en")
  await press(said.en.start)
  await go()
  await choose(0)
  await until(/^Are you telling us/)
  await choose(0)
  await until(/^When did it happen/)
  await choose(1)
  await choose(0)
  await page.locator(".windows li").first().waitFor()
  await page.emulateMedia({ media: "print" })
  assert.ok(await page.locator(".windows li").first().isVisible())
  for (const hidden of [".org", ".btn", "footer"]) {
    assert.ok(!(await page.locator(hidden).first().isVisible()), hidden)
  }
  await context.close()
})
