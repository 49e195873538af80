import type { Page } from "playwright-core"

/** Milliseconds since the address was opened. */
export type Marks = { readonly started: number; readonly answered: number }

/** The English names of what is pressed. */
const said = { start: "Start", go: "Continue", send: "Send" }

/** Opens the address and answers the first question from inside the page, so that no tool's own pace is measured. */
export async function answerFirstQuestion(page: Page, base: string): Promise<Marks> {
  await page.addInitScript(`(${visitor.toString()})(${JSON.stringify(said)})`)
  await page.goto(base, { waitUntil: "commit" })
  const there = await page.waitForFunction(() => {
    const { marks } = globalThis as { marks?: Partial<Marks> } // the visitor's, below
    return marks?.answered === undefined ? null : marks
  })
  return there.evaluate((marks) => marks as Marks) // answered is the last of them
}

/** Runs in the page: presses whatever stands between the address and the first answer, as soon as it is there. */
function visitor(names: { start: string; go: string }): void {
  const marks: { started?: number; answered?: number } = {}
  Object.assign(globalThis, { marks })
  let seen = ""
  const button = (name: string) =>
    [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name)
  const look = () => {
    if (marks.answered !== undefined) return
    const title = document.querySelector("main h1")?.textContent ?? ""
    const radio = document.querySelector<HTMLInputElement>("main input[type=radio]")
    if (marks.started !== undefined && radio) {
      radio.click()
      requestAnimationFrame(() => (marks.answered ??= performance.now()))
      return
    }
    const next = button(marks.started === undefined ? names.start : names.go)
    if (!next || title === seen) return
    seen = title
    marks.started ??= performance.now()
    next.click()
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
}

/** Walks to the last page, answering only what must be answered, and gives back the milliseconds from Send to the receipt. */
export async function pressSend(page: Page): Promise<number> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first()
  await press(said.start).click()
  const send = press(said.send)
  for (let pages = 0; pages < 40; pages += 1) {
    const title = await page.locator("main h1").innerText()
    if (await send.isVisible()) return receiptAfter(page)
    const story = page.locator("main textarea").first()
    if (await story.isVisible()) await story.fill("What happened at dinner.")
    await press(said.go).click()
    if (await stays(page, title)) {
      await page.getByRole("radio").first().check()
      await press(said.go).click()
      if (await stays(page, title)) throw new Error(`The page “${title}” cannot be left.`)
    }
  }
  throw new Error("There is no Send after forty pages.")
}

/** Presses Shift three times; the milliseconds from the last of them, as the browser dates it, to an empty page. */
export async function leaveByShift(page: Page): Promise<number> {
  await page.route("https://**", () => undefined) // the neutral page never comes, so that this one can still answer
  const gone = Promise.withResolvers<number>()
  await page.exposeFunction("gone", gone.resolve)
  await page.evaluate(() => {
    addEventListener("keyup", (event) => {
      if (document.documentElement.childNodes.length > 0) return
      const { gone } = globalThis as unknown as { gone: (ms: number) => void } // exposed just above
      gone(performance.now() - event.timeStamp)
    })
  })
  for (let times = 0; times < 3; times += 1) await page.keyboard.press("Shift")
  return gone.promise
}

async function stays(page: Page, title: string): Promise<boolean> {
  for (let tries = 0; tries < 30; tries += 1) {
    if ((await page.locator("main h1").innerText()) !== title) return false
    await page.waitForTimeout(20)
  }
  return true // an answer is wanted here first
}

const receiptAfter = (page: Page): Promise<number> =>
  page.evaluate((name) => {
    const send = [...document.querySelectorAll("button")].find(
      (one) => one.textContent.trim() === name,
    )
    return new Promise<number>((done) => {
      const from = performance.now()
      const watch = new MutationObserver(() => {
        if (!document.querySelector(".code bdi")) return
        watch.disconnect()
        requestAnimationFrame(() => done(performance.now() - from))
      })
      watch.observe(document, { childList: true, subtree: true })
      send?.click()
    })
  }, said.send)
