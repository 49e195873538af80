import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import type { Browser } from "playwright-core"
import { fingerprint } from "#crypto/keys.ts"
import { makePushable } from "#server/demo/clock.ts"
import { serve, type Served } from "#server/serve.ts"
import { launch } from "../browser.ts"
import { testDatabase, type TestDatabase } from "../database.ts"
import { world } from "../world.ts"
import { said, visitor, type Language } from "./report-pages.ts"

const closed = {
  en: { title: "This door is not open yet", who: "Who runs this", show: "Show the numbers" },
  zh: { title: "这里还没有开通", who: "由谁运行", show: "显示电话号码" },
} as const
const languages: readonly Language[] = ["en", "zh"]

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** The browser's own line about an answer that was a no; the page says it in words. */
const declined = (fault: string) => fault.includes("409")

test("before there is an organisation the door shows the numbers to call, and no fault", async () => {
  await using empty = await emptyServer()
  for (const language of languages) {
    for (const path of ["/", "/return"]) {
      const { page, context, faults, title, sound } = await visitor(
        browser,
        empty.base,
        language,
        path,
        320,
      )
      await page.getByRole("heading", { name: closed[language].title }).waitFor()
      assert.equal(await title(), closed[language].title)
      assert.equal(await page.getByRole("alert").count(), 0)
      assert.equal(await page.locator(".calls li").count(), 0, "no number before the country")
      await page.locator("main select").selectOption("GB")
      await page.getByRole("link", { name: /999/ }).first().waitFor()
      await sound()
      assert.deepEqual(
        faults.filter((fault) => !declined(fault)),
        [],
      )
      await context.close()
    }
  }
})

test("an organisation without a safe path shows its country's numbers and its contact", async () => {
  await using it = await world({ serving: { listen: true } })
  await it.owner.query("update path_version set state = 'superseded'")
  for (const language of languages) {
    const { page, context, faults, press, sound } = await visitor(browser, it.base, language)
    await page.getByRole("heading", { name: closed[language].title }).waitFor()
    await sound()
    await press(closed[language].show)
    await page.getByRole("link", { name: /999/ }).first().waitFor()
    await page.getByText("Ask for Orla Finch").waitFor()
    assert.equal(await page.getByRole("button", { name: said[language].start }).count(), 0)
    await sound()
    assert.deepEqual(faults, [])
    await context.close()
  }
})

test("who runs this, and the numbers, are a look aside: nothing that was answered is lost", async () => {
  await using it = await world({ serving: { listen: true } })
  for (const language of languages) {
    const { page, context, faults, press, go, title, sound } = await visitor(
      browser,
      it.base,
      language,
    )
    await press(said[language].start)
    await go()
    await page.getByRole("radio").first().check()
    await page.getByRole("link", { name: closed[language].who, exact: true }).click()
    assert.equal(await title(), closed[language].who)
    const { keys } = it.person("orla")
    await page.getByText(fingerprint(keys.recipient, keys.sign.vk)).waitFor()
    await sound()
    await page.goBack()
    await page.locator("footer a[href='/numbers']").click()
    await page.getByRole("link", { name: /999/ }).first().waitFor()
    await sound()
    await page.locator("main .acts .btn").last().click()
    assert.equal(await title(), said[language].safe)
    assert.ok(await page.getByRole("radio").first().isChecked())
    await page.goto(`${it.base}/numbers#who-${language}`)
    const heading = page.getByRole("heading", { name: closed[language].who })
    const top = await heading.evaluate((one) => one.getBoundingClientRect().top)
    const bar = await page.locator(".bar").evaluate((one) => one.getBoundingClientRect().bottom)
    assert.ok(top >= bar, "the bar does not cover what the link leads to")
    await sound()
    const height = await page
      .locator(".bar a")
      .first()
      .evaluate((one) => one.getClientRects().length)
    assert.equal(height, 1, "a language stands on one line")
    assert.deepEqual(faults, [])
    await context.close()
  }
})

type Empty = AsyncDisposable & { base: string }

/** A server as it stands right after it was installed. */
async function emptyServer(): Promise<Empty> {
  const database: TestDatabase = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-empty-"))
  const served: Served = await serve(
    {
      port: 0,
      host: "127.0.0.1",
      dataDir,
      databaseUrl: database.url,
      publicUrl: undefined,
      smtpUrl: undefined,
      mailFrom: "alert@lantern.example",
      mailNoticePort: undefined,
      gateway: undefined,
    },
    { loops: false, prepare: makePushable },
  )
  return {
    base: `http://localhost:${served.port}`,
    [Symbol.asyncDispose]: async () => {
      await served.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
