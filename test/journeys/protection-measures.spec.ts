import assert from "node:assert/strict"
import { join } from "node:path"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { push } from "#server/demo/clock.ts"
import { launch } from "../browser.ts"
import { report, type Reporter } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { said, visitor } from "./report-pages.ts"

const it = company()
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const hour = 3_600_000
const ordered = "Ordered. The reporter can read it now."

test("asked, ordered, told to HR operations, done, looked at, told, and ended after two working days", async () => {
  const code = newReceipt()
  const reporter = await report(it.demo, { level: "e3", code, lang: "zh" })
  const place = await taken()
  const her = await visitor(browser, it.base, "zh", "/return", 320)
  her.page.setDefaultTimeout(20_000)
  const comeBack = async () => {
    await her.page.goto(`${it.base}/return`)
    await her.page.getByRole("textbox").fill(printReceipt(code))
    await her.press(said.zh.open)
    await her.page.getByRole("region", { name: "保护措施" }).waitFor()
  }
  await comeBack()
  await asks(her)

  await using amina = await it.visit(place)
  const { page } = amina
  page.setDefaultTimeout(20_000)
  await it.signIn(page, "Amina Bao")
  const dialog = page.getByRole("dialog")
  await page.getByText(/^Asked for\. Answer by/).waitFor()
  await sound(page, "measures-asked")
  await press(page, "M01: Order it")
  const reads = dialog.getByRole("region", { name: "The reporter reads" })
  await reads.getByText(/Ma Jun不得以任何方式接触您/).waitFor()
  await dialog.getByRole("button", { name: "Order it" }).click()
  await page.getByText(ordered).waitFor()
  const promise = (await reporter.mine()).owed.find(({ kind }) => kind === "promise:measure-1")
  assert.ok(promise?.met, "the request is answered, on both sides")

  await offersTwo(page)
  await comeBack()
  await answersOffers(her, reporter)
  await instructs(page, amina.sent)
  await carriesOut()
  await confirms(page)
  await promises(page, reporter)
  await comeBack()
  await deniesAndMakes(her, reporter)

  await press(page, "M01: Look at it again")
  await dialog.getByLabel("What you found").fill("It holds. Needed for two more weeks.")
  await press(page, "Look at it again")
  await page.getByText("Noted. It goes on").waitFor()
  await press(page, "M01: Tell that it will end")
  assert.match(await dialog.getByLabel("What the affected person reads").inputValue(), /两个工作日/)
  await dialog.getByRole("button", { name: "Tell that it will end" }).click()
  await page.getByText("Told. It may end").waitFor()
  const end = page.getByRole("button", { name: "M01: End it" })
  await end.waitFor()
  assert.equal(await end.getAttribute("aria-disabled"), "true")
  await sound(page, "measures-told")
  const ends = (await reporter.mine()).life.measures[0]?.ends ?? 0
  await comeBack()
  await her.page.getByText(/我们告诉过您这一项会结束/).waitFor()
  await shot(her.page, "her-ending")
  await her.sound()

  await push(it.demo.runtime, ends - (await reporter.mine()).now + hour)
  await using later = await it.visit(place)
  await it.signIn(later.page, "Amina Bao")
  await press(later.page, "M01: End it")
  await later.page.getByRole("dialog").getByLabel("Why it can end").fill("Both agreed.")
  await later.page.getByRole("dialog").getByRole("button", { name: "End it" }).click()
  await later.page.getByText("Ended. The affected person sees it.").waitFor()
  assert.equal((await reporter.mine()).life.measures[0]?.state, "LIFTED")
  await sound(later.page, "measures-ended")
  assert.deepEqual(her.faults, [])
  await her.context.close()
})

