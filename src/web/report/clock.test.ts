import assert from "node:assert/strict"
import { test } from "node:test"
import { instant } from "./clock.ts"

const now = new Date(2027, 6, 28, 12, 50).getTime()

test("a day of another year is told with its year: nobody takes it for one of this year", () => {
  const far = new Date(2034, 8, 12, 9, 5).getTime()
  assert.match(instant(far, now, "en"), /12 September 2034, 9:05 am$/)
  assert.match(instant(far, now, "zh"), /^2034年9月12日.* 09:05$/)
  const before = new Date(2026, 11, 30, 9, 5).getTime()
  assert.match(instant(before, now, "en"), /30 December 2026, 9:05 am$/)
})

test("a day of this year is told without it, and today is today", () => {
  const soon = new Date(2027, 7, 1, 23).getTime()
  assert.equal(instant(soon, now, "en"), "Sunday 1 August, 11:00 pm")
  assert.equal(instant(soon, now, "zh"), "8月1日周日 23:00")
  assert.equal(instant(now, now, "en"), "12:50 pm today")
})
