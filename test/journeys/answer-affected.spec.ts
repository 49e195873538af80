import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { launch } from "../browser.ts"
import { actTo, makeMailbox, writeTo } from "../world/party.ts"
import { world } from "../world.ts"
import { enter, readable, toState, window } from "./answer-visit.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

test("an affected person who did not report says yes to protection, asks for more, and says what should happen", async () => {
  await using w = await world({ serving: { listen: true, loops: true } })
  await w.report({ text: "told by somebody else" })
  await w.open("noor")
  const sorted = await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })
  assert.equal(sorted.status, 201)
  const affected = await makeMailbox(w, "noor", "affected")
  const offer = { kind: "measure.proposed", facts: { n: 1, code: "M06" } } as const
  await actTo(w, "noor", affected, { ...offer, text: "From Monday you could work at home." })
  const { page, press, faults } = await window(browser, w, "en", "/return")
  await enter(page, "en", affected.printed)
  await press("Later")
  await page.getByText("What you tell, and when, is up to you.").waitFor()
  await page.getByText("From Monday you could work at home.").first().waitFor()
  assert.doesNotMatch(await page.locator("main").innerText(), /told by somebody else/)
  assert.equal(await page.getByText("do not ask others").count(), 0, "they may speak with anybody")
  await readable(page, "answer-affected")
  await press(/^Yes, I want this/)
  await page.getByText("Noted. It will be ordered now.").waitFor()
  await page.getByText("Ask for protection", { exact: true }).click()
  await press(/^Ask for this: /)
  await page.getByText("Asked. An answer is owed").waitFor()
  await page.getByRole("radio", { name: /^Support and protection/ }).check()
  await page.getByText("Noted.", { exact: true }).waitFor()
  const due = Date.now() + 2 * 86_400_000
  const promise = { kind: "promise.made", facts: { n: 1, due, to: "affected" } } as const
  await actTo(w, "noor", affected, { ...promise, text: "You hear from us on Friday." })
  await press("I have told the police")
  await page.getByText("The police know it from you.").waitFor()
  await page.getByText("Make it more urgent").first().click()
  await page.locator("input[name=raise]").first().check()
  await page.getByRole("button", { name: "Make it more urgent" }).click()
  await page.getByText("It is treated as more urgent now.").waitFor()
  await press("sam must not see this")
  await page.getByRole("heading", { name: "Take the key away from sam?" }).waitFor()
  await press("Take the key away")
  await page.getByText("sam has no key any more.").waitFor()
  await page.getByText("sam must not see this any more.").first().waitFor()
  await press("Something changed")
  await page.getByText("A protection officer is being rung.").waitFor()
  await page.getByRole("group", { name: "You hear from us on Friday." }).waitFor()
  await readable(page, "answer-affected-chosen")
  const { life } = await w.screen("noor")
  assert.deepEqual(
    [life?.measures.map(({ state }) => state), life?.wish?.path, life?.retaliation.state],
    [["CONSENTED", "ASKED"], "support", "SUBCASE_OPEN"],
  )
  await toState(w, "MONITORING")
  await actTo(w, "noor", affected, { kind: "last-word.asked", facts: {}, text: "Anything more?" })
  await page.reload()
  await enter(page, "en", affected.printed)
  await press("Later")
  await page.locator("#last-word").fill("It was enough.")
  await page
    .locator("form", { has: page.locator("#last-word") })
    .getByRole("button")
    .click()
  await page.locator("#last-word").waitFor({ state: "detached" })
  assert.ok((await w.screen("noor")).life?.lastWord.own)
  await page.getByText("Ask for something that makes up for it").click()
  await page.getByLabel("What you ask for").selectOption({ label: "Days of leave given back" })
  await page.locator("#text-remedy").fill("Four days in May.")
  await page
    .locator("details", { has: page.locator("#text-remedy") })
    .getByText("Send")
    .click()
  await page.getByText("Four days in May.").first().waitFor()
  assert.deepEqual(
    (await w.screen("noor")).life?.remedies.map(({ code, wanted }) => [code, wanted]),
    [["leave", true]],
  )
  await toState(w, "INVESTIGATING")
  await page.reload()
  await enter(page, "en", affected.printed)
  await press("Later")
  await press("I don’t want this to go on")
  await page.getByRole("heading", { name: "Stop what is being done about it?" }).waitFor()
  await press("I don’t want this to go on")
  await page.getByText("Noted. Support and protection go on.").waitFor()
  assert.equal((await w.screen("noor")).life?.state, "SUPPORT_ONLY")
  await press("Nobody has contacted me")
  await page.getByText("The next people are being rung.").waitFor()
  assert.deepEqual(faults, [])
})

test("a witness writes and reads, and the page speaks of nobody's conduct", async () => {
  await using w = await world({ serving: { listen: true, loops: true } })
  await w.report()
  await w.open("noor")
  const witness = await makeMailbox(w, "noor", "witness")
  await writeTo(w, "noor", witness, "What do you know about Tuesday?")
  const { page, press, faults } = await window(browser, w, "zh")
  await enter(page, "zh", witness.printed)
  await press("以后再换")
  await page.getByText("“不知道”也是一种回答。").waitFor()
  await page.getByText("What do you know about Tuesday?").waitFor()
  await readable(page, "answer-witness")
  await page.getByText("发消息或提问").click()
  await page.locator("#text-message").fill("我当时不在。")
  await press("发送")
  await page.getByText("我当时不在。").first().waitFor()
  assert.equal(
    await page.getByText("保护").count(),
    0,
    "what an affected person decides is not a witness's",
  )
  assert.equal((await w.screen("noor")).parties[0]?.unread, 1)
  // The day on which they are asked has come; a pushed clock would ring every bell of a week on the way.
  await w.sql(
    `update case_file set life = jsonb_set(life, '{checkIns}', (select jsonb_agg(one || jsonb_build_object('due', (one->>'due')::bigint - $1))
       from jsonb_array_elements(life->'checkIns') one))`,
    [8 * 24 * 3_600_000],
  )
  await page.goto(`${w.base}/answer`)
  await enter(page, "zh", witness.printed)
  await press("以后再换")
  await page.getByRole("heading", { name: "您最近怎么样" }).waitFor()
  await readable(page, "answer-witness-asked")
  await page.locator("#check-in").getByRole("button", { name: "发送", exact: true }).click()
  await page.getByText("谢谢您。").first().waitFor()
  const { life } = await w.screen("noor")
  assert.deepEqual(
    life?.checkIns.filter(({ as }) => as === "answered").map(({ mailbox, n }) => [mailbox, n]),
    [[2, 1]],
  )
  assert.deepEqual(faults, [])
})
