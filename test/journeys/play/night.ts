import assert from "node:assert/strict"
import type { Page } from "playwright-core"
import { press } from "../desk-visit.ts"
import type { Her } from "./her.ts"
import { act, fill, hour, kept, minute, type Play, shoot } from "./people.ts"

/** AC-04 and AC-05: opened, answered, and the first hour at the desk: safety, evidence, letters that name nobody, the police. */
export async function theFirstHour(cast: Play, lin: Her): Promise<void> {
  const page = await cast.at("Amina Bao")
  const found = await cast.record("Amina Bao")
  assert.equal(found.row.level, "e2")
  assert.equal(found.timeline.filter(({ kind }) => kind === "report.received").length, 1)
  const due = (kind: string) => found.owed.find((one) => one.kind === kind)?.due ?? 0
  const { receivedAt } = found.row
  assert.deepEqual(
    ["opening", "first-contact", "protection", "plan"].map((kind) => due(kind) - receivedAt),
    [30 * minute, hour, 2 * hour, 48 * hour],
    "claimed by 13:20, contact by 13:50, protection by 14:50, a plan by the 30th",
  )
  assert.deepEqual(
    new Set(found.keys.map(({ name }) => name)),
    new Set(keyholders),
    "nobody of the line, of HR or of those who were left out has a key",
  )
  await page.getByText("Help with medical care", { exact: true }).waitFor() // asked for with one tick, before a word was written
  await page.getByLabel("Write to the reporter").fill("I am Amina. You decide what happens.")
  await press(page, "Send")
  await page.getByText("Sent. The reporter sees it").waitFor()
  kept(await cast.record("Amina Bao"), "opening", "first-contact")
  await cast.look(page, "story-case-opened")

  await cast.at("Amina Bao", "first")
  await press(page, "First safety questions")
  await fill(page, "Will you meet or travel with the person", "yes")
  await fill(page, "There was sexual contact", true)
  await fill(page, "The person named has power over the other", true)
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Keep the answers/ })
    .click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await press(page, "I have offered it")
  await page.getByText("Offered once.").waitFor()
  await press(page, "They went to the police")
  await page.getByText("Reported by the affected person").waitFor()
  await keepsEvidence(page)
  await cast.look(page, "story-first-days")
  await cast.at("Amina Bao")
  await act(page, "Begin with safety and evidence")
  await act(page, "Say what ties I have", {}, "None of these")
  await protects(cast, page, lin)
}

/** Who is rung or asked about this night: nobody of the unit, nobody above it, nobody of HR. */
const keyholders = [
  ...["Amina Bao", "Chen Wei", "Su Ran", "Ren Tao"],
  ...["Orla Finch", "Kofi Mensah", "Ito Sae", "Mara Lind"],
]

/** Hotel and restaurant are asked by letter, IT by an order; neither names anybody nor says what it is about. */
async function keepsEvidence(page: Page): Promise<void> {
  await act(page, "Order that evidence is kept", {
    "Whose accounts and devices": "Employee 4711 and 4712, team chat",
    "Which systems": "Mail, team chat, phone",
    From: "2027-07-27T18:00",
    To: "2027-07-28T14:00",
  })
  for (const [n, kind, cameras, records] of [
    [1, "hotel", "lobby, lift, floor 9", "key cards, front desk log"],
    [2, "restaurant", "entrance, private room 3", "booking and bill"],
  ] as const) {
    await press(page, "Write a letter")
    const letter = page.getByRole("region", { name: "Read it as it goes out" })
    const dialog = page.getByRole("dialog")
    for (const [label, value] of Object.entries({
      "To whom": kind,
      "To (name or office)": "The manager",
      "Place and address": "1 Lake Road",
      "Which cameras": cameras,
      "Which records": records,
      "How to reach you": "amina@lantern.example",
    }))
      await fill(page, label, value)
    const words = await letter.innerText()
    assert.ok(words.includes(cameras) && words.includes(records))
    assert.match(words, /27 July 2027.*28 July 2027|2027-07-27.*2027-07-28/s, "from when to when")
    assert.doesNotMatch(words, namesOrAct, "neither whom nor what it is about")
    await dialog.getByRole("button", { name: "I have sent it" }).click()
    await dialog.waitFor({ state: "detached" })
    await page.getByText(new RegExp(`^${n} .*, sent`)).waitFor()
  }
}

const namesOrAct = /Lin Yao|Gao Ming|Shen Hai|sexual|harass|assault|rape|misconduct|drunk/i

/** AC-05 and AC-06: the manager off the trip, no contact, the client kept away, a way home with somebody: only with a yes where it touches her. */
async function protects(cast: Play, page: Page, lin: Her): Promise<void> {
  const dialog = page.getByRole("dialog")
  await press(page, "Offer or order protection")
  const offer = async (
    code: string,
    how: "Offer it" | "Order it",
    blanks: Record<string, string>,
  ) => {
    await dialog.getByLabel("Measure").selectOption(code)
    for (const [label, value] of Object.entries(blanks)) await fill(page, label, value)
    if (!(await dialog.getByLabel(how).isChecked())) await dialog.getByLabel(how).check()
    await dialog.getByRole("button", { name: how, exact: true }).click()
    await dialog.getByRole("status").filter({ hasText: code }).waitFor()
  }
  await offer("M02", "Order it", { "Place or project": "the trip to Jinan" })
  await offer("M01", "Order it", {})
  await offer("M08", "Offer it", { Booking: "29 July 9:40, with Zhao Min" })
  await offer("M13", "Offer it", { "The client’s or supplier’s person": "Shen Hai" })
  await dialog.getByRole("button", { name: "Done" }).click()
  await lin.comeBack()
  const region = lin.page.getByRole("region", { name: "Protection" })
  for (const what of [
    "A safe way home, another hotel, somebody with you",
    "A client or supplier is kept away from you",
  ]) {
    await region.getByRole("button", { name: `Yes, I want this: ${what}` }).click()
    await region
      .getByRole("button", { name: `Yes, I want this: ${what}` })
      .waitFor({ state: "detached" })
  }
  await region.getByText("Until 28 July 2029, decisions about your pay").waitFor()
  await lin.sound()
  await shoot(lin.page, "story-her-protection-320")
  for (const code of ["M08", "M13"]) await act(page, `${code}: Order it`, {}, "Order it")
  for (const code of ["M02", "M01", "M08", "M13"])
    await act(
      page,
      `${code}: Confirm that it is done`,
      { "How you know": "Rung and confirmed." },
      "Confirm that it is done",
    )
  const { life } = await cast.record("Amina Bao")
  assert.deepEqual(
    life?.measures.map((one) => [one.code, one.state]),
    ["M02", "M01", "M08", "M13"].map((code) => [code, "IN_FORCE"]),
  )
  kept(await cast.record("Amina Bao"), "protection", "duty:sorted", "duty:police-offer-1")
}

