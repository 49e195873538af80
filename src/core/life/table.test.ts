import assert from "node:assert/strict"
import { test } from "node:test"
import { actKinds } from "./act.ts"
import { acts } from "./decide.ts"
import { guards } from "./guard.ts"
import { moves } from "./move.ts"
import { actors } from "./role.ts"
import { inState } from "./rule.ts"
import { states, type State } from "./state.ts"

test("every move of the machine is made by some act, and no act makes another", () => {
  const made = new Set<string>(["DRAFT RECEIVED", "RECEIVED TRIAGE", "RECEIVED SUPPORT_ONLY"])
  for (const [kind, rule] of Object.entries(acts)) {
    const targets = new Set([rule.to, ...(extra[kind] ?? [])])
    for (const from of rule.in)
      for (const to of targets) if (to && to !== from) made.add(`${from} ${to}`)
  }
  // A wish for support moves a case only out of the talk about what is possible; withdrawing an unopened one moves nothing.
  for (const state of ["TRIAGE", "ACTIVE_RESPONSE", "INFORMAL"]) {
    if (!moves.some((move) => move.from === state && move.to === "SUPPORT_ONLY"))
      made.delete(`${state} SUPPORT_ONLY`)
  }
  assert.deepEqual([...made].toSorted(), moves.map(({ from, to }) => `${from} ${to}`).toSorted())
  const reached = new Set(moves.flatMap(({ from, to }) => [from, to]))
  assert.deepEqual(
    states.filter((state) => !reached.has(state)),
    [],
  )
})

/** Where an act may move a case by what it says, beside the move of its row. */
const extra: Record<string, readonly State[]> = {
  "wish.said": ["SUPPORT_ONLY"],
  "report.withdrawn": ["SUPPORT_ONLY"],
}

test("every act is a row of the table, names only guards and people that there are, and some state has it", () => {
  assert.deepEqual(Object.keys(acts).toSorted(), [...actKinds].toSorted())
  for (const [kind, rule] of Object.entries(acts)) {
    assert.ok(rule.in.length > 0, kind)
    for (const state of rule.in) {
      assert.ok((inState(rule.by, state) ?? []).length > 0, `${kind} in ${state} has somebody`)
      for (const who of inState(rule.by, state) ?? []) assert.ok(actors.includes(who), kind)
      for (const guard of inState(rule.needs, state) ?? []) assert.ok(guard in guards, guard)
    }
  }
  const used = new Set(
    Object.values(acts).flatMap((rule) =>
      rule.in.flatMap((state) => inState(rule.needs, state) ?? []),
    ),
  )
  assert.deepEqual(
    Object.keys(guards).filter((name) => !used.has(name as never)),
    [],
  )
})
