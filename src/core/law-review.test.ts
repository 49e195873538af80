import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { bannerFor, reviewOf } from "./law-review.ts"
import type { LawPack, LegalReview } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const at = (text: string) => Temporal.Instant.from(text)
const now = at("2026-11-23T12:00Z")
const read: LegalReview = { by: "A. Counsel", date: "2026-11-20", status: "REVIEWED" }
const pack = (legal_review: LegalReview) => ({ id: "X", legal_review, review_due: "2027-05-31" })

test("no lawyer has read the content's packs, and every screen can say so", () => {
  const { notReviewed, overdue } = bannerFor(packs, now, "UTC")
  assert.deepEqual(
    notReviewed,
    packs.map(({ id }) => id),
  )
  assert.deepEqual(overdue, [])
  assert.equal(bannerFor(packs, at("2027-06-01T00:00Z"), "UTC").overdue.length, packs.length)
})

test("a review counts from its day on, with who made it", () => {
  assert.deepEqual(reviewOf(pack(read), now, "UTC"), {
    pack: "X",
    reviewed: true,
    by: "A. Counsel",
    on: "2026-11-20",
    due: "2027-05-31",
    overdue: false,
  })
  assert.equal(reviewOf(pack(read), at("2026-11-20T00:00Z"), "UTC").reviewed, true)
  const early = reviewOf(pack(read), at("2026-11-19T23:59Z"), "UTC")
  assert.deepEqual([early.reviewed, early.by, early.on], [false, null, null])
})

test("a word without a name or a day is no review", () => {
  for (const piece of [{ by: null }, { date: null }, { status: "UNREVIEWED" as const }])
    assert.equal(reviewOf(pack({ ...read, ...piece }), now, "UTC").reviewed, false)
})

test("it is overdue when its last day is over where the organisation is", () => {
  const overdue = (text: string, zone: string) => reviewOf(pack(read), at(text), zone).overdue
  assert.equal(overdue("2027-05-31T15:59Z", "Asia/Shanghai"), false)
  assert.equal(overdue("2027-05-31T16:00Z", "Asia/Shanghai"), true)
  assert.equal(overdue("2027-05-31T16:00Z", "Europe/London"), false)
})
