import assert from "node:assert/strict"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { idOf, type OrgId } from "#core/ids.ts"
import { atomically } from "#server/runtime.ts"
import type { Door } from "#wire/door.ts"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

const it = company()

/** Nothing scrolls sideways on the narrowest phone, in either language. */
async function narrow(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  for (const other of ["zh", "en"]) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 320, `${name} is ${wide} wide at 320 before ${other}`)
    await page.locator("header .lang button[lang]").dispatchEvent("click")
  }
  if (before) await page.setViewportSize(before)
}

/** HR fills the form and sends it; answers with what is said of it. */
async function ask(page: Page, what: string, name: string, pick: boolean): Promise<string> {
  await page.getByLabel("What is planned").selectOption({ label: what })
  await page.getByLabel("Whom it concerns").fill(name)
  if (pick) await press(page, new RegExp(`^Pick ${name}`))
  await page.getByLabel("Planned for").fill("2031-03-03")
  await page.getByLabel("Reasons, in your own words").fill(`The post of ${name} ends.`)
  await press(page, "Seal and ask")
  const said = page.getByRole("alert").filter({ hasText: "Reference" })
  await said.filter({ hasText: /Asked\.|Nobody can/ }).waitFor()
  return said.innerText()
}

/** Asks the database of the company, as the server does. */
async function inDatabase(text: string): Promise<void> {
  const { org } = (await (await fetch(`${it.base}/api/door`)).json()) as Door
  await atomically(it.demo.runtime, idOf<OrgId>(org.id), ({ client }) => client.query(text))
}

test("HR asks, the officer sees in their own browser whom a case protects, and HR reads one word at the end of the second working day", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  await reporter.write("More", {
    answers: {
      i17: { named: [{ name: "Zhao Min" }] },
      i22: { codes: ["name"], fields: { name: "Lin Yao" } },
    },
  })
  await using tang = await it.visit("/desk/protection")
  await it.signIn(tang.page, "Tang Rui")
  const hr = tang.page
  await hr.getByText("You have not asked yet.").waitFor()
  await hr.getByText("No protection officer is from outside.").waitFor()
  await press(hr, "Seal and ask")
  await hr.getByText("Say what is planned.").waitFor()
  await hr.getByText("An empty box cannot be checked.").waitFor()
  // The first thing to mend has the focus.
  await hr.locator("select:focus").waitFor()
  await sound(hr, "check-empty")
  await hr.getByLabel("Planned for").fill("2020-01-01")
  await hr.getByText("This day is past.").waitFor()
  const [first, ...more] = [
    await ask(hr, "Dismissal", "Lin Yao", true),
    await ask(hr, "Pay cut", "Fang Li", true),
    await ask(hr, "Transfer", "Somebody Unknown", false),
    await ask(hr, "Demotion", "Su Ran", true),
  ]
  assert.match(first ?? "", /^Asked\. Reference [0-9A-F]{8}: .* The answer comes on /)
  assert.equal(more.length, 3)
  // The lot falls on nothing: the journey says itself what is frozen.
  await inDatabase("update protection_check set audited = false")
  await drawn(hr.getByText(/^Answer on /), 4)
  await sound(hr, "check-asked")
  await narrow(hr, "check-asked")
  const bodies = tang.sent.join("\n")
  for (const name of ["Lin Yao", "Fang Li", "Unknown", "Su Ran", "The post of"])
    assert.ok(!bodies.includes(name), `${name} left the browser`)

  await officerAnswers()
  await outsideAnswers()
  await drawn(hr.getByText(/^Answer on /), 4, "nothing is known before its time")

  await inDatabase("update demo_clock set ahead = ahead + interval '9 days'")
  // Nine days have ended every session: whoever was there signs in again.
  await hr.goto(`${it.base}/desk/protection`)
  await it.signIn(hr, "Tang Rui")
  const frozen = hr.getByRole("row").filter({ hasText: "Dismissal" })
  await frozen.getByText("Frozen", { exact: true }).waitFor()
  await frozen.getByText(/^Bring your reasons and papers to: .*Su Ran/).waitFor()
  for (const clear of ["Pay cut", "Demotion"])
    await hr
      .getByRole("row")
      .filter({ hasText: clear })
      .getByText("Clear", { exact: true })
      .waitFor()
  await hr.getByRole("row").filter({ hasText: "Transfer" }).getByText("Frozen").waitFor()
  await frozen.getByRole("button", { name: /^Print the answer to/ }).click()
  const sheet = hr.getByRole("dialog")
  await sheet.getByText("已冻结。计划的事不可以做。").waitFor()
  await hr.evaluate(() => {
    window.print = () => {
      document.body.dataset["printed"] = document.documentElement.className
    }
  })
  await sheet.getByRole("button", { name: "Print" }).click()
  assert.match((await hr.locator("body").getAttribute("data-printed")) ?? "", /letter-only/)
  await sound(hr, "check-sheet")
  await sheet.getByRole("button", { name: "Close" }).click()
  await sound(hr, "check-answers")
  await narrow(hr, "check-answers")
})

