import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { lawCountries, memberStates, placesWith, zoneOfCountry } from "./law-place.ts"

test("every country with a pack and every member of the Union can be named, and nothing else", () => {
  const packs = laws.packs.flatMap(({ id, place }) => (place === "country" ? [id] : []))
  assert.equal(memberStates.size, 27)
  assert.deepEqual(
    [...lawCountries].toSorted(),
    [...new Set([...packs, ...memberStates])].toSorted(),
  )
})

test("every country has a zone that the platform knows", () => {
  for (const zone of Object.values(zoneOfCountry))
    assert.doesNotThrow(() => Temporal.Instant.from("2027-01-01T00:00Z").toZonedDateTimeISO(zone))
})

test("the organisation's own country is first, each once", () => {
  assert.deepEqual(placesWith("GB", ["IN", "GB", "FR"]), ["GB", "IN", "FR"])
})
