import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { browserFolder, unpackBrowser } from "./browser-files.ts"

/** Starts the Chromium that npm brought, or the one named by CHROMIUM; it calls nobody on its own account. */
export async function launch(more: readonly string[] = []): Promise<Browser> {
  const own = process.env["CHROMIUM"]
  if (own) return await chromium.launch({ executablePath: own, args: [...quiet, ...more] })
  await unpackBrowser()
  return await chromium.launch({
    executablePath: join(browserFolder, "chromium"),
    args: [...quiet, ...more],
    env: {
      ...stringsOf(process.env),
      LD_LIBRARY_PATH: join(browserFolder, "al2023/lib"),
      FONTCONFIG_PATH: browserFolder,
      FONTCONFIG_FILE: join(browserFolder, "fonts.conf"),
    },
  })
}

/** Root cannot use the sandbox; the rest stop update checks, reports and look-ups of the browser's own. */
const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-default-apps",
  "--no-first-run",
  "--no-pings",
  "--metrics-recording-only",
]

function stringsOf(surroundings: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(surroundings)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
