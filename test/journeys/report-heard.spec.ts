import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import type { Life } from "#core/life/life.ts"
import { newReceipt, printReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { world } from "../world.ts"
import { enter, readable, window } from "./answer-visit.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

test("whoever reported comments on the draft, asks to have something put right, and appeals, on their own page", async () => {
  await using w = await world({ serving: { listen: true, loops: true } })
  const code = newReceipt()
  await w.report({ code })
  await w.open("noor")
  const life = (part: Partial<Life>) =>
    w.sql("update case_file set state = $1, life = life || $2", [part.state, JSON.stringify(part)])
  const day = 86_400_000
  const now = (await w.screen("noor")).now
  const respondent = {
    ...{ n: 1, standing: "employee", mailbox: null, noticed: now, delayed: null, answered: now },
    ...{ agreed: null, told: null, sanction: null },
  } as const
  await life({
    state: "PARTIES_COMMENT",
    respondents: [respondent],
    comment: { opened: now, ends: now + 7 * day, made: [], waived: [] },
  } as Partial<Life>)

  const { page, press, faults } = await window(browser, w, "en", "/return")
  await enter(page, "en", printReceipt(code))
  await page.getByText(/You have until .* to comment/).waitFor()
  await readable(page, "heard-comment")
  await page.locator("#text-comment").fill("He did not bring me to the door.")
  await page
    .locator("details.act", { hasText: "Comment on the draft" })
    .getByRole("button", { name: "Send", exact: true })
    .click()
  await page.getByText("Noted.", { exact: true }).first().waitFor()
  await press("I have nothing to say to it")
  await page.getByText("Noted: you have nothing to say to it.").first().waitFor()
  assert.deepEqual((await w.screen("noor")).life?.comment?.waived, ["affected"])

  await life({
    state: "OUTCOME_NOTIFIED",
    told: { reporter: now },
    appeal: { ...(await w.screen("noor")).life?.appeal, state: "OPEN", until: now + 10 * day },
  } as Partial<Life>)
  await page.reload()
  await enter(page, "en", printReceipt(code))
  await page.getByText(/You have until .* to appeal/).waitFor()
  await readable(page, "heard-appeal")
  await page.getByText("Ask for something that makes up for it").click()
  await page
    .locator("details.act", { hasText: "makes up for it" })
    .locator("select")
    .selectOption("leave")
  await page.locator("#text-remedy").fill("The two weeks that I was at home.")
  await page
    .locator("details.act", { hasText: "makes up for it" })
    .getByRole("button", { name: "Send", exact: true })
    .click()
  await page.getByText("Days of leave given back: an answer is owed to you").waitFor()
  await page.getByRole("radio", { name: "Somebody was not impartial" }).check()
  await page.locator("#text-appeal").fill("One of the panel knows him.")
  await press("Send the appeal")
  await page.getByRole("dialog").or(page.locator("#appeal-look")).first().waitFor()
  await readable(page, "heard-look")
  await page.getByRole("button", { name: "Send the appeal", exact: true }).last().click()
  await page.getByText(/You have until .* to appeal/).waitFor({ state: "detached" })
  const seen = (await w.screen("noor")).life
  assert.deepEqual(
    [seen?.state, seen?.appeal.filed, seen?.remedies.map(({ code }) => code)],
    ["APPEAL", ["affected"], ["leave"]],
  )
  await readable(page, "heard-after")
  assert.deepEqual(faults, [])
})
