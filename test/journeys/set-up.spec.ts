import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser, Page } from "playwright-core"
import { launch } from "../browser.ts"
import { clean } from "./axe.ts"
import {
  addAndInvite,
  addChannel,
  addWords,
  fresh,
  inBoth,
  joinBy,
  keepPicture,
  personAt,
  press,
  type Fresh,
  type Person,
} from "./set-up-desk.ts"
import { withPasskeys } from "./desk-visit.ts"
import { drawn } from "./drawn.ts"

let it: Fresh
let browser: Browser
let noor: Person
let sam: Person
let ito: Person
let ada: Person
let noorsWords = ""
before(async () => {
  it = await fresh()
  browser = await launch()
  noor = await personAt(browser)
  sam = await personAt(browser)
  ito = await personAt(browser, 390)
  ada = await personAt(browser)
})
after(async () => {
  const said = [noor, sam, ito, ada].flatMap(({ faults }) => faults)
  await browser.close()
  await it[Symbol.asyncDispose]()
  assert.deepEqual([said, it.faults], [[], []])
})

/** Opens an address afresh, as from a bookmark: the key is asked for again. */
async function reopen(page: Page, path: string): Promise<void> {
  await page.goto(`${it.base}${path}`)
  await press(page, "Unlock with your passkey")
}

test("the printed link begins a system: organisation, first administrator, a key with two ways", async () => {
  const { page } = noor
  await withPasskeys(noor)
  await page.goto(it.link)
  await page.getByRole("heading", { name: "Your organisation" }).waitFor()
  assert.equal(new URL(page.url()).hash, "", "the token is gone from the address")
  await press(page, "Begin")
  await page.getByText("This is needed.").first().waitFor()
  await keepPicture(page, "form faults")
  await page.getByLabel("Name, as your people say it").fill("Lantern Works")
  assert.equal(await page.getByLabel("Country").inputValue(), "CN")
  await page.getByLabel("Another way to reach a person").fill("Room 4.12, or +86 21 5555 0100")
  await page.getByLabel("Your name").fill("Noor Haddad")
  await page.getByLabel("Your work e-mail").fill("noor@lantern.example")
  await inBoth(page, "set-up form")
  await press(page, "Begin")
  await page.getByRole("heading", { name: "Two ways to your key" }).waitFor()
  await inBoth(page, "make key")
  await press(page, "Make a passkey on this device")
  await page.getByText("opened your key in a trial").waitFor()
  noorsWords = await addWords(page)
  await page.getByText("1 of 9 done").waitFor()
  await inBoth(page, "left to do")
})

test("the list survives a reload and signing in with the passkey, and leads to each screen and back", async () => {
  const { page } = noor
  await reopen(page, "/desk/set-up")
  await page.getByText("1 of 9 done").waitFor()
  await page.getByRole("link", { name: /^Go there: You can be rung yourself/ }).click()
  await page.getByRole("heading", { name: "How you are rung" }).waitFor()
  await page.goBack()
  await page.getByText("1 of 9 done").waitFor()
  await page.goForward()
  await page.getByRole("button", { name: "Add it" }).waitFor()
  await page.getByLabel("Kind").selectOption("sms")
  await page.getByLabel(/^Mobile number/).fill("5550100")
  await press(page, "Add it")
  await page.getByText(/A number begins with \+/).waitFor()
  await addChannel(page, it.sink, "email", "noor@lantern.example")
  await inBoth(page, "you")
})

test("a staff file with faults changes nothing and says where each is; mended, it is tried and taken over", async () => {
  const { page } = noor
  await reopen(page, "/desk/people/file")
  await page.getByRole("button", { name: "Choose the file" }).waitFor()
  const choose = (name: string, text: string | Buffer) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) })
  await choose("gbk.csv", Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd3, 0xca, 0xcf, 0xe4]))
  await page.getByText(/This file is not UTF-8/).waitFor()
  const head = "\ufeff部门,姓名,邮箱,上级,工资\n"
  const faulty = `${head}法务,李雷,li@lantern.example,nobody@lantern.example,1\n法务,韩梅梅,han(at)lantern,,2\n`
  await choose("staff.csv", faulty)
  const row = page.getByRole("row", { name: /3 E-mail han\(at\)lantern/ })
  await row.waitFor()
  await page.getByText("Not read: 工资.").waitFor()
  await choose("staff.csv", faulty.replace("han(at)lantern", "han@lantern.example"))
  await press(page, "See what would change")
  await page.getByRole("row", { name: /2 Manager nobody@lantern.example/ }).waitFor()
  await inBoth(page, "file with faults")
  const staff = Array.from(
    { length: 130 },
    (_, n) => `Workshop ${n % 7},Person ${String(n).padStart(3, "0")},p${n}@lantern.example,`,
  )
  const mended = `${head}法务,李雷,li@lantern.example,han@lantern.example,1\n法务,韩梅梅,han@lantern.example,,2\n${staff.join(",\n")},\n`
  await choose("staff.csv", mended)
  await press(page, "See what would change")
  await page.getByText("132 people are new").waitFor()
  await inBoth(page, "file tried")
  await press(page, "Take it over")
  await page.getByText("Taken over: 132 new, 0 changed, 0 left.").first().waitFor()
})

