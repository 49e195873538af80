import assert from "node:assert/strict"
import { test } from "node:test"
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
  await region.getByText("nobody has come yet").waitFor()

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