test("leave for the person named is signed by two, and told then; whoever is tied to the case is not instructed; a breach is a wrong of its own", async () => {
  const reporter = await report(it.demo, { level: "e1" })
  const place = await taken("e1")
  await using amina = await it.visit(place)
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  const dialog = page.getByRole("dialog")
  await page.getByRole("heading", { name: "Protection", exact: true }).waitFor()
  await page.locator("#main").focus()
  await page.keyboard.press("m")
  await dialog.getByLabel("Measure").selectOption("M03")
  await dialog.getByText(/Two sign: Case lead and Legal/).waitFor()
  await dialog.getByLabel("Order it").check()
  await dialog.getByRole("button", { name: "Order it" }).click()
  await page.getByText("nobody is told before").waitFor()
  await dialog.getByRole("button", { name: "Done" }).click()
  await page.getByText(/Signed by Amina Bao .+ It waits for Legal\./).waitFor()
  assert.ok(!(await reporter.mine()).objects.some(({ kind }) => kind === "measure"))

  await using su = await it.visit("/desk/cases")
  await it.signIn(su.page, "Su Ran")
  await su.page
    .getByRole("row")
    .filter({ has: su.page.getByText("e1", { exact: true }) })
    .getByRole("link")
    .first()
    .click()
  await press(su.page, /^(Open and take it|Take it)/)
  await su.page.getByText(/Signed by Amina Bao/).waitFor()
  await acts(page, "Su Ran", "legal")
  await acts(su.page)
  await su.page.reload()
  await it.signIn(su.page, "Su Ran")
  await press(su.page, "Sign too")
  const words = su.page.getByRole("dialog").getByText(/Ma Jun is not at work from/)
  await words.waitFor()
  await sound(su.page, "measures-sign")
  await su.page.getByRole("dialog").getByRole("button", { name: "Sign too" }).click()
  await su.page.getByText(ordered).waitFor()
  const { life, objects } = await reporter.mine()
  assert.deepEqual(
    life.measures.map(({ code, state }) => [code, state]),
    [["M03", "ORDERED"]],
  )
  assert.equal(objects.at(-1)?.kind, "measure", "told with the second signature")

  await reporter.write("One more.", { answers: { i13: { named: [{ name: "tang  RUI" }] } } })
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await press(page, "M03: Tell HR operations")
  const tang = dialog.getByRole("option").filter({ hasText: "Tang Rui" })
  await dialog.getByLabel("To whom").selectOption(await tang.getAttribute("value"))
  await dialog
    .getByRole("alert")
    .getByText(/^Tang Rui must not see this case/)
    .waitFor()
  const send = dialog.getByRole("button", { name: "Send it sealed" })
  assert.equal(await send.getAttribute("aria-disabled"), "true")
  await page.keyboard.press("Escape")

  await press(page, "M03: It was broken")
  await dialog.getByRole("button", { name: "It was broken" }).click()
  await page.getByText("Noted. An answer is owed").waitFor()
  await press(page, "M03: Add as an allegation")
  const add = dialog.getByRole("button", { name: "Add as an allegation" })
  assert.equal(await add.getAttribute("aria-disabled"), "true")
  await sound(page, "measures-broken")
})

type Her = Awaited<ReturnType<typeof visitor>>

/** Amina opens the case and is named its lead, so that she stays it whatever rings meanwhile. */
async function taken(level = "e3"): Promise<string> {
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page
    .getByRole("row")
    .filter({ has: page.getByText(level, { exact: true }) })
    .getByRole("link")
    .first()
    .click()
  await press(page, "Open and take it")
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  await acts(page)
  await acts(page, "Amina Bao", "lead")
  return new URL(page.url()).pathname
}

/** What other screens do: somebody says that no tie holds, or the lead gives a part. */
async function acts(page: Page, name?: string, role?: string): Promise<void> {
  const status = await page.evaluate(
    async ({ id, name, role }) => {
      const answer = await fetch(`/desk/api/people?q=${encodeURIComponent(name ?? "")}`)
      const { people } = (await answer.json()) as { people: { id: string }[] }
      const act = role
        ? { kind: "role.given", facts: { role, person: people[0]?.id } }
        : { kind: "ties.declared", facts: { ties: [] } }
      const headers = { "x-tocsin": "desk", "x-tocsin-act": JSON.stringify(act) }
      return (await fetch(`/desk/api/cases/${id}/acts`, { method: "POST", headers })).status
    },
    { id: new URL(page.url()).pathname.split("/").at(-1), name, role },
  )
  assert.equal(status, 201, role ?? "ties")
}

