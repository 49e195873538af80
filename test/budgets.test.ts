import assert from "node:assert/strict"
import { existsSync, globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { test } from "node:test"
import { gzipSync } from "node:zlib"
import { mostOnPath } from "#core/path.ts"
import { world } from "./world.ts"

const dist = resolve(import.meta.dirname, "../dist/web")
const skip = existsSync(`${dist}/index.html`) ? false : "dist/web is not built: npm run build"
/** The answer of `/api/door`, with its headers left out like those of the files. */
const door = 500
/** The answer to the report itself. */
const accepted = 1_000

test(
  "before the first question: at most 20 kB and four requests, in either language",
  { skip },
  () => {
    const html = readFileSync(`${dist}/index.html`, "utf8")
    const asked = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, path = ""]) => path,
    )
    assert.equal(asked.length + 2, 4, "the page, a script, a style and the door")
    const [script = ""] = asked.filter((path) => path.endsWith(".js"))
    assert.deepEqual(importsOf(script), [], "the first script waits for no other")
    const bytes = zipped("/index.html") + asked.reduce((sum, path) => sum + zipped(path), door)
    assert.ok(bytes <= 20_480, `${bytes} bytes`)
  },
)

for (const language of ["en", "zh"]) {
  test(`${language}: until the receipt is shown, at most 75 kB`, { skip }, () => {
    const html = readFileSync(`${dist}/index.html`, "utf8")
    const first = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, path = ""]) => path,
    )
    const later = [
      "rest-*.js",
      `sheet-${language}-*.js`,
      "late-*.css",
      `numbers-${language}-*.js`,
      "beside-*.js",
      `late-${language}-*.js`,
      "sealing-*.js",
      "add-*.js",
    ].map(one)
    const needed = new Set([
      "/index.html",
      ...first,
      ...later.flatMap((path) => [path, ...allImportsOf(path)]),
    ])
    const bytes = [...needed].reduce((sum, path) => sum + zipped(path), door + accepted)
    assert.ok(
      bytes <= 76_800,
      `${bytes} bytes: ${[...needed].map((path) => `${path} ${zipped(path)}`).join(", ")}`,
    )
  })
}

test("the roster of the longest path that can be signed is at most 60 kB, and one of four more is not", async () => {
  const most = await rosterBytes(mostOnPath)
  assert.ok(most <= 60_000, `${most} bytes`)
  const more = (most / mostOnPath) * (mostOnPath + 4)
  assert.ok(more > 60_000, `the bound could be higher: ${more} bytes`)
})

/** What the server answers for a path of so many people on nine tiers, with names and titles longer than most. */
async function rosterBytes(people: number): Promise<number> {
  const names = Array.from({ length: people }, (_, i) => `keyholder${i}`)
  const tiers = Array.from({ length: 9 }, (_, i) => names.filter((_, n) => n % 9 === i))
  await using w = await world({ path: tiers })
  await w.sql("update person set name = 'Maximiliane Featherstonehaugh', title = $1", [
    "Deputy Head of Employee Relations and Wellbeing, Asia Pacific",
  ])
  const answer = await w.request("/api/receivers", { headers: { "accept-encoding": "identity" } })
  const body = await answer.text()
  assert.equal((JSON.parse(body) as { slots: unknown[] }).slots.length, people)
  const packed = await w.request("/api/receivers", { headers: { "accept-encoding": "gzip" } })
  assert.equal(packed.headers.get("content-encoding"), "gzip")
  return Buffer.byteLength(body)
}

test(
  "the reporter's scripts hold no inline style or script and name no other host",
  { skip },
  () => {
    const html = readFileSync(`${dist}/index.html`, "utf8")
    assert.doesNotMatch(html, /<script(?![^>]* src=| type="importmap">)|<style|\sstyle=|\son\w+=/)
    for (const page of ["/index.html", "/numbers.html"]) {
      const loaded = [
        ...readFileSync(dist + page, "utf8").matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g),
      ]
      assert.ok(
        loaded.every(([, address = ""]) => address.startsWith("/")),
        page,
      )
    }
  },
)

function one(pattern: string): string {
  const found = globSync(`${dist}/assets/${pattern}`)
  assert.equal(found.length, 1, pattern)
  return (found[0] ?? "").slice(dist.length)
}

function zipped(path: string): number {
  return gzipSync(readFileSync(dist + path), { level: 9 }).length
}

/** The scripts that a script cannot begin without. */
function importsOf(path: string): string[] {
  if (!path.endsWith(".js")) return []
  const code = readFileSync(dist + path, "utf8")
  return [...code.matchAll(/(?:^|[;}\n])import(?:[^"'`();]*from)?["']\.\/([^"']+)["']/g)].map(
    ([, name]) => `/assets/${name}`,
  )
}

function allImportsOf(path: string, seen = new Set<string>()): string[] {
  for (const next of importsOf(path)) {
    if (seen.has(next)) continue
    seen.add(next)
    allImportsOf(next, seen)
  }
  return [...seen]
}
