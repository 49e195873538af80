import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { deriveReceipt, readReceipt } from "#crypto/receipt.ts"
import { launch } from "../browser.ts"
import { actTo, readBy, seenBy, writeTo } from "../world/party.ts"
import { enter, named, readable, toState, window } from "./answer-visit.ts"

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const notice = { kind: "notice.given", facts: { n: 1 } } as const

test("a person named takes a code of their own, reads the notice and answers it in their own time", async () => {
  const { w, respondent } = await named()
  await using _ = w
  assert.equal(
    (
      await actTo(w, "noor", respondent, {
        ...notice,
        text: "What is said: one thing.\n\nYour rights: many.",
      })
    ).status,
    201,
  )
  const { page, context, press, typeBack, faults, sent } = await window(browser, w, "en")
  await page.getByRole("heading", { name: "Your mailbox" }).waitFor()
  await readable(page, "answer-1-code")
  await enter(page, "en", respondent.printed.slice(0, -1))
  await page.getByText("A code has 25 signs").waitFor()
  await enter(page, "en", "0000 0000 0000 0000 0000 0000 0")
  await page.getByText("This code opens nothing here.").waitFor()
  await enter(page, "en", respondent.printed)

  await page.getByRole("heading", { name: "First, take a code of your own" }).waitFor()
  await readable(page, "answer-2-first")
  await press("Show me my new code")
  const own = await typeBack()
  await readable(page, "answer-3-own-code")
  assert.notEqual(own, respondent.printed)
  await press("Use this code from now on")
  await page.getByText("Only your new code opens this mailbox now.").waitFor()

  await page.getByText("What is said: one thing.").waitFor()
  await page.getByText("Nothing is decided yet.").waitFor()
  await page.getByText(/You have until .* to answer/).waitFor()
  const text = await page.locator("main").innerText()
  const { caseId } = await w.screen("noor")
  for (const never of [caseId, "reporter", "PLANNED", "witness"])
    assert.ok(!text.includes(never), never)
  await readable(page, "answer-4-notice")
  await page.emulateMedia({ media: "print" })
  assert.ok(await page.getByText("What is said: one thing.").isVisible())
  assert.ok(!(await page.locator("#text-answer").isVisible()), "no form on paper")
  await page.emulateMedia({ media: "screen" })

  await page.locator("#text-answer").fill("I was at the station at that time.")
  await page
    .locator("details.act")
    .first()
    .getByRole("button", { name: "Add a photo or file" })
    .click()
  await page.locator("input[type=file]").setInputFiles([
    {
      name: "ticket-of-the-train.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("platform nine"),
    },
  ])
  await page.getByText("Sealed and sent").waitFor()
  await page
    .locator("details.act")
    .first()
    .getByRole("button", { name: "Send", exact: true })
    .click()
  await page.getByText("I was at the station at that time.").waitFor()
  await page.getByText(/^You answered: /).waitFor()
  await readable(page, "answer-5-answered")
  const saved = page.waitForEvent("download")
  await press(/ticket-of-the-train/)
  assert.equal((await saved).suggestedFilename(), "ticket-of-the-train.txt")

  const receipt = readReceipt(own)
  assert.ok(!("bad" in receipt))
  const mine = { ...respondent, code: await deriveReceipt(receipt, w.org), printed: own }
  assert.deepEqual(await readBy(w, mine), [
    "What is said: one thing.\n\nYour rights: many.",
    "",
    "I was at the station at that time.",
  ])
  assert.ok((await w.screen("noor")).life?.respondents[0]?.answered)
  assert.ok((await seenBy(w, mine)).objects[0]?.readAt, "the team sees that it was read")
  const left = sent.join("\n")
  for (const word of [
    "station",
    "platform",
    "ticket-of",
    "one thing",
    own,
    own.replaceAll(" ", ""),
    respondent.printed,
  ])
    assert.ok(!left.includes(word), `${word} leaves the browser in the clear`)
  assert.deepEqual(await context.cookies(), [])

  // Nothing of it stays: another visit needs the code, the own one, also where a reporter comes back.
  await page.goto(`${w.base}/return`)
  await enter(page, "en", respondent.printed)
  await page.getByText("Nothing is kept under this code here.").waitFor()
  await enter(page, "en", own)
  await page.getByText("What is said: one thing.").waitFor()
  await page.goBack()
  await page.locator(".typed-code").waitFor()
  await page.goForward()
  await page.getByText("What is said: one thing.").waitFor()
  await press("Leave my mailbox")
  await page.locator(".typed-code").waitFor()
  assert.ok(!(await page.locator("main").innerText()).includes("one thing"))
  assert.deepEqual(faults, [])
})