/** On a small phone, in Chinese: what there is, in plain words, and one of it asked for by keyboard. */
async function asks(her: Her): Promise<void> {
  const { page } = her
  const region = page.getByRole("region", { name: "保护措施" })
  await region.getByText("请求保护", { exact: true }).click()
  await region.getByRole("heading", { name: "不再见到对方" }).waitFor()
  assert.doesNotMatch(await region.innerText(), /M\d\d/, "no codes")
  await shot(page, "her-ask")
  await her.sound()
  await region.getByRole("button", { name: "我想要这一项: 对方不得联系您" }).focus()
  await page.keyboard.press("Enter")
  await region.getByText("已提出请求").waitFor()
  await region.getByText(/应在 .+ 前答复/).waitFor()
  assert.equal(
    await region.getByRole("button", { name: "我想要这一项: 对方不得联系您" }).count(),
    0,
    "not twice",
  )
  await shot(page, "her-asked")
  await her.sound()
}

/** Two in a row without losing the place; a blank left empty closes the button and is named. */
async function offersTwo(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog")
  await page.locator("#main").focus()
  await page.keyboard.press("m")
  await dialog.getByLabel("Measure").selectOption("M07")
  assert.ok(await dialog.getByLabel("Offer it").isChecked(), "never without their yes")
  const offer = dialog.getByRole("button", { name: "Offer it" })
  assert.equal(await offer.getAttribute("aria-disabled"), "true")
  await dialog.getByText("Opens when The other place is filled in.").waitFor()
  await dialog.getByLabel("The other place").fill("浦东办公室")
  await sound(page, "measures-offer")
  await offer.click()
  await dialog.getByText(/^Done so far: M07/).waitFor()
  await dialog.getByLabel("Measure").selectOption("M08")
  await dialog.getByLabel("Booking").fill("8月13日 10:00 高铁")
  await offer.click()
  await dialog.getByText(/^Done so far: M07.*M08/).waitFor()
  await dialog.getByRole("button", { name: "Done" }).click()
}

async function answersOffers(her: Her, reporter: Reporter): Promise<void> {
  const { page } = her
  const region = page.getByRole("region", { name: "保护措施" })
  await region.getByText(/您在浦东办公室工作/).waitFor()
  await shot(page, "her-offered")
  await her.sound()
  await region.getByRole("button", { name: /^好的，我想要: 换个地点/ }).click()
  await region.getByText("已记录，接下来会下达。").waitFor()
  await region.getByRole("button", { name: /^我不要这一项: 安全返程/ }).click()
  await region.getByText("已记录。以后您还可以请求。").waitFor()
  const { measures } = (await reporter.mine()).life
  assert.deepEqual(
    measures.map(({ code, state }) => [code, state]),
    [
      ["M01", "ORDERED"],
      ["M07", "CONSENTED"],
      ["M08", "REFUSED"],
    ],
  )
}

/** What HR operations is told is sealed in Amina's browser: a text without a name, a reason or a case. */
async function instructs(page: Page, sent: readonly string[]): Promise<void> {
  const dialog = page.getByRole("dialog")
  await press(page, "M01: Tell HR operations")
  const go = dialog.getByRole("button", { name: "Send it sealed" })
  await dialog.getByText("Opens when somebody is chosen.").waitFor()
  const tang = dialog.getByRole("option").filter({ hasText: "Tang Rui" })
  await dialog.getByLabel("To whom").selectOption(await tang.getAttribute("value"))
  await dialog
    .getByText("Opens when Employee number and Reference of the list is filled in.")
    .waitFor()
  await dialog.getByLabel("Employee number").fill("Ma Jun")
  await dialog.getByText("The text names Ma Jun.").waitFor()
  await dialog.getByLabel("Employee number").fill("EMP-004711")
  await dialog.getByLabel("Reference of the list").fill("LIST-2027-7")
  await sound(page, "measures-instruct")
  await go.click()
  await page.getByText("Tang Rui has not read it yet.").waitFor()
  assert.doesNotMatch(sent.join("\n"), /EMP-004711|LIST-2027-7/)
}

