import assert from "node:assert/strict"
import { test } from "node:test"
import { leftOutBy, personOf } from "./closure.ts"
import type { Receiver } from "./who.ts"

const receiver = (person: string, name: string): Receiver => ({
  slot: 1,
  tier: 0,
  person,
  firstName: name.split(" ")[0] ?? "",
  name,
  title: "Responder",
  outside: false,
  board: false,
  onCall: true,
  recipient: "",
  vk: "",
})
const onPath = [
  receiver("boss", "Bo Chief"),
  receiver("amina", "Amina Bao"),
  receiver("hr", "Hana Ro"),
]
const people = [
  personOf(["gao", "Gao Ming", "Lead", "East", "boss", ""]),
  personOf(["boss", "Bo Chief", "", "Central", null, ""]),
  personOf(["hr", "Hana Ro", "", "East", null, "h"]),
  personOf(["far", "Far Away", "", "East", "gao", ""]),
]
const none = { did: [], mustNot: [], tapped: new Set<string>(), people, receivers: onPath }

test("whoever was named from the list takes those close to them out, as far as they are on the path", () => {
  const out = leftOutBy({ ...none, did: [{ name: "Gao Ming", id: "gao" }] })
  assert.deepEqual([...out].map(([id, why]) => `${id} ${why.kind}`).toSorted(), [
    "boss manager-of",
    "gao named",
    "hr hr-of-unit",
  ])
})

test("a typed name leaves out the person on the path who is called exactly so, and nobody by accident", () => {
  const typed = (name: string) => [...leftOutBy({ ...none, mustNot: [{ name }] }).keys()]
  assert.deepEqual(typed(" amina bao "), ["amina"])
  assert.deepEqual(typed("Amina"), [])
  assert.deepEqual(typed("somebody"), [])
})

test("whom she taps away stays away without any list of people", () => {
  const out = leftOutBy({ ...none, people: [], tapped: new Set(["hr"]) })
  assert.deepEqual([...out.keys()], ["hr"])
})
