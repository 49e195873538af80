import assert from "node:assert/strict"
import { test } from "node:test"
import Holidays from "date-holidays"
import { countries, countriesIn, countryOf } from "./countries.ts"

test("the countries to choose from are those whose holidays are known", () => {
  assert.deepEqual(countries, Object.keys(new Holidays().getCountries()).toSorted())
})

test("a country is known by its code and by its name in both languages", () => {
  for (const text of ["CN", "cn", "China", "中国"]) assert.equal(countryOf(text), "CN")
  assert.deepEqual(["UK", "英国", "Atlantis"].map(countryOf), ["GB", "GB", null])
  assert.equal(countriesIn("en").length, countries.length)
})
