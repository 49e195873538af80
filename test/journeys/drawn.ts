import assert from "node:assert/strict"
import type { Locator } from "playwright-core"

/** Waits until the last of `many` is on the page (10 s, as every locator), then counts: neither fewer nor more. */
export async function drawn(rows: Locator, many: number, said = `${many} of them`): Promise<void> {
  await rows.nth(many - 1).waitFor({ state: "attached" })
  assert.equal(await rows.count(), many, said)
}