test("people are found, paged, changed and invited", async () => {
  const { page } = noor
  await page.getByRole("link", { name: "Back to all people" }).click()
  await page.getByText("133 people").waitFor()
  await drawn(page.getByRole("row"), 101)
  await press(page, "Show more")
  await page.getByRole("row", { name: /^李雷/ }).waitFor()
  await drawn(page.getByRole("row"), 134)
  await page.getByLabel("Find by name, e-mail or unit").fill("法务")
  await page.getByText("2 people").waitFor()
  assert.match(page.url(), /q=/)
  await press(page, "Change: 韩梅梅")
  await page.getByRole("checkbox", { name: /^Executive/ }).check()
  await press(page, "Save")
  await page.getByRole("row", { name: /韩梅梅.*Executive/ }).waitFor()
  await inBoth(page, "people")
  await reopen(page, new URL(page.url()).pathname + new URL(page.url()).search)
  await page.getByText("2 people").waitFor()
})

test("three more people join by their links, one of them on a phone; a colleague confirms a key by voice", async () => {
  const links = [
    await addAndInvite(noor.page, "Sam Okafor", "sam@lantern.example", null),
    await addAndInvite(noor.page, "Ito Sae", "ito@outside.example", /^Outside the company/),
    await addAndInvite(noor.page, "Ada Moreau", "ada@outside.example", /^Outside the company/),
  ]
  await joinBy(sam.page, links[0] ?? "", "Sam Okafor")
  await addChannel(sam.page, it.sink, "email", "sam@lantern.example")
  await joinBy(ito.page, links[1] ?? "", "Ito Sae")
  await addChannel(ito.page, it.sink, "email", "ito@outside.example")
  await inBoth(ito.page, "join on a phone")
  const wide = await ito.page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `no sideways scroll: ${wide}`)
  await joinBy(ada.page, links[2] ?? "", "Ada Moreau")
  await addChannel(ada.page, it.sink, "voice", "+33155550100")
  const read = await sam.page.locator("section .fingerprint").textContent()
  const { page } = noor
  await reopen(page, "/desk/people?keyholders=1")
  await press(page, "Confirm by voice: Sam Okafor")
  assert.equal(await page.getByRole("dialog").locator(".fingerprint").textContent(), read)
  await clean(page, "confirm")
  await press(page, "It is the same")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await page.getByRole("row", { name: /Sam Okafor.*ready/ }).waitFor()
  await sam.page.getByText("A colleague has confirmed it.").waitFor({ timeout: 20_000 })
  await press(sam.page, "Go to the desk")
})

