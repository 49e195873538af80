import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { test } from "node:test"
import { launch } from "./browser.ts"
import { world } from "./world.ts"

const dist = resolve(import.meta.dirname, "../dist/web")
const skip = existsSync(`${dist}/index.html`) ? false : "dist/web is not built: npm run build"
const hashOf = (content: string | Buffer) =>
  `sha256-${createHash("sha256").update(content).digest("base64")}`
const listOf = (html: string) => /<script type="importmap">(.*?)<\/script>/s.exec(html)?.[1] ?? ""

test("every script that the reporter's page can come to is listed with its hash", { skip }, () => {
  const html = readFileSync(`${dist}/index.html`, "utf8")
  const { integrity } = JSON.parse(listOf(html)) as { integrity: Record<string, string> } // as the build wrote it
  const first = /<script type="module"[^>]*src="([^"]+)"/.exec(html)?.[1] ?? ""
  const reached = [first]
  for (const path of reached) {
    const code = readFileSync(dist + path)
    assert.equal(integrity[path], hashOf(code), path)
    for (const [, name] of code.toString("utf8").matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
      if (!reached.includes(`/assets/${name}`)) reached.push(`/assets/${name}`)
  }
  assert.deepEqual(Object.keys(integrity).toSorted(), reached.toSorted())
})

test(
  "the page says that unlisted scripts do not run, and its list is its only inline script",
  { skip },
  async () => {
    await using w = await world()
    for (const path of ["/", "/return"]) {
      const answer = await w.request(path)
      assert.equal(answer.headers.get("integrity-policy"), "blocked-destinations=(script)", path)
      const policy = answer.headers.get("content-security-policy") ?? ""
      assert.ok(
        policy.includes(`script-src 'self' '${hashOf(listOf(await answer.text()))}'; `),
        path,
      )
      assert.match(policy, /^default-src 'none'.*trusted-types 'none'$/)
    }
    const desk = await w.request("/desk")
    assert.equal(desk.headers.get("integrity-policy"), null)
    assert.match(desk.headers.get("content-security-policy") ?? "", /script-src 'self'; /)
  },
)

test(
  "a script that was changed on the way does not run, whether it is the first or a later one",
  { skip },
  async () => {
    await using w = await world({ serving: { listen: true } })
    const browser = await launch()
    try {
      for (const [name, seen] of [
        ["first", /^Leave this page quickly$/],
        ["rest", /^The connection broke/],
      ] as const) {
        const page = await browser.newPage({ locale: "en-GB" })
        await page.route(`**/assets/${name}-*.js`, async (route) => {
          const answer = await route.fetch()
          await route.fulfill({
            response: answer,
            body: `${await answer.text()};window.run = true`,
          })
        })
        await page.goto(`${w.base}/return`, { waitUntil: "networkidle" })
        await page.getByText(seen).waitFor()
        assert.equal(await page.evaluate("window.run"), undefined, name)
        await page.close()
      }
    } finally {
      await browser.close()
    }
  },
)
