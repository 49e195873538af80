import assert from "node:assert/strict"
import { join } from "node:path"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { clean } from "./axe.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"

const it = company()

test("the law of a case: named, counted, printed; the police decided about; feedback given; the reporter's own limits on both sides", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: "The law", exact: true }).waitFor()
  await page.getByText("Not reviewed by a lawyer: Mainland China.").waitFor()
  await sound(page, "law-next")
  await press(page, "Say what ties I have")
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("button", { name: "None of these" }).click()
  await page.getByText("You said that no tie holds.").waitFor()

  await page.getByRole("link", { name: "Law", exact: true }).click()
  await page.getByRole("heading", { name: "Which laws apply" }).waitFor()
  await press(page, "Say which laws apply")
  await dialog.getByLabel("Singapore").check()
  await dialog.getByLabel("India").check()
  await dialog.getByLabel("United Kingdom").check()
  await dialog.locator("summary").click()
  await dialog.getByLabel("Germany").check()
  await sound(page, "law-which")
  await dialog.getByRole("button", { name: "Say which laws apply" }).click()
  await page
    .getByText("China, Singapore, India, United Kingdom and Germany.", { exact: true })
    .waitFor()

  const inquiry = page.getByRole("row").filter({ hasText: "Finish the inquiry." })
  await inquiry.waitFor()
  assert.match(await inquiry.innerText(), /s\.11\(4\), India/)
  assert.match(await inquiry.innerText(), /the Internal Committee/)
  assert.match(await inquiry.innerText(), /the number is in the law; read in a source/)
  await page.getByText(/Legal decides about it by/).waitFor()
  await sound(page, "law-part")
  await narrow(page, "law-part")

  // The days outside are counted here, from the day that the report tells.
  const outside = page.getByRole("region", { name: "A party’s own limits outside" })
  assert.match(await outside.innerText(), /Complain to the Internal Committee in writing/)
  assert.match(await outside.innerText(), /not checked in any source/)
  const seen = await page.evaluate(() => matchMedia("print").matches)
  assert.equal(seen, false)
  await page.emulateMedia({ media: "print" })
  await inquiry.waitFor()
  assert.equal(await page.getByRole("navigation").first().isVisible(), false)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false)
  await page.emulateMedia({ media: "screen" })

  await press(page, "Tell the reporter that the law asks for a report")
  await dialog.getByLabel("The words, as the reporter reads them").fill("A law may ask us to …")
  await dialog
    .getByRole("button", { name: "Tell the reporter that the law asks for a report" })
    .click()
  await page.getByText(/The reporter was told/).waitFor()
  await press(page, "Write down why the police are not told")
  await dialog.getByLabel("The reasonable excuse, in full").fill("The affected person asked us …")
  await dialog.getByRole("button", { name: "Write down why the police are not told" }).click()
  await page.getByText("Signed. It waits for the second person.").waitFor()

  await press(page, "Write the feedback letter")
  const send = dialog.getByRole("button", { name: "Send it" })
  assert.equal(await send.getAttribute("aria-disabled"), "true")
  // What is known is filled in: what was promised and kept, and what is still to come, in the letter's own language.
  const value = (label: string) => dialog.getByLabel(label, { exact: true }).inputValue()
  assert.match(await value("Received on"), /^\d{4}-\d\d-\d\d$/)
  assert.match(await value("Reference"), /^P-\w{8}$/)
  assert.match(await value("What was done"), /^Report opened \(\d{4}-\d\d-\d\d\)/)
  assert.match(await value("What is planned, and by when"), /Outcome \(\d{4}-\d\d-\d\d\)/)
  await dialog.getByLabel("Language of the letter").selectOption("zh")
  assert.match(await value("What is planned, and by when"), /处理结果 \(/)
  await dialog.getByLabel("Language of the letter").selectOption("en")
  for (const [label, text] of [
    ["Confirmed on", "2027-07-28"],
    ["What was done", "We kept the recordings"],
    ["Why", "so that nothing is lost"],
    ["What is planned, and by when", "Interviews until 12 August"],
    ["What cannot be told yet, and why", "What others said"],
    ["Whom they may turn to outside", "the labour inspectorate"],
    ["Reference", "AB-12"],
  ] as const)
    await dialog.getByLabel(label, { exact: true }).fill(text)
  // One field emptied again: the letter is refused with its name, and nothing leaves.
  const why = dialog.getByLabel("Why", { exact: true })
  await why.fill(" ")
  await dialog.getByText("Still empty: Why.", { exact: true }).waitFor()
  assert.equal(await send.getAttribute("aria-disabled"), "true")
  const left = amina.sent.length
  await send.click({ force: true })
  await why.press("Enter")
  assert.equal(await dialog.getByText("Still empty: Why.").isVisible(), true)
  assert.equal(amina.sent.length, left, "nothing half-written leaves the browser")
  await why.fill("so that nothing is lost")
  const letter = await dialog.locator(".letter-paper").innerText()
  for (const said of ["2027-07-28", "We kept the recordings", "so that nothing is lost"])
    assert.ok(letter.includes(said), said)
  assert.match(letter, /Interviews until 12 August/)
  assert.doesNotMatch(letter, /\{\w+\}/, "no blank is left")
  await sound(page, "law-letter")
  await printed(page)
  await send.click()
  await page.getByText(/^Given /).waitFor()

  const mine = await reporter.mine()
  const feedback = mine.owed.find(({ kind }) => kind === "duty:feedback")
  assert.ok(feedback?.met)
  assert.equal(mine.owed.find(({ kind }) => kind === "outcome")?.met, null)

  await using own = await it.visit("/return", 320)
  await own.page.getByRole("textbox").fill(reporter.code)
  await press(own.page, "Open")
  const limits = own.page.getByRole("region", { name: "Outside the company: by when" })
  await limits.getByText("Telling us does not stop these times.").waitFor()
  await limits.getByText("Contact Acas, then the tribunal. This is the older").waitFor()
  const told = await limits.innerText()
  assert.match(told, /Complain to the Internal Committee/)
  assert.doesNotMatch(told, /labour arbitration/, "what was read in no source is not said as law")
  assert.match(told, /Two limits may apply\. Keep the earlier one\./)
  await own.page.getByText("What was done and is planned, in writing: done").waitFor()
  await limits.scrollIntoViewIfNeeded()
  await shoot(own.page, "law-reporter-320")
  await clean(own.page, "law-reporter-320")
  assert.equal(
    await own.page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
    false,
  )
  await press(own.page, "简体中文")
  await own.page.getByRole("heading", { name: "向外部反映：最晚到哪天" }).waitFor()
  await own.page.getByText("告诉我们，并不会让这些时限停下来。").waitFor()
  await shoot(own.page, "law-reporter-320-zh")
  assert.doesNotMatch(
    [...amina.sent, ...own.sent].join("\n"),
    /labour inspectorate|recordings|asked us/,
    "no word of a letter leaves a browser in the clear",
  )
})

/** The letter alone is on the paper, all of it. */
async function printed(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.classList.add("letter-only"))
  await page.emulateMedia({ media: "print" })
  const paper = page.locator(".letter-paper")
  assert.equal(await paper.evaluate((one) => one.scrollHeight > one.clientHeight + 2), false)
  assert.equal(
    await page.getByRole("dialog").getByLabel("What was done").isVisible(),
    false,
    "the form is not printed",
  )
  await shoot(page, "law-letter-print")
  await page.emulateMedia({ media: "screen" })
  await page.evaluate(() => document.documentElement.classList.remove("letter-only"))
}

/** At the width of the smallest telephone nothing scrolls sideways either. */
async function narrow(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} at 320`)
  await shoot(page, `${name}-320`)
  if (size) await page.setViewportSize(size)
}

async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}