/** Tang Rui does HR operations: what to do, by when, and nothing else; by keyboard. */
async function carriesOut(): Promise<void> {
  await using tang = await it.visit("/desk/now")
  const { page } = tang
  await it.signIn(page, "Tang Rui")
  await page.getByRole("link", { name: /^To carry out/ }).click()
  await page.getByRole("heading", { name: "To be carried out" }).waitFor()
  await page
    .getByText(/EMP-004711 does not communicate with the persons on list LIST-2027-7/)
    .waitFor()
  assert.doesNotMatch(await page.locator("main").innerText(), /Ma Jun|M01|case|e3/)
  const done = page.getByRole("button", { name: "Done", exact: true })
  assert.equal(await done.getAttribute("aria-disabled"), "true")
  await sound(page, "instructions")
  await page.getByLabel("What you did").fill("The rosters are apart since 14:00.")
  await done.focus()
  await page.keyboard.press("Enter")
  await page.getByText("Answered: done.").waitFor()
  await page.getByText("Nothing to do.").waitFor()
  assert.doesNotMatch(tang.sent.join("\n"), /rosters/)
}

/** The answer is opened in the case, and confirming is offered with its words; a file is evidence. */
async function confirms(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog")
  await page.getByText("The rosters are apart since 14:00.").waitFor()
  await press(page, "M01: Confirm that it is done. Tang Rui")
  const text = dialog.getByLabel("How you know")
  assert.match(await text.inputValue(), /^Tang Rui: The rosters are apart/)
  await dialog
    .getByLabel("Add a file")
    .setInputFiles([{ name: "roster.txt", mimeType: "text/plain", buffer: Buffer.from("apart") }])
  await dialog.getByText("roster.txt").waitFor()
  await sound(page, "measures-confirm")
  await dialog.getByRole("button", { name: "Confirm that it is done" }).click()
  await page.getByText("Confirmed. The measure is in force.").waitFor()
  await page.getByText("roster.txt").waitFor()
}

/** A message becomes a promise with a date, and is noted as kept. */
async function promises(page: Page, reporter: Reporter): Promise<void> {
  const dialog = page.getByRole("dialog")
  await press(page, /^Make it a promise: I am Amina/)
  await dialog.getByLabel("What is promised").fill("I ring the hotel for you.")
  await dialog.getByRole("button", { name: "Make it a promise" }).click()
  const list = page.getByRole("region", { name: "Promises made in messages" })
  await list.getByText("I ring the hotel for you.").waitFor()
  await list.getByText(/^Owed by Amina Bao, who answers/).waitFor()
  await press(page, "Note that it was kept: I ring the hotel for you.")
  await list.getByText("Kept", { exact: true }).waitFor()
  assert.equal((await reporter.mine()).life.promises[0]?.state, "kept")
  await sound(page, "promise-kept")
}

/** Whoever it was made to says that it was not kept, and makes a promise of a message themselves. */
async function deniesAndMakes(her: Her, reporter: Reporter): Promise<void> {
  const { page } = her
  const list = page.getByRole("region", { name: "对您的承诺" })
  await list.getByText("I ring the hotel for you.").waitFor()
  await list.getByRole("button", { name: "其实没有做到" }).click()
  await list.getByText("已记录，这项承诺仍须兑现。").waitFor()
  assert.equal((await reporter.mine()).life.promises[0]?.state, "owed")
  const messages = page.getByRole("region", { name: "消息" })
  const message = messages.locator(".msg").filter({ hasText: "浦东办公室" })
  await message.getByRole("button", { name: "定为承诺" }).click()
  await message.getByLabel("承诺的内容").fill("周五前换好办公室。")
  await message.getByLabel(/^期限/).fill("2020-01-01T10:00")
  await message.getByRole("button", { name: "保存为承诺" }).click()
  await message.getByText("请选一个将来的时间。").waitFor()
  assert.equal(await message.getByLabel("承诺的内容").inputValue(), "周五前换好办公室。")
  const day = new Date((await reporter.mine()).now + 72 * hour).toISOString().slice(0, 16)
  await message.getByLabel(/^期限/).fill(day)
  await message.getByRole("button", { name: "保存为承诺" }).click()
  await list.getByText("周五前换好办公室。").waitFor()
  await shot(page, "her-promises")
  await her.sound()
  assert.equal((await reporter.mine()).life.promises.length, 2)
}

async function shot(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  const region = page.getByRole("region", {
    name: name === "her-promises" ? "对您的承诺" : "保护措施",
  })
  if (shots) await region.screenshot({ path: join(shots, `${name}.png`) })
}
