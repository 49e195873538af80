import assert from "node:assert/strict"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { report } from "./desk-report.ts"
import { company, press, sound } from "./desk-visit.ts"
import { outsider } from "./outside.ts"

const it = company()

test("a person named gets a mailbox of their own: a code on paper, words both ways, new keys, its end", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: /^Mailbox/ }).waitFor()
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  const dialog = page.getByRole("dialog")
  await press(page, "Add a person named")
  await dialog.getByLabel("Name, and what connects them to work").fill("Ma Jun, head of sales")
  await dialog.getByRole("button", { name: "Add a person named" }).click()
  await page.getByRole("cell", { name: "Ma Jun, head of sales" }).waitFor()

  const region = page.getByRole("region", { name: "Mailboxes of other people" })
  await region.getByText("Nobody else has a mailbox yet.").waitFor()
  await press(page, "Open a mailbox")
  await dialog
    .getByLabel("For whom")
    .selectOption({ label: "Person named 1: Ma Jun, head of sales" })
  await sound(page, "party-open")
  await dialog.getByRole("button", { name: "Make the code" }).click()
  await dialog.getByText("It is shown once.").waitFor()
  const printed = (await dialog.locator(".fingerprint").innerText()).trim()
  assert.match(printed, /^([0-9A-Z]{4} ){6}.$/)
  await page.keyboard.press("Escape")
  assert.ok(await dialog.isVisible(), "Escape does not lose a code that is shown once")
  await sound(page, "party-code")
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await region.getByText("Person named 1: Ma Jun, head of sales").waitFor()
  await region.getByText("still has the code that we gave").waitFor()

  await region.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByText("Nothing has been written here yet.").waitFor()
  await dialog.getByLabel("Write to this person").fill("You will get a letter on Monday.")
  await dialog.getByRole("button", { name: "Send", exact: true }).click()
  await dialog.getByText("You will get a letter on Monday.").nth(0).waitFor()
  await page.getByText("Sent.", { exact: true }).waitFor()
  await sound(page, "party-thread")
  await dialog.getByRole("heading", { name: /^Person named 1/ }).click()
  await page.keyboard.press("Escape")
  await region.waitFor()

  const jun = await outsider(it.base, printed)
  assert.deepEqual(await jun.words(), ["You will get a letter on Monday."])
  await jun.write("I was at home.", {
    v: 1,
    act: "respondent.recorded",
    facts: { n: 1 },
    fields: { who: "Somebody else" },
  })
  await region.getByText("1 unread").waitFor()
  assert.ok(
    await page.getByRole("cell", { name: "Ma Jun, head of sales" }).isVisible(),
    "a form that somebody outside wrote into a message is no act of the team",
  )
  await region.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByText("I was at home.").waitFor()
  await page.keyboard.press("Escape")
  await region.getByText("1 unread").waitFor({ state: "detached" })
  assert.ok((await jun.mine()).objects.at(-1)?.readAt, "they see that it was read")

  // The reporter has somebody left out: new keys, also for this mailbox, and the old words stay readable.
  const { keys } = await reporter.mine()
  const ren = keys.find(({ name }) => name === "Ren Tao")?.person ?? ""
  await reporter.write("Ren Tao must not see this any more.", { exclude: [ren] })
  assert.equal((await reporter.press("exclusions", { person: ren })).status, 204)
  await page.getByRole("link", { name: "The case", exact: true }).click()
  await page.getByText("New keys for everybody who stays").waitFor()
  assert.equal((await jun.mine()).epoch, 2)
  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  await region.getByRole("button", { name: /^Read and write/ }).click()
  await dialog.getByText("I was at home.").waitFor()
  await dialog.getByLabel("Write to this person").fill("With new keys.")
  await dialog.getByRole("button", { name: "Send", exact: true }).click()
  await dialog.getByText("With new keys.").nth(0).waitFor()
  await page.getByText("Sent.", { exact: true }).first().waitFor()
  await page.keyboard.press("Escape")
  assert.deepEqual(await jun.words(), [
    "You will get a letter on Monday.",
    "I was at home.",
    "With new keys.",
  ])

  await region.getByRole("button", { name: /^Close the mailbox/ }).click()
  await sound(page, "party-close")
  await dialog.getByRole("button", { name: "Close the mailbox" }).click()
  await region.getByText(/^closed /).waitFor()
  await assert.rejects(jun.write("Too late."), /409/)
  assert.deepEqual((await jun.words()).length, 3, "what was written can still be read")
  await sound(page, "party-closed")
  assert.doesNotMatch(
    amina.sent.join("\n"),
    new RegExp(`${printed.slice(0, 14)}|letter on Monday|new keys`),
    "neither a code nor words leave the browser in the clear",
  )
})

