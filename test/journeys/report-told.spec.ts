import assert from "node:assert/strict"
import { join } from "node:path"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { launch } from "../browser.ts"
import { company, press, sound } from "./desk-visit.ts"
import { said, visitor, type Language } from "./report-pages.ts"

const it = company()
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const words = {
  en: {
    title: "Pass it on in a few minutes",
    rule: /do not speak to the person named/,
    who: "Who told you?",
    did: /What did you tell them/,
    all: "I would rather answer every question",
    said: /What were you told/,
  },
  zh: {
    title: "几分钟就能转达",
    rule: /不要去找被提到的人/,
    who: "是谁告诉您的？",
    did: /您跟对方说了什么/,
    all: "我想逐个回答全部问题",
    said: /您被告知了什么/,
  },
} as const

/** As far as the question whom it happened to. */
async function toWhom(language: Language, width: number) {
  const visit = await visitor(browser, it.base, language, "/", width)
  const { page, press, go, choose, until } = visit
  await press(said[language].start)
  await go()
  await choose(0)
  await go()
  await until(language === "en" ? /happened to you/ : /您自己遇到/)
  await page.getByRole("radio").first().waitFor()
  return visit
}

for (const [language, width] of [
  ["en", 320],
  ["zh", 1440],
] as const) {
  const w = words[language]
  test(`${language}: a manager who was told passes it on with one page, in the words that were said`, async () => {
    const { page, context, faults, go, choose, until, sound, press, typeBack } = await toWhom(
      language,
      width,
    )
    await choose(2) // told, as a manager or HR
    await page.getByRole("heading", { name: w.title }).waitFor()
    await page.getByText(w.rule).waitFor()
    await sound()
    await page.getByLabel(w.who).fill("Lin Yao")
    await page.getByLabel(w.said).fill("“He would not let me leave the car.”")
    await page.getByLabel(w.did).fill("That I pass it on. I stayed with Lin.")
    await page.locator("input[name=i04c]").first().check()
    await page.locator("input[name=i04b]").first().check()
    await page.locator("input[name=i16][value=no]").check()
    await sound()
    const shots = process.env["TOCSIN_SHOTS"]
    if (shots) await page.screenshot({ path: join(shots, `told-${language}.png`), fullPage: true })
    await go()
    const passed: string[] = []
    for (
      let n = 0;
      n < 6 && !said[language].review.test(await page.locator("main h1").innerText());
      n += 1
    ) {
      passed.push(await page.locator("main h1").innerText())
      await go()
    }
    assert.equal(passed.length, 3, `who, who must not, files: ${passed.join(" | ")}`)
    await until(said[language].review)
    await sound()
    await press(said[language].send)
    await page.locator(".code").waitFor()
    await typeBack()
    await press(said[language].have)
    await page.getByRole("heading", { name: said[language].owe }).waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  })
}

test("whoever was told is sorted as that by the first browser that opens it; their words stand there", async () => {
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByText("“He would not let me leave the car.”").first().waitFor()
  await page.getByText("Lin Yao").first().waitFor()
  await page.getByText("That I pass it on. I stayed with Lin.").first().waitFor()
  await page.getByRole("link", { name: "First days", exact: true }).click()
  await press(page, "First safety questions")
  const how = page.getByRole("dialog").getByLabel("How we came to know")
  assert.equal(await how.inputValue(), "manager")
})

test("each kind has its own short page, and every question stays one press away", async () => {
  const kinds: [number, readonly string[]][] = [
    [1, ["i04b", "i05", "i04a"]],
    [3, ["i04b", "i05"]],
    [4, ["i04b"]],
    [5, ["i04b", "i05", "i04a"]],
  ]
  for (const [nth, asked] of kinds) {
    const { page, context, choose, press, faults, sound } = await toWhom("en", 390)
    await choose(nth)
    await page.getByRole("heading", { name: words.en.title }).waitFor()
    await sound()
    const names = await page
      .locator("main input[type=radio]")
      .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("name")))])
    assert.deepEqual(names.toSorted(), asked.toSorted())
    await press(words.en.all)
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: words.en.title }).waitFor()
    assert.deepEqual(faults, [])
    await context.close()
  }
})

test("who writes for another organisation is asked back: the desk says so, by when, and keeps what was said", async () => {
  const {
    page,
    context,
    faults,
    go,
    choose,
    until,
    press: tell,
    typeBack,
  } = await toWhom("en", 390)
  await choose(5)
  await page.getByText(/we ask your organisation back on a number we find/).waitFor()
  await page.getByLabel(/^Which organisation is it/).fill("Written by the hotel's security.")
  await page.locator("input[name=i04b]").first().check()
  await go()
  for (let n = 0; n < 6 && !said.en.review.test(await page.locator("main h1").innerText()); n += 1)
    await go()
  await until(said.en.review)
  await tell(said.en.send)
  await page.locator(".code").waitFor()
  await typeBack()
  await tell(said.en.have)
  assert.deepEqual(faults, [])
  await context.close()

  await using amina = await it.visit("/desk/cases")
  const { page: desk } = amina
  await it.signIn(desk, "Amina Bao")
  // Of the two that ring, the later one.
  await desk.getByRole("row").getByRole("link").nth(1).click()
  await press(desk, "Open and take it")
  await desk.getByText("Ask the organisation outside back").first().waitFor()
  await press(desk, "Note what the organisation outside says")
  const dialog = desk.getByRole("dialog")
  await dialog.getByText(/may be true even where they say/).waitFor()
  await dialog.getByLabel("What they say").selectOption("no")
  await dialog
    .getByLabel("Whom you asked, on which number, and what was said")
    .fill("The front desk.")
  await sound(desk, "source")
  await dialog.getByRole("button", { name: "Note what the organisation outside says" }).click()
  await dialog.waitFor({ state: "detached" })
  await desk.getByText("The organisation outside was asked back").first().waitFor()
})
