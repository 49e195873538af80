import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { build } from "vite"
import { launch } from "../browser.ts"
import { median } from "./figure.ts"

/** How fast Chromium seals a file, in megabytes a second, under the rules of the reporter's page. */
export async function sealingInBrowser(bytes: number): Promise<number> {
  const script = await bundled()
  const server = createServer((request, response) => {
    const wanted = request.url === "/sealing.js"
    response.setHeader("content-type", wanted ? "text/javascript" : "text/html")
    response.setHeader("content-security-policy", "default-src 'none'; script-src 'self'")
    response.end(wanted ? script : "<!doctype html><script type=module src=/sealing.js></script>")
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`) // it listens
    await page.waitForFunction("window.sealing !== undefined")
    const rates: number[] = []
    for (let run = 0; run < 3; run += 1)
      rates.push(await page.evaluate<number>(`window.sealing.sealingRate(${bytes})`))
    return median(rates)
  } finally {
    await browser.close()
    server.close()
  }
}

async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL("sealing-page.ts", import.meta.url))
  const lib = { entry, formats: ["iife" as const], name: "sealing", fileName: "sealing" }
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, target: "es2022", lib },
  })
  const [first] = [made].flat()
  if (!first || !("output" in first)) throw new Error("Nothing was built.")
  const code = first.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("")
  return `${code};window.sealing = sealing`
}
