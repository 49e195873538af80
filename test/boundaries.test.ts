import assert from "node:assert/strict"
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { test } from "node:test"

type Room = {
  /** Rooms it may import from, besides itself. */
  readonly rooms: readonly string[]
  /** Packages it may import. */
  readonly packages: RegExp
  /** Files it never imports, with the reason. */
  readonly never?: readonly (readonly [file: RegExp, because: string])[]
}

const none = /^$/
const browser =
  /^(preact|@preact\/signals|valibot|temporal-polyfill|papaparse|qrcode-.*|uplot)(\/|$)/
const webRooms = ["web", "core", "wire", "crypto", "content"]
const toDesk = [/^src\/web\/desk\//, "what reaches a reporter's browser is one folder"] as const

/** Who may import whom. A folder's own line wins over that of the folder around it. */
const table: Readonly<Record<string, Room>> = {
  "src/core": { rooms: [], packages: none },
  "src/wire": { rooms: ["core"], packages: /^valibot$/ },
  "src/crypto": { rooms: ["core"], packages: /^(@noble\/|@scure\/|age-encryption$)/ },
  "src/server": {
    rooms: ["core", "wire", "crypto", "content"],
    packages: /^(?!preact|@preact)/,
    never: [
      [
        /^src\/crypto\/open(-file|-instruction|-check|-party)?\.ts$/,
        "the server cannot open what it holds",
      ],
    ],
  },
  "src/web": { rooms: webRooms, packages: browser },
  "src/web/report": { rooms: webRooms, packages: browser, never: [toDesk] },
  // Whoever draws PDF draws it here, so that its reader is in nobody else's way.
  "src/web/desk/evidence": {
    rooms: webRooms,
    packages: new RegExp(`${browser.source}|^pdfjs-dist/`),
  },
  "src/cli": { rooms: ["core", "wire", "crypto", "server", "content"], packages: /^(?!preact)/ },
}

test("every import stays within its room", () => {
  const files = globSync("src/**/*.{ts,tsx}").filter((file) => !/\.test\.tsx?$/.test(file))
  assert.ok(files.length > 0)
  assert.deepEqual(files.flatMap(trespasses), [])
})

test("the table catches what it should", () => {
  const caught = (file: string, line: string): boolean => because(file, wanted(line)) !== undefined
  assert.ok(caught("src/server/cases/open.ts", 'import { open } from "#crypto/open.ts"'))
  assert.ok(caught("src/server/a.ts", 'import { open } from "../crypto/open.ts"'))
  assert.ok(caught("src/server/a.ts", 'import { openFile } from "#crypto/open-file.ts"'))
  assert.ok(caught("src/server/a.ts", 'import { openAnswer } from "#crypto/open-instruction.ts"'))
  assert.ok(caught("src/server/a.ts", 'import { filesOf } from "#crypto/open-party.ts"'))
  assert.ok(!caught("src/server/a.ts", 'import { checkOpening } from "#crypto/opening.ts"'))
  assert.ok(caught("src/web/report/main.tsx", 'const x = await import("#web/desk/board.tsx")'))
  assert.ok(caught("src/web/report/main.tsx", 'export { a } from "../desk/a.ts"'))
  assert.ok(caught("src/web/ui/a.tsx", 'import type { A } from "#server/a.ts"'))
  assert.ok(caught("src/web/ui/a.tsx", 'import { readFile } from "node:fs"'))
  assert.ok(caught("src/core/a.ts", 'import "valibot"'))
  assert.ok(caught("src/wire/a.ts", 'import { seal } from "#crypto/seal.ts"'))
  assert.ok(!caught("src/server/a.ts", 'import { seal } from "#crypto/seal.ts"'))
  assert.ok(!caught("src/web/report/main.tsx", 'import { open } from "#crypto/open.ts"'))
})

test("core has no clock, no chance and no waiting in it", () => {
  const never =
    /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\b|\bTemporal\.Now\b|\basync\b|\bawait\b/
  const found = globSync("src/core/**/*.ts").flatMap((file) =>
    file.endsWith(".test.ts") ? [] : linesOf(file).filter(({ line }) => never.test(line)),
  )
  assert.deepEqual(found, [])
})

/** `from "x"`, `import "x"` and `import("x")`, types included: a type is knowledge too. */
const importing = /(?:\bfrom|\bimport)\s*\(?\s*["']([.#\w@][^"'<>|]*)["']/g

const wanted = (line: string): string => [...line.matchAll(importing)][0]?.[1] ?? ""

function trespasses(file: string): string[] {
  return linesOf(file).flatMap(({ place, line }) =>
    [...line.matchAll(importing)].flatMap(([, name = ""]) => {
      const reason = because(file, name)
      return reason === undefined ? [] : [`${place} ${line.trim()} (${reason})`]
    }),
  )
}

/** The lines of a file that are not comments. */
function linesOf(file: string): { place: string; line: string }[] {
  const lines = readFileSync(file, "utf8").split("\n")
  return lines
    .map((line, index) => ({ place: `${file}:${index + 1}`, line }))
    .filter(({ line }) => !/^\s*(\/\/|\*|\/\*)/.test(line))
}

/** Why this file may not import this name; nothing when it may. */
function because(file: string, name: string): string | undefined {
  const own = Object.keys(table).filter((folder) => file.startsWith(`${folder}/`))
  const room = table[own.toSorted((a, b) => b.length - a.length)[0] ?? ""]
  if (room === undefined) return "its room has no line in the table of test/boundaries.test.ts"
  if (!/^[.#]/.test(name)) {
    return room.packages.test(name) ? undefined : "this package has no place in this room"
  }
  const target = name.startsWith("#")
    ? name
        .replace(/^#content\//, "content/")
        .replace(/^#/, name.startsWith("#content/") ? "" : "src/")
    : join(dirname(file), name)
  const forbidden = room.never?.find(([pattern]) => pattern.test(target))
  if (forbidden) return forbidden[1]
  const [first, second] = target.split("/")
  const other = first === "src" ? second : first
  if (other !== file.split("/")[1] && !room.rooms.includes(other ?? "")) {
    return `${file.split("/")[1]} does not import ${other}`
  }
  return name.startsWith(".") && !/\.\w+$/.test(name) ? "extensions are written" : undefined
}

process.chdir(resolve(import.meta.dirname, ".."))
assert.ok(existsSync("src"))
