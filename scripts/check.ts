// npm run check: what must hold before any test is worth running. Each part says its name and its time.
import { spawnSync } from "node:child_process"
import { existsSync, globSync } from "node:fs"
import { resolve } from "node:path"

process.chdir(resolve(import.meta.dirname, ".."))
const bin = (name: string): string => `node_modules/.bin/${name}`
const ours = ["src", "test", "scripts", "vite.config.ts", "vite.crypto.ts"].filter((path) =>
  existsSync(path),
)
const projects = globSync(["tsconfig.json", "src/*/tsconfig.json"]).toSorted()

const parts: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ...projects.map((file) => [`types ${file}`, bin("tsc"), "--noEmit", "-p", file] as const),
  ["lint", bin("oxlint"), "--type-aware", "--deny-warnings", ...ours],
  ["format", bin("oxfmt"), "--check", ...ours],
  ["unused", bin("knip")],
]

const failed: string[] = []
for (const [name, program, ...args] of parts) {
  const begun = performance.now()
  const ran = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })
  const good = ran.status === 0
  const time = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${good ? "✔" : "✖"} ${name} (${time} s)`)
  if (good) continue
  failed.push(name)
  console.log([ran.stdout, ran.stderr, ran.error?.message].filter(Boolean).join("\n").trimEnd())
}
if (failed.length > 0) {
  console.log(`\ncheck: not in order: ${failed.join(", ")}.`)
  process.exitCode = 1
} else {
  console.log("\ncheck: all in order.")
}
