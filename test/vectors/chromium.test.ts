import assert from "node:assert/strict"
import { createServer } from "node:http"
import { once } from "node:events"
import { after, before, test } from "node:test"
import { fileURLToPath } from "node:url"
import type { Browser, Page } from "playwright-core"
import { build } from "vite"
import { launch } from "../browser.ts"
import type { Cleaned } from "./pictures.ts"
import type { Outcome } from "./run.ts"

const pages: Record<string, { type: string; body: string }> = {
  "/": {
    type: "text/html",
    body: "<!doctype html><title>vectors</title><script type=module src=/run.js></script>",
  },
}
const server = createServer((request, response) => {
  const page = pages[request.url ?? ""]
  response.writeHead(page ? 200 : 404, {
    "content-type": page?.type ?? "text/plain",
    // What the reporter's page allows: no WebAssembly, no evaluated text, no other origin.
    "content-security-policy": "default-src 'none'; script-src 'self'",
  })
  response.end(page?.body)
})

let browser: Browser
let page: Page

before(async () => {
  pages["/run.js"] = { type: "text/javascript", body: await bundled() }
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  browser = await launch()
  page = await browser.newPage()
  const address = server.address()
  assert.ok(address && typeof address === "object")
  await page.goto(`http://127.0.0.1:${address.port}/`)
  await page.waitForFunction("window.vectors !== undefined")
})

after(async () => {
  await browser?.close()
  server.close()
})

test("every vector of the protocol holds in Chromium, under the reporter page's rules", async () => {
  const outcomes = await page.evaluate<Outcome[]>("window.vectors.runVectors()")
  assert.deepEqual(
    outcomes.filter(({ ok }) => !ok).map(({ name }) => name),
    [],
  )
  assert.equal(outcomes.length, 33)
})

test("a report sealed in Chromium opens there, with a file of several parts", async () => {
  const told = await page.evaluate<object>("window.vectors.sealAndOpen(12)")
  assert.deepEqual(told, {
    grants: 12,
    opened: "what happened",
    file: 9_000_000,
    wrongKey: "wrong-key",
  })
})

test("cleaned pictures show the same pixels, the same way up, without what was written beside them", async () => {
  const cleaned = await page.evaluate<Cleaned[]>("window.vectors.cleanPictures()")
  const expected = (type: string, size: string): Cleaned => {
    return { type, samePixels: true, size, secretGone: true }
  }
  assert.deepEqual(cleaned, [
    expected("image/jpeg", "24x40"), // turned, as its Exif said
    expected("image/png", "40x24"),
    expected("image/webp", "40x24"),
  ])
})

async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: {
        entry: fileURLToPath(new URL("page.ts", import.meta.url)),
        formats: ["iife"],
        name: "vectors",
        fileName: "vectors",
      },
    },
  })
  const [first] = [made].flat()
  assert.ok(first && "output" in first)
  const code = first.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("")
  return `${code};window.vectors = vectors`
}