test("the path is unsafe until it is not, is replayed with each person named, proposed by one and signed by another", async () => {
  const { page } = noor
  await page.getByRole("link", { name: "Path", exact: true }).click()
  await page.getByText("No path is in force.").first().waitFor()
  await press(page, "Add a tier")
  const put = async (tier: number, name: string) => {
    const select = page.getByLabel(`Person for tier ${tier}`, { exact: true })
    const option = await select.locator("option", { hasText: name }).getAttribute("value")
    await select.selectOption(option)
    await press(page, `Put on: Person for tier ${tier}`)
  }
  await put(1, "Noor Haddad")
  await put(1, "Sam Okafor")
  await page.getByText("The last tier is inside the company.").waitFor()
  await page.getByText("2 people can be reached. It needs 3.").waitFor()
  await page.getByText(/^Opens when \d things marked/).waitFor()
  await press(page, "Add a tier")
  await page.getByText("Nobody is on this tier.").waitFor()
  await put(2, "Ito Sae")
  await inBoth(page, "path unsafe")
  await page.getByLabel("Settings of tier 2").click()
  await page.getByLabel("Who they are").last().selectOption("outside")
  await page.getByText("Ito Sae has one channel only.").waitFor()
  await addChannel(ito.page, it.sink, "voice", "+81355550100")
  await page.getByText("Saved.", { exact: true }).waitFor()
  await reopen(page, "/desk/paths")
  await page.getByLabel("It names").selectOption({ label: "Ito Sae" })
  await page.getByText(/this path reaches nobody new/).waitFor()
  await page.getByText("105 runs, 35 reach nobody new. ◆").waitFor()
  await press(page, "Show them")
  await page.getByText(/^Ito Sae named: 35 nights/).waitFor()
  await page.getByText("Opens when 1 thing marked ◆ is mended.").waitFor()
  await inBoth(page, "path silent")
  await put(2, "Ada Moreau")
  await page.getByText(/each reaches somebody outside the company/).waitFor()
  await inBoth(page, "path safe")
  await page.getByRole("heading", { name: "2 Tier 2" }).focus()
  await page.keyboard.press("Alt+ArrowUp")
  await page.getByRole("heading", { name: "1 Tier 2" }).waitFor()
  await press(page, "Undo")
  await page.getByRole("heading", { name: "1 Tier 1" }).waitFor()
  await press(page, "Ask for the second signature")
  await page.getByText(/is proposed by Noor Haddad/).waitFor()
  await page.getByText("Opens when somebody else signs: you proposed it.").waitFor()
  const other = sam.page
  await other.getByRole("link", { name: "Path", exact: true }).click()
  await press(other, "Sign as the second person")
  await clean(other, "sign")
  await keepPicture(other, "sign")
  await other.getByRole("dialog").getByRole("button", { name: "Sign as the second person" }).click()
  await other.getByText(/Version 1 is in force since/).waitFor()
  await reopen(page, "/desk/set-up")
  await page.getByText("9 of 9 done").waitFor()
  await inBoth(page, "all done")
})

test("two tabs cannot overwrite each other, and neither loses its edits", async () => {
  const { page } = noor
  await page.getByRole("link", { name: "Path", exact: true }).click()
  const second = await noor.context.newPage()
  second.setDefaultTimeout(10_000)
  await second.goto(`${it.base}/desk/paths`)
  await press(second, "Use your twelve words")
  await second.getByLabel("Your twelve words").fill(noorsWords)
  await press(second, "Sign in with these words")
  await second.getByRole("heading", { name: "1 Tier 1" }).waitFor()
  await press(page, "Take Noor Haddad off")
  await page.getByText("Saved.", { exact: true }).waitFor()
  await press(second, "Take Sam Okafor off")
  await second.getByText("Somebody else saved the draft meanwhile.").waitFor()
  await second.getByRole("button", { name: "Take Noor Haddad off" }).waitFor()
  await clean(second, "conflict")
  await keepPicture(second, "conflict")
  await press(second, "Save mine over theirs")
  await second.getByText("Saved.", { exact: true }).waitFor()
  await reopen(page, "/desk/paths")
  await page.getByRole("button", { name: "Take Noor Haddad off" }).waitFor()
  assert.equal(await page.getByRole("button", { name: "Take Sam Okafor off" }).count(), 0)
  await second.close()
})

test("weekly turns and an exception are written at the width of a phone; who may not change it reads it", async () => {
  const { page } = noor
  await page.setViewportSize({ width: 390, height: 844 })
  const now = Date.now()
  const day = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel("Settings of tier 2").click()
  const tier = page.locator('[data-tier="1"]')
  await tier.getByRole("radio", { name: "In weekly turns" }).check()
  await tier.getByText("Turn 2", { exact: true }).waitFor()
  await tier.getByLabel("Handed over on").selectOption({ label: "Friday" })
  await tier.getByText(/^The next handovers: Fri 09:00/).waitFor()
  await tier.getByLabel("Who", { exact: true }).selectOption({ label: "Ito Sae" })
  await tier.getByLabel("What", { exact: true }).selectOption({ label: "is replaced by" })
  await tier.getByLabel("By whom").selectOption({ label: "Ada Moreau" })
  await tier.getByLabel("From").fill(`${day(2)}T09:00`)
  await tier.getByLabel("Until").fill(`${day(4)}T09:00`)
  await tier.getByRole("button", { name: "Add an exception" }).click()
  await tier.getByText("Ito Sae is replaced by Ada Moreau").waitFor()
  await inBoth(page, "turns on a phone")
  await tier.getByLabel("Settings of tier 2").click()
  const phone = ito.page
  await phone.getByRole("link", { name: "Path", exact: true }).click()
  await phone.getByText("Only an administrator can change it.").waitFor()
  await inBoth(phone, "path on a phone")
  for (const one of [page, phone]) {
    const wide = await one.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= 390, `no sideways scroll: ${wide}`)
  }
})