/** AC-07: within a day she has agreed to a plan, evidence is kept, people have their parts, and whoever is blocked finds nothing. */
export async function theFirstDay(cast: Play, lin: Her): Promise<void> {
  await cast.later(2 * hour)
  const page = await cast.at("Amina Bao")
  await tooClose(page)
  for (const who of ["Tang Rui", "Ren Tao"]) await nothingToSee(cast, who)
  for (const [part, who] of parts) await act(page, "Give a part", { Part: part, Who: who })
  for (const who of new Set(parts.map(([, who]) => who))) {
    if (who === "Amina Bao") continue
    const theirs = await cast.at(who)
    await act(theirs, "Say what ties I have", {}, "None of these")
  }
  await act(page, "Write down the safety plan", {
    "The words, as the affected person reads them": "Home with Zhao Min; a new room tonight.",
  })
  await cast.at("Amina Bao", "first")
  await act(page, "Confirm that it is kept", { "How it was confirmed": "IT wrote back." })
  for (const [n, place] of [
    [1, "1 Hotel"],
    [2, "2 Restaurant or bar"],
  ] as const) {
    await press(page, `${place}: It is kept`)
    await page
      .locator(".due", { hasText: "It is kept" })
      .nth(n - 1)
      .waitFor()
  }
  await cast.later(19 * hour + 30 * minute)
  await lin.comeBack()
  await lin.page.getByText("Home with Zhao Min; a new room tonight.").waitFor()
  await lin.page.locator("#write").fill("Yes, this plan is right for me.")
  await lin.press("Send")
  await lin.page.getByText("Yes, this plan is right for me.").waitFor()
  await cast.at("Amina Bao")
  await page.getByText("Yes, this plan is right for me.").waitFor()
  await act(page, "Talk about what is possible")
  const record = await cast.record("Amina Bao")
  kept(record, "duty:safety", "duty:ties", "duty:hold-confirmed", "duty:letter-1", "duty:letter-2")
  assert.equal(record.life?.state, "OPTIONS")
  assert.equal(record.life?.police.state, "REPORTED_BY_AFFECTED")
}

/** Whom it is about is looked up in the directory. Whoever is too close loses the case at once, and is given no key again. */
async function tooClose(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog")
  const pick = async (name: string, as: string, loses: string) => {
    await press(page, "Name somebody of the directory")
    await dialog.getByLabel("Who it is").fill(name)
    await dialog.getByRole("button", { name: `Pick ${name}` }).click()
    await dialog.getByLabel(as, { exact: true }).check()
    await dialog.getByText(loses).waitFor()
    await dialog.getByRole("button", { name: "Keep it" }).click()
    await dialog.waitFor({ state: "detached" })
  }
  await pick("Gao Ming", "said to have done it", "Nobody who has a key is close to this person.")
  await pick("Tang Rui", "must not see it for another reason", "At once, Ren Tao will not see")
  await page.getByText("Ren Tao: is an executive like Tang Rui").first().waitFor()
  await press(page, "Add a keyholder")
  await dialog
    .getByLabel("Who gets a key")
    .selectOption({ label: "Tang Rui, Chief people officer" })
  await dialog.getByText("Tang Rui must not see this case").waitFor()
  await shoot(page, "story-no-key")
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })
}

/** Whoever must not see it finds nothing at the very address of the case, and the server answers as if there were none. */
async function nothingToSee(cast: Play, name: string): Promise<void> {
  const { row } = await cast.record("Amina Bao")
  const page = await cast.atTheDoor(name)
  await page.getByRole("navigation", { name: "Desk" }).waitFor()
  const asked = (id: string) =>
    page.evaluate(async (id) => {
      const answer = await fetch(`/desk/api/cases/${id}`)
      return [answer.status, await answer.text()]
    }, id)
  const [status, words] = await asked(row.id)
  assert.deepEqual(
    [status, words],
    await asked(crypto.randomUUID().replaceAll("-", "")),
    "not theirs and not there",
  )
  assert.equal(status, 404)
  assert.doesNotMatch(await page.locator("body").innerText(), /Lin Yao|Gao Ming|hotel/i)
  await shoot(page, `story-left-out-${name}`)
}

/** Who has which part: the lead comes from another unit, the investigator from outside, and nobody on the panel investigates. */
const parts = [
  ["lead", "Amina Bao"],
  ["care", "Chen Wei"],
  ["legal", "Su Ran"],
  ["protection", "Su Ran"],
  ["investigator", "Orla Finch"],
  ["panel", "Ito Sae"],
  ["panel", "Mara Lind"],
  ["panel", "Kofi Mensah"],
] as const
