import assert from "node:assert/strict"
import { test } from "node:test"
import { anchorsOf, caseMoments, eventsByName, eventsOf } from "./law-moments.ts"
import { clockEvents } from "./pack.ts"

const at = (text: string) => Temporal.Instant.from(text)

test("every event of a law is one moment of a case, or is known only by name", () => {
  const all = [...caseMoments.flatMap((moment) => eventsOf[moment]), ...eventsByName]
  assert.deepEqual(all.toSorted(), [...clockEvents].toSorted())
})

test("a moment starts what each law counts from it, and nothing else", () => {
  const told = at("2026-05-04T10:00Z")
  assert.deepEqual(anchorsOf({ "outcome-told": told }), {
    outcome_notified: told,
    decision_communicated: told,
  })
  assert.deepEqual(anchorsOf({}), {})
  assert.deepEqual(anchorsOf({ decided: undefined }, { interim_request: undefined }), {})
})

test("who knows an event better says so by name", () => {
  const [received, known] = [at("2026-05-04T10:00Z"), at("2026-06-30T10:00Z")]
  const anchors = anchorsOf({ received }, { employer_full_knowledge: known })
  assert.equal(anchors.employer_full_knowledge, known)
  assert.equal(anchors.report_received, received)
  const unknown = anchorsOf({ received }, { employer_full_knowledge: undefined })
  assert.equal(unknown.employer_full_knowledge, received)
})