/** Su Ran, who holds the case, compares here and answers; what she was not asked does not exist for her. */
async function officerAnswers(): Promise<void> {
  await using su = await it.visit("/desk/now")
  const { page } = su
  await it.signIn(page, "Su Ran")
  await page.getByText("HR asks before it acts, and waits for your answer.").waitFor()
  await press(page, /Open and take it/)
  await page.getByRole("heading", { name: "Mailbox" }).waitFor()
  await page.getByRole("link", { name: "Protection", exact: true }).click()
  const lin = page.getByRole("article", { name: /Lin Yao/ })
  await lin.getByText("gave this name as reporter").waitFor()
  await lin.getByText("Signed by Tang Rui.").waitFor()
  await drawn(page.getByRole("article"), 3, "what is about her went to others")
  const fang = page.getByRole("article", { name: /Fang Li/ })
  await fang.getByText("No match in the one case that you opened.").waitFor()
  await sound(page, "check-duties")
  await narrow(page, "check-duties")
  await lin.getByRole("button", { name: "Freeze" }).click()
  await sound(page, "check-freeze")
  await page.getByRole("dialog").getByRole("button", { name: "Freeze" }).click()
  await lin.waitFor({ state: "detached" })
  await fang.getByRole("button", { name: "Clear" }).press("Enter")
  await page.getByRole("dialog").getByRole("button", { name: "Clear" }).press("Enter")
  await fang.waitFor({ state: "detached" })
  const answered = page.getByRole("row").filter({ hasText: "Lin Yao" })
  await answered.getByText("nothing yet").waitFor()
  await sound(page, "check-answered")
  await narrow(page, "check-answered")
  await answered.getByRole("button").waitFor({ state: "detached" })
  const bodies = su.sent.join("\n")
  for (const name of ["Lin Yao", "Fang Li", "Zhao Min"])
    assert.ok(!bodies.includes(name), `${name} left the browser`)
}

/** The one officer is whom it is about: those from outside are asked. */
async function outsideAnswers(): Promise<void> {
  await using orla = await it.visit("/desk/protection")
  const { page } = orla
  await it.signIn(page, "Orla Finch")
  const su = page.getByRole("article", { name: /Su Ran/ })
  await su
    .getByText("You have opened no case")
    .or(page.getByText("You have opened no case"))
    .first()
    .waitFor()
  await drawn(page.getByRole("article"), 1)
  await su.getByRole("button", { name: "Clear" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click()
  await page.getByText("Nothing waits for your answer.").waitFor()
}

test("a key for an HR system is shown once and taken back", async () => {
  await using tang = await it.visit("/desk/protection")
  const { page } = tang
  await it.signIn(page, "Tang Rui")
  await page.getByText("No system asks in your name.").waitFor()
  await press(page, "Make a key")
  await page.getByText("Give it a name.").waitFor()
  await page.getByLabel("What the system is called").fill("Payroll")
  await press(page, "Make a key")
  const key = await page.getByLabel("Key", { exact: true }).inputValue()
  assert.match(key, /^[\w-]{43}$/)
  const call = () =>
    fetch(`${it.base}/hr/api/checks`, { headers: { authorization: `Bearer ${key}` } })
  assert.equal((await call()).status, 200)
  await sound(page, "check-key")
  await press(page, "Take back the key for Payroll")
  await page.getByText("No system asks in your name.").waitFor()
  assert.equal((await call()).status, 401)
})

test("whoever neither asks nor answers has no such screen", async () => {
  await using amina = await it.visit("/desk/protection")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor()
  assert.equal(await page.getByRole("link", { name: "Protection", exact: true }).count(), 0)
})
