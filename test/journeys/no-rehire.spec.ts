import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { test } from "node:test"
import type { Page } from "playwright-core"
import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { after, day } from "#core/time.ts"
import { push } from "#server/demo/clock.ts"
import { enterNoRehire } from "#server/rehire/enter.ts"
import { atomically } from "#server/runtime.ts"
import { guMin, reference } from "../world/central.ts"
import { company, press, sound } from "./desk-visit.ts"
import { addWords } from "./set-up-desk.ts"
import { drawn } from "./drawn.ts"

const it = company()
const asking = async (page: Page, who: { family: string; given: string; born: string }) => {
  await page.getByLabel("Family name").fill(who.family)
  await page.getByLabel("Given name").fill(who.given)
  await page.getByLabel("Date of birth").fill(who.born)
  await press(page, "Ask")
}

const waiting = (page: Page) =>
  page.getByRole("row").filter({ hasText: "it gets in touch by the end of" })

test("a recruiter asks, two of the central desk answer, and the list is seen by nobody", async () => {
  await using recruiter = await it.visit("/desk")
  await it.signIn(recruiter.page, "Hu Jing")
  const { page } = recruiter
  await page.getByRole("heading", { name: "Before you hire" }).waitFor()
  assert.deepEqual(
    await page.getByRole("navigation", { name: "Desk" }).getByRole("link").count(),
    2,
  )
  await page.getByText("Nothing yet. Each time you ask").waitFor()
  await sound(page, "check-empty")

  await press(page, "Ask")
  await page.getByText("This is needed.").first().waitFor()
  await page.locator("[aria-invalid]:focus").waitFor()
  await asking(page, { ...guMin, born: "2999-01-01" })
  await page.getByText("Write a whole date, since 1900").waitFor()
  assert.equal(await page.getByLabel("Family name").inputValue(), guMin.family, "nothing is lost")
  await sound(page, "check-faults")
  await drawn(page.getByText("Asked today: 0 of"), 1)

  await enterSomebody()
  await asking(page, guMin)
  const said = page.getByText("If the central desk has something to say")
  const first = await said.textContent()
  assert.equal(await page.getByLabel("Family name").inputValue(), "", "what was typed is gone")
  await asking(page, { family: "Hale", given: "Tom", born: "1990-07-01" })
  await page.getByText("Asked today: 2 of at most 200").waitFor()
  assert.equal(await said.textContent(), first, "the same words for both")
  await drawn(waiting(page), 2)
  assert.doesNotMatch((await page.textContent("main")) ?? "", /Gu|Hale/)
  await sound(page, "check-asked")
  await page.setViewportSize({ width: 320, height: 640 })
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))

  await push(it.demo.runtime, 3 * 60_000)
  await using one = await it.visit("/desk/central-desk")
  await it.signIn(one.page, "Su Ran")
  await one.page.getByText("Same name and date of birth").waitFor()
  await drawn(one.page.getByRole("row").filter({ hasText: "Hu Jing" }), 1)
  await sound(one.page, "central-hit")
  await press(one.page, /^Please call us before you decide: Hu Jing/)
  await one.page.getByText("A second person has to say the same.").first().waitFor()

  await using other = await it.visit("/desk/central-desk", 320)
  await it.signIn(other.page, "Ren Tao")
  await other.page.getByText("Su Ran: Please call us before you decide").waitFor()
  // Said by oneself, it waits for the other: the way there says so on every screen.
  await other.page.getByRole("link", { name: /^Central desk 1 waits/ }).waitFor()
  await one.page.getByRole("link", { name: /waits/ }).waitFor({ state: "detached" })
  await sound(other.page, "central-second")
  // By keyboard alone.
  await other.page
    .getByRole("button", { name: /^Please call us before you decide: Hu Jing/ })
    .focus()
  await other.page.keyboard.press("Enter")
  await other.page.getByText("It holds: two of you said the same.").waitFor()
  await other.page.getByText("Nobody waits.").waitFor()

  await page.reload()
  await it.signIn(page, "Hu Jing")
  await page.getByText("please call us before you decide").waitFor()
  await drawn(waiting(page), 1)
  await sound(page, "check-call")
})

