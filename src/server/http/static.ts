import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs"
import { extname, join, relative } from "node:path"
import { gzipSync } from "node:zlib"
import { Hono } from "hono"
import { invariant } from "#core/refusal.ts"
import { atomically } from "#server/runtime.ts"
import type { Env } from "./env.ts"
import { listedScripts } from "./headers.ts"

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".bcmap": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
}

type Page = {
  type: string
  plain: Buffer
  /** Compressed when it is first asked for: a start need not wait for it. */
  readonly gzip: () => Buffer
  hashed: boolean
  headers: Readonly<Record<string, string>>
}

/** The built web pages, read once at the start. Addresses inside a door that are not files are its one page. */
export function pages(dir: string): Hono<Env> {
  const files = existsSync(dir) ? readAll(dir) : new Map<string, Page>()
  const app = new Hono<Env>()
  app.get("/numbers", async (c) => {
    const page = files.get("/numbers.html") ?? files.get("/numbers/index.html")
    if (!page) return c.notFound()
    return c.html(page.plain.toString("utf8").replace("<!--contact-->", await contactOf(c.var)))
  })
  // No picture in the tab: nothing there should tell what this page is.
  app.get("/favicon.ico", (c) => c.body(null, 204))
  app.get("*", (c) => {
    const page = files.get(c.req.path) ?? entry(files, c.req.path)
    if (!page) return c.notFound()
    const gzip = c.req.header("accept-encoding")?.includes("gzip") ?? false
    for (const [name, value] of Object.entries(page.headers)) c.header(name, value)
    c.header("content-type", page.type)
    c.header("vary", "accept-encoding")
    c.header("cache-control", page.hashed ? "public, max-age=31536000, immutable" : "no-store")
    if (gzip) c.header("content-encoding", "gzip")
    return c.body(new Uint8Array(gzip ? page.gzip() : page.plain))
  })
  return app
}

function entry(files: Map<string, Page>, path: string): Page | undefined {
  if (extname(path)) return undefined
  if (path === "/desk" || path.startsWith("/desk/")) return files.get("/desk/index.html")
  return path === "/" || path === "/return" || path === "/answer"
    ? files.get("/index.html")
    : undefined
}

function readAll(dir: string): Map<string, Page> {
  const found = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
  return new Map(
    found.flatMap((e) => {
      const path = join(e.parentPath, e.name)
      const type = types[extname(e.name)]
      if (!type) return []
      invariant(statSync(path).size < 8_000_000, "a web file is small")
      const plain = readFileSync(path)
      const page = {
        type,
        plain,
        // Letter tables are packed by their makers: packing them again is no gain.
        gzip: onceOf(() =>
          gzipSync(plain, { level: type.startsWith("application/octet") ? 0 : 9 }),
        ),
        hashed: path.includes("/assets/"),
        headers: type.startsWith("text/html") ? headersOf(plain.toString("utf8")) : {},
      }
      return [[`/${relative(dir, path)}`, page] as const]
    }),
  )
}

function onceOf(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined
  return () => (made ??= make())
}

/** A page that lists its scripts is sent with the hash of that list. */
function headersOf(html: string): Readonly<Record<string, string>> {
  const list = /<script type="importmap">(.*?)<\/script>/s.exec(html)?.[1]
  if (list === undefined) return {}
  return listedScripts(`sha256-${createHash("sha256").update(list).digest("base64")}`)
}

/** The other way to reach a person, for whoever has no script: plain text, made safe. */
async function contactOf({ runtime, org }: Env["Variables"]): Promise<string> {
  if (!org) return ""
  const found = await atomically(runtime, org, ({ sql }) =>
    sql.selectFrom("organisation").select(["name", "contact"]).executeTakeFirst(),
  )
  if (!found?.contact) return ""
  const safe = found.contact.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<p>${safe}</p>`
}
