import assert from "node:assert/strict"
import { test } from "node:test"
import { firstNameOf } from "./first-name.ts"

test("the first of several names, and the whole of one that is not written in parts", () => {
  assert.deepEqual(
    ["Noor Haddad", "Ito", "周晓雯", "周 晓雯", "김 하늘", "さくら 田中", "Jean-Luc  Picard"].map(
      firstNameOf,
    ),
    ["Noor", "Ito", "周晓雯", "周 晓雯", "김 하늘", "さくら 田中", "Jean-Luc"],
  )
})