test("where somebody else reported, protection waits for a mailbox of the affected person's own, and a lost code gets a new one", async () => {
  const reporter = await report(it.demo, { level: "e3" })
  await using amina = await it.visit("/desk/cases")
  const { page } = amina
  await it.signIn(page, "Amina Bao")
  await page.getByRole("row").getByRole("link").first().click()
  await press(page, "Open and take it")
  await page.getByRole("heading", { name: /^Mailbox/ }).waitFor()
  await sortedAsToldByAnother(page)
  await page.reload()
  await it.signIn(page, "Amina Bao")
  await page.getByText("They have none yet.").waitFor()
  const offer = page.getByRole("button", { name: "Offer or order protection" })
  assert.equal(await offer.first().getAttribute("aria-disabled"), "true")
  await sound(page, "party-first")
  const dialog = page.getByRole("dialog")
  const first = await openFor(page, "Affected person")
  await page.getByText("They have none yet.").waitFor({ state: "detached" })
  await offer.first().click()
  await dialog.getByLabel("Measure").selectOption("M07")
  await dialog.getByRole("region", { name: "Affected person, mailbox 2 reads" }).waitFor()
  await dialog.getByLabel("The other place").fill("Pudong")
  await dialog.getByRole("button", { name: "Offer it" }).click()
  await page.getByText("Offered. Affected person, mailbox 2 can read it now.").waitFor()
  await page.keyboard.press("Escape")
  const affected = await outsider(it.base, first)
  assert.equal((await affected.words()).length, 1)
  const { objects, life, timeline } = await reporter.mine()
  assert.deepEqual([objects.length, life.measures], [1, []])
  assert.ok(!timeline.some(({ kind }) => kind.startsWith("measure")))

  await page.getByRole("link", { name: "Investigation", exact: true }).click()
  const region = page.getByRole("region", { name: "Mailboxes of other people" })
  await region.getByRole("button", { name: /^New code: Affected person/ }).click()
  await dialog.getByText("nothing of what was sent before").waitFor()
  await sound(page, "party-new-code")
  await dialog.getByRole("button", { name: "Make the code" }).click()
  const second = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  await region.getByText("in the place of mailbox 2").waitFor()
  await assert.rejects(affected.mine(), /404|401/)
  const anew = await (await outsider(it.base, second)).mine()
  assert.deepEqual([anew.after, anew.objects], [true, []])
  assert.equal(anew.life.own?.life.measures[0]?.state, "PROPOSED")
  await sound(page, "party-replaced")
})

/** Somebody else reported: the first talk says so. */
async function sortedAsToldByAnother(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const id = location.pathname.split("/").findLast((part) => part.length > 20)
    const act = { kind: "intake.sorted", facts: { intake: "third-party", flags: [] } }
    const headers = { "x-tocsin": "desk", "x-tocsin-act": JSON.stringify(act) }
    const answer = await fetch(`/desk/api/cases/${id}/acts`, { method: "POST", headers })
    return answer.status
  })
  assert.equal(status, 201)
}

/** Opens a mailbox for whoever the form has chosen already; answers with the code on the paper. */
async function openFor(page: Page, name: string): Promise<string> {
  const dialog = page.getByRole("dialog")
  await press(page, "Open a mailbox")
  await dialog.getByRole("combobox").locator("option:checked", { hasText: name }).waitFor({
    state: "attached",
  })
  await dialog.getByRole("button", { name: "Make the code" }).click()
  const code = (await dialog.locator(".fingerprint").innerText()).trim()
  await dialog.getByRole("button", { name: "I have it on paper" }).click()
  return code
}