test("the code may wait; the draft, the record and the appeal each have their time, and an end is looked at twice", async () => {
  const { w, respondent } = await named()
  await using _ = w
  assert.equal((await actTo(w, "noor", respondent, notice)).status, 201)
  const late = 4_102_444_800_000
  await w.sql(
    `update case_file set life = life || jsonb_build_object(
       'heard', '[{"who":"respondent 1","as":"heard","at":1}]'::jsonb,
       'comment', jsonb_build_object('opened', 1, 'ends', ${late}, 'waived', '[]'::jsonb, 'made', '[]'::jsonb),
       'appeal', life->'appeal' || '{"state":"OPEN","until":${late}}'::jsonb)`,
  )
  await toState(w, "PARTIES_COMMENT")
  const { page, press, faults } = await window(browser, w, "zh")
  await enter(page, "zh", respondent.printed)
  await press("以后再换")
  await page.getByText("您可以在", { exact: false }).first().waitFor()
  await readable(page, "answer-6-comment")
  await press("笔录没有错")
  await page.getByText("已记下：笔录没有错。").waitFor()
  await press("我没有意见")
  await page.getByText("已记下：您没有意见。").first().waitFor()
  assert.deepEqual((await w.screen("noor")).life?.comment?.waived, ["respondent 1"])
  await page.locator("#text-comment").fill("第二点的日期不对。")
  await page
    .locator("details", { has: page.locator("#text-comment") })
    .getByRole("button", { name: "发送" })
    .click()
  await page.getByText("第二点的日期不对。").first().waitFor()
  assert.deepEqual((await w.screen("noor")).life?.comment?.made, ["respondent 1"])

  await toState(w, "OUTCOME_NOTIFIED")
  await page.reload()
  await enter(page, "zh", respondent.printed)
  await press("以后再换")
  await page.getByText("您为什么申诉？").waitFor()
  await readable(page, "answer-7-appeal")
  await page.getByRole("radio", { name: "有人不公正" }).check()
  await page.locator("#text-appeal").fill("决定人和我有旧怨。")
  await press("提交申诉")
  await page.getByText("现在提交申诉吗？").waitFor()
  await press("提交申诉")
  await page.getByText("决定人和我有旧怨。").first().waitFor()
  assert.deepEqual((await w.screen("noor")).life?.appeal.filed, ["respondent 1"])

  await press("永久关闭这个信箱")
  await readable(page, "answer-8-close")
  await press("永久关闭这个信箱")
  await page.getByText("您关闭了这个信箱。").waitFor()
  await readable(page, "answer-9-closed")
  assert.equal(await page.locator("textarea").count(), 0, "nothing more can be written")
  assert.equal((await seenBy(w, respondent)).closedBy, "party")
  assert.deepEqual(faults, [])
})

