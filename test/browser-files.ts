// Unpacks the test browser, the libraries it ships, and fonts for Latin and Chinese, once, inside node_modules.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"
import { fontInside } from "./font-file.ts"

/** Where the browser lies when it is unpacked; `ready` is there only when all of it is. */
export const browserFolder: string = resolve(import.meta.dirname, "../node_modules/.cache/browser")

/** Unpacks the browser beside its place and renames it there, so that half of one is never started. */
export async function unpackBrowser(): Promise<void> {
  if (existsSync(join(browserFolder, "ready"))) return
  mkdirSync(dirname(browserFolder), { recursive: true })
  const half = mkdtempSync(`${browserFolder}-`)
  // The package unpacks to the system's temporary folder, and its libraries only "on Lambda"; both are
  // read from the surroundings as it is imported.
  const before = { TMPDIR: process.env["TMPDIR"], AWS: process.env["AWS_LAMBDA_JS_RUNTIME"] }
  process.env["TMPDIR"] = half
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs24.x"
  try {
    const { default: chromium } = await import("@sparticuz/chromium")
    await chromium.executablePath()
  } finally {
    restore("TMPDIR", before.TMPDIR)
    restore("AWS_LAMBDA_JS_RUNTIME", before.AWS)
  }
  copyFonts(join(half, "fonts"))
  writeFileSync(join(half, "fonts.conf"), fontsConf)
  writeFileSync(join(half, "ready"), "")
  rmSync(browserFolder, { recursive: true, force: true })
  moveThere(half)
}

/** Chromium stops at the first text without a font; the packaged list points to a shared folder. */
const fontsConf = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escaped(join(browserFolder, "fonts"))}</dir>
  <cachedir>${escaped(join(browserFolder, "fonts-cache"))}</cachedir>
</fontconfig>
`

function copyFonts(to: string): void {
  mkdirSync(to, { recursive: true })
  const package_ = createRequire(import.meta.url).resolve("@fontsource/noto-sans-sc/package.json")
  const from = join(dirname(package_), "files")
  for (const name of readdirSync(from)) {
    if (!name.endsWith("-400-normal.woff")) continue
    writeFileSync(join(to, name.replace("woff", "ttf")), fontInside(readFileSync(join(from, name))))
  }
}

function moveThere(half: string): void {
  try {
    renameSync(half, browserFolder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(browserFolder, "ready"))) throw error // else another process was quicker
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

function escaped(path: string): string {
  return path.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
}

if (import.meta.main) await unpackBrowser()
