import { join } from "node:path"
import assert from "node:assert/strict"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { clean } from "./axe.ts"

/** What the two languages call the things that are pressed. */
export const said = {
  en: {
    locale: "en-GB",
    start: "Start",
    keep: "Start, and keep my place",
    go: "Continue",
    send: "Send",
    sendMessage: "Send",
    have: "I have my code",
    haveHelp: "I have my code. Go on with the questions",
    review: /^Before you send/,
    leaveOut: /^Leave out/,
    back: "Back to my report",
    open: "Open",
    resume: "Go on where I stopped",
    nobody: "Nobody has contacted me",
    owe: "What we owe you",
    exit: "Leave this page quickly",
    other: "简体中文",
    safe: "Are you safe right now?",
  },
  zh: {
    locale: "zh-CN",
    start: "开始",
    keep: "开始，并保存进度",
    go: "继续",
    send: "提交",
    sendMessage: "发送",
    have: "我已经记下查询码",
    haveHelp: "我已经记下查询码，继续填写",
    review: /^提交之前/,
    leaveOut: /^排除/,
    back: "回到刚才的页面",
    open: "打开",
    resume: "从上次停下的地方继续",
    nobody: "没有人联系过我",
    owe: "我们应该为您做到的事",
    exit: "快速离开本页",
    other: "English",
    safe: "您现在安全吗？",
  },
} as const
export type Language = keyof typeof said

/** A private window in one language; what the page logs as an error fails the journey. */
export async function visitor(
  browser: Browser,
  base: string,
  language: Language,
  path = "/",
  width = 390,
) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: said[language].locale,
    reducedMotion: "reduce",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("ERR_INTERNET_DISCONNECTED"))
      faults.push(line.text())
  })
  await page.goto(`${base}${path}`)
  return { page, context, faults, ...steps(page, language) }
}

/** What is done on a page, in the words of its language. */
export function steps(page: Page, language: Language) {
  const w = said[language]
  const press = (name: string | RegExp) =>
    page
      .getByRole("button", typeof name === "string" ? { name, exact: true } : { name })
      .first()
      .click()
  const title = () => page.locator("main h1").innerText()
  return {
    press,
    title,
    go: () => press(w.go),
    /** Answers a page by the place of its answer. */
    async choose(nth: number) {
      await page.getByRole("radio").nth(nth).check()
      await press(w.go)
    },
    /** Goes on, leaving everything open, until a page with this title. */
    async until(wanted: RegExp) {
      for (let page = 0; page < 30; page += 1) {
        const now = await title()
        if (wanted.test(now)) return
        await press(w.go)
        await changed(title, now)
      }
      assert.fail(`no page ${String(wanted)}`)
    },
    /** Types the two groups back that are asked for, and gives the whole code. */
    async typeBack(): Promise<string> {
      await page.locator(".code").waitFor()
      const groups = await page.locator(".code bdi").allInnerTexts()
      for (const label of await page.locator(".back label").all()) {
        const group = Number(/\d/.exec(await label.innerText())?.[0])
        await label.getByRole("textbox").fill((groups[group - 1] ?? "").toLowerCase())
      }
      return groups.join(" ")
    },
    /** No screen has a fault that axe can see, and none scrolls sideways. */
    async sound() {
      await clean(page, await title())
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(sideways <= 0, `${await title()} scrolls sideways by ${sideways}`)
    },
  }
}

type Returning = { readonly language: Language; readonly code: string; readonly width: number }
/** Somebody comes back with their code: their page, in one language. */
export async function returned(
  browser: Browser,
  base: string,
  { language, code, width }: Returning,
): ReturnType<typeof visitor> {
  const visit = await visitor(browser, base, language, "/return", width)
  await visit.page.getByRole("textbox").fill(code)
  await visit.press(said[language].open)
  await visit.page.locator("#stands").waitFor()
  return visit
}

/** A picture of the whole page, where pictures are wanted. */
export async function shot(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Waits until a screen is another one. */
async function changed(title: () => Promise<string>, before: string): Promise<void> {
  for (let tries = 0; tries < 200 && (await title()) === before; tries += 1) {
    await new Promise((go) => setTimeout(go, 20))
  }
}

/** Nothing is left in the browser, and the address says nothing. */
export async function leavesNothing(page: Page, context: BrowserContext): Promise<void> {
  assert.deepEqual(await context.cookies(), [])
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length)
  assert.equal(stored, 0)
  assert.match(new URL(page.url()).pathname + new URL(page.url()).hash, /^\/(return)?$/)
}