test("somebody contests with the code of their letter; overturned by two, nothing is left to answer", async () => {
  await using one = await it.visit("/desk/central-desk")
  await it.signIn(one.page, "Su Ran")
  const { page } = one
  await page.getByText("No contest waits to be heard.").waitFor()
  await page.getByText("Record a contest").first().click()
  const code = page.getByLabel("Code of the letter")
  await code.fill("7F3K")
  await press(page, "Record a contest")
  await page.getByText("Sixteen letters and digits.").waitFor()
  await code.fill(reference.replace("7F", "7G"))
  await press(page, "Record a contest")
  await page.getByText("No entry has this code.").waitFor()
  await sound(page, "contest-code")
  await code.fill(` ${reference.slice(0, 8).toLowerCase()} ${reference.slice(8)}`)
  await press(page, "Record a contest")
  const mark = createHash("sha256").update(reference).digest("hex").slice(0, 8)
  const wrong = `It was wrong: erase it: ${mark}`
  await press(page, wrong)
  await page.getByText("erase by").waitFor()
  await sound(page, "contest-said")

  await using other = await it.visit("/desk/central-desk")
  await it.signIn(other.page, "Ren Tao")
  await press(other.page, wrong)
  await other.page.getByText("No contest waits to be heard.").waitFor()
  const { rows } = await it.demo.runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  const left = await atomically(it.demo.runtime, idOf<OrgId>(rows[0]?.org ?? ""), ({ sql }) =>
    sql.selectFrom("noRehire").select(["personHashes", "whyErased"]).execute(),
  )
  assert.deepEqual(left, [{ personHashes: null, whyErased: "overturned" }])
})

test("an administrator lets a system of HR ask in a recruiter's name, and ends it", async () => {
  await using admin = await it.visit("/desk/people")
  await it.signIn(admin.page, "Tang Rui")
  const { page } = admin
  await press(page, "HR systems")
  await page.getByText("No system asks yet.").waitFor()
  await press(page, "Make the token")
  await page.getByText("This is needed.").first().waitFor()
  await page.getByLabel("Which system").fill("Hiring system")
  await page.getByLabel("In whose name").selectOption({ label: "Hu Jing" })
  await press(page, "Make the token")
  const token = await page.getByLabel("Token", { exact: true }).inputValue()
  await sound(page, "tokens-shown")
  const ask = async () => {
    const answer = await fetch(`${it.base}/hook/recruiter-checks`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(guMin),
    })
    return answer.status
  }
  assert.equal(await ask(), 202)
  await press(page, "End it: Hiring system")
  await sound(page, "tokens-end")
  await page.getByRole("dialog").getByRole("button", { name: "End it" }).click()
  await page.getByRole("cell", { name: "ended" }).waitFor()
  assert.equal(await ask(), 401)

  await page.goto(`${it.base}/desk/people`)
  await it.signIn(page, "Tang Rui")
  await press(page, "Change: Amina Bao")
  await page.getByLabel(/^Recruiter/).check()
  await press(page, "Save")
  await page.getByText("A recruiter holds no key").waitFor()
  await sound(page, "people-apart")
})

test("a recruiter comes in by an invitation like anybody, is never rung, and finds only the check", async () => {
  await using admin = await it.visit("/desk/people")
  await it.signIn(admin.page, "Tang Rui")
  await press(admin.page, "Change: Fang Li")
  await admin.page.getByLabel(/^Recruiter/).check()
  await press(admin.page, "Save")
  await press(admin.page, "Invite to sign in: Fang Li")
  await press(admin.page, "Make the link")
  const link = await admin.page.getByRole("dialog").getByLabel("Link").inputValue()

  await using mine = await it.visit(link.slice(it.base.length), 390)
  const { page } = mine
  await page.getByRole("heading", { name: "You are asked to check before you hire" }).waitFor()
  await sound(page, "recruiter-welcome")
  await press(page, "Begin as Fang Li")
  for (const made of [0, 1]) {
    await addWords(page)
    await page.getByText("opened your key in a trial").nth(made).waitFor()
  }
  await press(page, "Go on")
  assert.equal(await page.getByText("How you are rung").count(), 0)
  await sound(page, "recruiter-joined")
  await press(page, "Go to the desk")
  await page.getByRole("heading", { name: "Before you hire" }).waitFor()
  await page.goto(`${it.base}/desk/cases`)
  await page.getByRole("button", { name: "Use your twelve words" }).waitFor()
})

/** What the act of a case will write. */
async function enterSomebody(): Promise<void> {
  const { runtime } = it.demo
  const { rows } = await runtime.pool.query<{ org: string }>(
    "select organisation_for('localhost') as org",
  )
  await atomically(runtime, idOf<OrgId>(rows[0]?.org ?? ""), async (tx) => {
    const board = await tx.sql
      .selectFrom("person")
      .select("id")
      .where("board", "=", true)
      .orderBy("name")
      .execute()
    const [one, other] = board.map(({ id }) => idOf<PersonId>(id))
    assert.ok(one && other)
    await enterNoRehire(tx, {
      ...{ standing: "respondent", forms: [guMin], legalEntity: "Lantern Group" },
      ...{ basisClause: "4.2", findingLevel: 6, decidedBy: [one, other], appealState: "none" },
      referenceHash: createHash("sha256").update(reference).digest("hex"),
      decidedAt: after(tx.now, -30 * day),
      toldAt: after(tx.now, -29 * day),
      contestUntil: after(tx.now, 30 * day),
    })
  })
}
