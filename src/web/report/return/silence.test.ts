import assert from "node:assert/strict"
import { test } from "node:test"
import type { ObjectView } from "#wire/report.ts"
import { silentFor } from "./silence.ts"

const hour = 3_600_000
const said = (at: number, by: string | null): ObjectView => ({
  seq: 1,
  epoch: 1,
  room: "mailbox",
  kind: "message",
  sha256: "",
  bytes: 0,
  at,
  by,
  readAt: null,
})
const view = (now: number, ...objects: ObjectView[]) => ({
  objects,
  receivedAt: 0,
  now,
  state: "opened" as const,
})

test("after 48 hours without an answer the page says so, counted from her oldest word without one", () => {
  assert.equal(silentFor(view(47 * hour, said(0, null))), null)
  assert.equal(silentFor(view(48 * hour, said(0, null), said(47 * hour, null))), 48 * hour)
})

test("an answer ends the silence, and her next word begins it anew", () => {
  assert.equal(silentFor(view(90 * hour, said(0, null), said(hour, "Amina"))), null)
  const asked = [said(0, null), said(hour, "Amina"), said(2 * hour, null)]
  assert.equal(silentFor(view(49 * hour, ...asked)), null)
  assert.equal(silentFor(view(50 * hour, ...asked)), 48 * hour)
})

test("a closed case is not silent", () => {
  assert.equal(silentFor({ ...view(900 * hour, said(0, null)), state: "closed" }), null)
})
