import assert from "node:assert/strict"
import { checkInDays } from "#core/life/word.ts"
import type { Page } from "playwright-core"
import { press } from "../desk-visit.ts"
import type { Her } from "./her.ts"
import { act, day, hour, kept, type Play, shoot } from "./people.ts"

/** For a year she is asked how it goes, on seven days, on her own page, by nobody's manager. */
export async function theCheckIns(cast: Play, lin: Her): Promise<void> {
  const { life, now } = await cast.record("Amina Bao")
  const due = life?.checkIns.filter(({ from }) => from === "outcome") ?? []
  assert.deepEqual(
    due.map(({ day }) => day),
    [...checkInDays],
  )
  let today = now
  for (const one of due.filter(({ as }) => as === null)) {
    if (one.due > today) await cast.later(one.due - today + hour)
    today = Math.max(today, one.due + hour)
    await saysHowItGoes(lin, one.day)
  }
  const after = await cast.record("Amina Bao")
  kept(after)
  assert.deepEqual(
    after.life?.checkIns.flatMap(({ from, day, as }) =>
      from === "outcome" && as === "answered" ? [day] : [],
    ),
    [...checkInDays],
  )
}

/** The six questions on her own page; the first is answered, the rest may stay empty. */
export async function saysHowItGoes(lin: Her, days: number): Promise<void> {
  await lin.comeBack()
  const asked = lin.page.locator("#check-in")
  await asked.getByText(`It has been ${days} days.`).waitFor()
  await asked.getByRole("radio").first().check()
  if (days === 7) await lin.sound()
  await asked.getByRole("button", { name: "Send" }).click()
  await asked.getByText("Thank you.").waitFor()
}

/** She is told that a measure will end, two working days before it may. */
export async function willEnd(page: Page, code: string): Promise<void> {
  await act(page, `${code}: Tell that it will end`, {}, "Tell that it will end")
}

/** It ends, with the reason. */
export async function end(page: Page, code: string): Promise<void> {
  await act(page, `${code}: End it`, { "Why it can end": "It is not needed any more." }, "End it")
}

/** Her last word, what was learned, two signatures, and the day on which everything sealed is gone. */
export async function theEnd(cast: Play, lin: Her): Promise<void> {
  const page = await cast.at("Amina Bao")
  await willEnd(page, "M13")
  await cast.later(4 * day)
  await end(await cast.at("Amina Bao"), "M13")
  await act(page, "Ask for the last word", {
    "The words, as the affected person reads them": "Is there something you want to say?",
  })
  await lin.comeBack()
  await lin.page.locator("#last-word").fill("I was believed.")
  await lin.page
    .locator("form", { has: lin.page.locator("#last-word") })
    .getByRole("button", { name: "Send" })
    .click()
  await lin.page.locator("#last-word").waitFor({ state: "detached" })
  await act(page, "Write down what was learned", {
    "What should be kept about it": "No client dinners without two cars.",
  })
  await cast.at("Amina Bao", "inquiry")
  await page.getByText(/^Approved 29 Jul 2027 /).waitFor() // a year later the year is told too
  await cast.at("Amina Bao", "first")
  await act(page, "End the keeping", { "Why it can end": "Everything is decided." })
  const su = await cast.at("Su Ran")
  await press(su, "Sign too")
  await su.getByRole("button", { name: "Sign too" }).waitFor({ state: "detached" })
  await cast.at("Amina Bao", "after")
  await cast.look(page, "story-after")
  assert.equal(
    await page
      .getByRole("region", { name: "Before it can end" })
      .getByText("open", { exact: true })
      .count(),
    0,
  )
  await cast.at("Amina Bao")
  await act(page, "Close the case", { "What should be kept about it": "Nothing is open." })
  await cast.at("Su Ran")
  await press(su, "Sign too")
  await su.getByText("Now: Closed").waitFor()
  const { life } = await cast.record("Su Ran")
  assert.equal(life?.state, "CLOSED")
  await lin.comeBack()
  await lin.page.getByText("It is closed. You can open it again while it is kept.").waitFor()
  await lin.page.getByText(/^Everything in it is erased: .*2034/).waitFor()
  await lin.sound()
  const words = await lin.page.locator("main").innerText()
  assert.doesNotMatch(words, /^: |undefined|NaN|\{\w+\}/m, "every line says what it is about")
  assert.doesNotMatch(words, /Rung; has not opened it yet/, "whoever answered has opened it")
  assert.match(words, /Protection 3 carried out\nA safe way home/)
  await shoot(lin.page, "story-closed-320")
}

/** Six years later nothing sealed is left: her code opens nothing, and no desk knows the case. */
export async function theErasure(cast: Play, lin: Her): Promise<void> {
  await cast.later(6 * 366 * day)
  const page = await cast.desk("Amina Bao")
  await page.getByText("No case").first().waitFor()
  await lin.page.goto(new URL("/return", lin.page.url()).href)
  await lin.page.getByRole("textbox").fill(lin.code)
  await lin.press("Open")
  await lin.page.getByText("Nothing is kept under this code here.").waitFor()
}
