import assert from "node:assert/strict"
import { test } from "node:test"
import { actKinds } from "./act.ts"
import { acts } from "./decide.ts"
import { guards } from "./guard.ts"
import { moves } from "./move.ts"
import { actors } from "./role.ts"
import { inState } from "./rule.ts"
import { states, withdrawable } from "./state.ts"

test("every move of the machine is made by some act, and no act makes another", () => {
  const made = new Set<string>(["DRAFT RECEIVED", "RECEIVED TRIAGE", "RECEIVED SUPPORT_ONLY"])
  for (const [kind, rule] of Object.entries(acts)) {
    for (const from of rule.in) if (rule.to && rule.to !== from) made.add(`${from} ${rule.to}`)
    for (const move of bySaying[kind] ?? []) made.add(move)
  }
  assert.deepEqual([...made].toSorted(), moves.map(({ from, to }) => `${from} ${to}`).toSorted())
  const reached = new Set(moves.flatMap(({ from, to }) => [from, to]))
  assert.deepEqual(
    states.filter((state) => !reached.has(state)),
    [],
  )
})

/** Where an act may move a case by what it says, beside the move of its row. */
const bySaying: Readonly<Record<string, readonly string[]>> = {
  "wish.said": ["OPTIONS SUPPORT_ONLY", "PLANNED SUPPORT_ONLY"],
  "report.withdrawn": withdrawable.map((from) => `${from} SUPPORT_ONLY`),
  "appeal.filed": ["OUTCOME_NOTIFIED APPEAL"],
  "appeal.decided": ["APPEAL OUTCOME_NOTIFIED"],
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
