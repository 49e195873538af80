import assert from "node:assert/strict"
import { test } from "node:test"
import { outsideParties } from "./life/role.ts"
import { firstParty, lastParty, mostParties, parties, partyIn, partyRoom } from "./mailbox.ts"

test("everybody outside but the reporter can have a mailbox beside the reporter's", () => {
  assert.deepEqual(["reporter", ...parties].toSorted(), [...outsideParties].toSorted())
})

test("a room names one mailbox, and only those that a case can have", () => {
  assert.equal(lastParty - firstParty + 1, mostParties)
  for (let number = firstParty; number <= lastParty; number += 1)
    assert.equal(partyIn(partyRoom(number)), number)
  for (const other of ["mailbox", "desk", "party-0", "party-1", "party-02", "party-62", "party-2 "])
    assert.equal(partyIn(other), null, other)
})
