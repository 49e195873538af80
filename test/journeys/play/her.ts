import assert from "node:assert/strict"
import type { Browser, Page } from "playwright-core"
import { said, steps } from "../report-pages.ts"
import { shoot } from "./people.ts"

/** Whoever reports, in a private window of their own telephone, in their own zone, with a code and nothing else. */
export type Her = AsyncDisposable &
  ReturnType<typeof steps> & {
    readonly page: Page
    /** Comes back with the code, as on another day and another device. */
    comeBack(): Promise<void>
    code: string
  }

/** Opens it at an instant: what is counted on the page is counted from there. */
export async function her(browser: Browser, base: string, at: number): Promise<Her> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 800 },
    locale: "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.clock.setFixedTime(at)
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("console", (line) => {
    // Days pass while the page stands open: its session is over, and it says so itself.
    const over = line.text().includes("status of 401")
    if (line.type() === "error" && !over) faults.push(line.text())
  })
  await page.goto(base)
  const self = {
    ...steps(page, "en"),
    page,
    code: "",
    async comeBack() {
      await page.goto(`${base}/return`)
      await page.getByRole("textbox").fill(self.code)
      await self.press(said.en.open)
      await page.getByRole("heading", { name: said.en.owe }).waitFor()
    },
    async [Symbol.asyncDispose]() {
      assert.deepEqual(faults, [])
      await context.close()
    },
  }
  return self
}

/** The report of the night: what is known, in the order in which it is asked, and who must not see it. */
export async function raisesTheAlarm(her: Her): Promise<void> {
  const { page, press, go, choose, until } = her
  const w = said.en
  await press(w.start)
  await go()
  await choose(0) // safe: the door is locked, a friend is on the way
  await until(/^Are you telling us/)
  await choose(0)
  await page.getByRole("radio").nth(1).check()
  await page.locator("main details summary").click()
  await page.locator("main select").first().selectOption("1")
  await page.locator("main select").nth(1).selectOption("evening")
  await page.locator("main input[type=time]").fill("23:00")
  await go()
  await choose(0)
  await limits(page)
  await company(page)
  await her.sound()
  await shoot(page, "story-hours-320")
  await press(w.back)
  const find = page.locator("main [role=combobox]")
  await find.fill("Gao Ming")
  await find.press("ArrowDown")
  await find.press("Enter")
  await page.locator(".close select").selectOption("mgr")
  await go()
  await until(/^Who must not see this/)
  await find.fill("Tang Rui")
  await find.press("ArrowDown")
  await find.press("Enter")
  await go()
  await until(/^In your own words/)
  await page.locator("main textarea").fill("I woke up in the hotel and remember nothing.")
  await go()
  await choose(0) // gaps
  await until(/^Where did it happen/)
  await page.getByRole("checkbox", { name: "Hotel" }).check()
  await page.getByRole("checkbox", { name: "Dinner, party or bar" }).check()
  await go()
  await page.getByRole("checkbox", { name: "I was pressed to drink" }).check()
  await go()
  await page.getByRole("radio", { name: "We are travelling together" }).check()
  await go()
  await until(w.review)
  await her.sound()
  await shoot(page, "story-review-320")
  await press(w.send)
  await page.locator(".code").waitFor()
  her.code = await her.typeBack()
  await press(w.have)
  await page.getByRole("heading", { name: w.owe }).waitFor()
}

/** AC-04 and AC-05: whom to call in the country of the night, and somebody to come along; nothing had to be told for either. */
async function company(page: Page): Promise<void> {
  const numbers = await page.getByRole("region", { name: "Numbers to call" }).innerText()
  for (const number of ["110", "120", "12338"]) assert.ok(numbers.includes(number), number)
  await page.getByRole("checkbox", { name: "Ask someone to come with me" }).check()
}

/** AC-04: what helps and until when, counted from the latest time that is remembered. */
async function limits(page: Page): Promise<void> {
  const list = page.locator(".windows li")
  await list.first().waitFor()
  const until = async (name: string, time: string) =>
    assert.ok((await list.filter({ hasText: name }).first().innerText()).includes(time), name)
  await until("Medicine that prevents HIV", "Until Friday 30 July, 11:00 pm")
  await until("Health check that also keeps evidence", "Until Sunday 1 August, 11:00 pm")
  await until("Emergency contraception", "Until Sunday 1 August, 11:00 pm")
  await until("Urine test for drugs", "Until Sunday 1 August, 11:00 pm")
  await until("first urine", "The surest time for some drugs has passed.")
}