test("the network goes and comes, answers are lost, another tab was quicker: nothing is lost or said twice", async () => {
  const { w, respondent } = await named()
  await using _ = w
  await writeTo(w, "noor", respondent, "We write to you soon.")
  const { page, context, press, typeBack } = await window(browser, w, "en")
  const other = await context.newPage()
  await other.goto(`${w.base}/answer`)
  for (const tab of [page, other]) {
    await enter(tab, "en", respondent.printed)
    await tab.getByRole("button", { name: "Later", exact: true }).click()
    await tab.getByText("We write to you soon.").waitFor()
    const all = await tab.locator("main").innerText()
    assert.doesNotMatch(all, /conduct|notice|reported/i, "what is said is told by the notice only")
  }
  const write = async (text: string) => {
    const form = page.locator("details.act", { hasText: "Write a message or ask a question" })
    if (!(await page.locator("#text-message").isVisible())) await form.locator("summary").click()
    await page.locator("#text-message").fill(text)
    await form.getByRole("button", { name: "Send", exact: true }).click()
  }
  // The message arrives, its answer does not; sent again it is not said twice.
  await page.route("**/api/mailbox/objects", async (route) => {
    await route.fetch()
    await route.abort("connectionreset")
  })
  await write("Who will talk to me?")
  await page.getByText("What you wrote is still here. Please send it again.").waitFor()
  assert.equal(await page.locator("#text-message").inputValue(), "Who will talk to me?")
  await page.unroute("**/api/mailbox/objects")
  await write("Who will talk to me?")
  await page.getByText("Sent. It stands").waitFor()
  assert.equal((await seenBy(w, respondent)).objects.length, 2)

  // The answer of a change of code is lost: both codes are kept until it is sure, and the change counts once.
  await page.route("**/api/mailbox/code", async (route) => {
    await route.fetch()
    await route.abort("connectionreset")
  })
  await press("Show me my new code")
  const own = await typeBack()
  await press("Use this code from now on")
  await page.getByText("Keep both codes").waitFor()
  await readable(page, "answer-lost-code")
  assert.equal(
    (await page.locator(".code bdi").allInnerTexts()).join(" "),
    own,
    "it stays on the screen",
  )
  await page.unroute("**/api/mailbox/code")
  await press("Try again")
  await page.getByText("Only your new code opens this mailbox now.").waitFor()

  // The other tab still has the old code: it says so at its next try, and what is written there goes nowhere.
  await other.locator("details.act summary").last().click()
  await other.locator("#text-message").fill("From the other tab.")
  await other
    .locator("details.act")
    .last()
    .getByRole("button", { name: "Send", exact: true })
    .click()
  await other.getByText("The code you came with opens nothing any more.").waitFor()
  await readable(other, "answer-other-tab")
  await other.getByRole("button", { name: "Type a code" }).click()
  await enter(other, "en", own)
  await other.getByText("Who will talk to me?").waitFor()
})

test("what was changed on the way is said in its place, and a key that is not theirs opens nothing", async () => {
  const { w, respondent } = await named()
  await using _ = w
  await writeTo(w, "noor", respondent, "The first letter.")
  await writeTo(w, "noor", respondent, "The second letter.")
  const { page, press } = await window(browser, w, "en")
  await page.route("**/api/mailbox/objects/1", async (route) => {
    const answer = await route.fetch()
    const body = await answer.body()
    body[body.length - 9] = (body[body.length - 9] ?? 0) ^ 1
    await route.fulfill({ response: answer, body })
  })
  await enter(page, "en", respondent.printed)
  await press("Later")
  await page.getByText("This could not be opened.").waitFor()
  await page.getByText("Something does not check out").waitFor()
  await page.getByText("The second letter.").waitFor()
  await readable(page, "answer-damaged")
  await page.unroute("**/api/mailbox/objects/1")

  await page.route("**/api/mailbox", async (route) => {
    const answer = await route.fetch()
    const view = (await answer.json()) as { epoch: number }
    await route.fulfill({ response: answer, json: { ...view, epoch: view.epoch + 1 } })
  })
  await page.reload()
  await enter(page, "en", respondent.printed)
  await page.getByText("Your mailbox does not open as it was sealed.").waitFor()
  assert.equal(await page.locator("textarea").count(), 0)
})
