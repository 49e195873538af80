import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { test } from "node:test"
import { actsPage } from "../scripts/acts-page.ts"

test("the page about the acts is what the table says now", () => {
  const written = readFileSync(resolve(import.meta.dirname, "../docs/acts.md"), "utf8")
  assert.ok(written === actsPage(), "docs/acts.md is old: npm run docs writes it anew")
})
