import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { type ActKind, actKinds } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { type Life, newLife } from "#core/life/life.ts"
import { type CaseRole, caseRoles } from "#core/life/role.ts"
import { inState } from "#core/life/rule.ts"
import { type State, states } from "#core/life/state.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { world, type World } from "../world.ts"
import { chance } from "../prove/chance.ts"
import { factsFor } from "../prove/life/facts.ts"

/** Nobody stores a case that was not sent yet. */
const stored = states.filter((state) => state !== "DRAFT")

test("whoever is not allowed an act, or asks for it too early, is refused as the table says; whoever is allowed comes to its guards", async (t) => {
  await using w = await world()
  const { receipt } = await w.report()
  await w.open("noor")
  const it = await standing(w, receipt)
  let asked = 0
  for (const [place, state] of stored.entries()) {
    for (const [turn, part] of all.entries()) {
      for (const [at, kind] of actKinds.entries()) {
        if (!isAsked(part, kind, state) && (place + at) % all.length !== turn) continue
        const answer = await it.ask(part, kind, state)
        asked += 1
        assert.equal(answer, expected(part, kind, state, answer), `${part} ${kind} ${state}`)
      }
    }
  }
  t.diagnostic(`${asked} requests`)
  assert.ok(asked > 5000)
})

/**
 * Whoever may do an act is asked in each of its states, and so is every second one who may not. Where a state has no such
 * act, what somebody is makes no difference. Of the rest one part is asked, another each time.
 */
function isAsked(part: Part, kind: ActKind, state: State): boolean {
  const here: readonly State[] = acts[kind].in
  if (!here.includes(state)) return false
  return mayBe(part, kind, state) || (all.indexOf(part) + actKinds.indexOf(kind)) % 2 === 0
}

/** Whether the table lets somebody with this part come as far as its guards. */
function mayBe(part: Part, kind: ActKind, state: State): boolean {
  const who: readonly string[] = inState<readonly string[]>(acts[kind].by, state) ?? []
  const is: readonly string[] =
    part === "affected"
      ? ["reporter", "affected"]
      : part === "reporter"
        ? ["reporter"]
        : ["duty", part]
  return is.some((one) => who.includes(one))
}

type Part = "duty" | CaseRole | "reporter" | "affected"
const all: readonly Part[] = ["duty", ...caseRoles, "reporter", "affected"]

/** The table, read once more: first the state, then who asks; after that only a guard, the paper or the act itself. */
function expected(part: Part, kind: ActKind, state: State, answer: string): string {
  const rule = acts[kind]
  const here: readonly State[] = rule.in
  // Who it is comes with these by a way of its own.
  if (kind === "no-rehire.entered" || kind === "no-rehire.erased") return "409 not-now identity"
  if (!here.includes(state)) return "409 not-now state"
  if (!mayBe(part, kind, state)) return "403 not-yours role"
  const guarded = answer.startsWith("409 not-now ") && answer !== "409 not-now state"
  const lacks = rule.paper && !("mayLack" in rule && rule.mayLack)
  const done = part === "reporter" || part === "affected" ? "204" : rule.two ? "202" : "201"
  if (guarded && (inState<readonly string[]>(rule.needs, state) ?? []).includes(answer.slice(12)))
    return answer
  if (lacks) return "409 not-now paper"
  // Whether two must sign may lie in what is said; whoever holds no key of the case is refused by name.
  if (typeof rule.two === "function")
    return answer === "201" || answer === "202" ? answer : "201 or 202"
  return kind === "role.given" ? "409 not-now person" : done
}

/** One case whose life is set before each request, unless the one before changed nothing of it. */
async function standing(w: World, receipt: ReceiptKeys) {
  const [address] = await w.desk("noor")
  const [row] = await w.sql<{ id: string }>("select id from case_file")
  const noor = idOf<PersonId>(w.person("noor").id)
  const somebody = idOf<PersonId>(w.person("orla").id)
  const by = chance(1)
  const set = { stands: "", life: newLife("RECEIVED", 0) }
  async function ask(part: Part, kind: ActKind, state: State): Promise<string> {
    const outside = part === "reporter" || part === "affected"
    const stands = `${part} ${state}`
    const at = Date.now()
    if (stands !== set.stands) {
      set.life = lifeWith(part, state, [noor, somebody], at)
      await w.sql("update case_file set life = $1, state = $2 where id = $3", [
        JSON.stringify(set.life),
        state,
        row?.id,
      ])
    }
    set.stands = stands
    const { life } = set
    const facts = {
      ...factsFor(kind, { by, life, now: at }),
      ...(personal.has(kind) ? { person: crypto.randomUUID() } : {}),
      ...(kind === "conflict.checked" ? { aside: [] } : {}),
    }
    const head = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
    const answer = outside
      ? await w.reporter(receipt, "/case/acts", undefined, "POST", head)
      : await w.request(`/desk/api/cases/${address}/acts`, {
          method: "POST",
          as: "noor",
          headers: head,
        })
    if (answer.status < 300) {
      set.stands = ""
      return String(answer.status)
    }
    const { problem, fields } = (await answer.json()) as { problem: string; fields: string[] } // every refusal's form
    return [answer.status, problem, ...fields].join(" ")
  }
  return { ask }
}

const personal: ReadonlySet<ActKind> = new Set(["role.given", "role.ended", "tie.waived"] as const)

function lifeWith(
  part: Part,
  state: State,
  [noor, somebody]: [PersonId, PersonId],
  at: number,
): Life {
  const role = caseRoles.find((one) => one === part)
  const free = { ties: [], at, waivedByAffected: null, waivedByWatch: null }
  return {
    ...newLife(state, at),
    intake: part === "reporter" ? "third-party" : "self",
    // Somebody else leads, so that nobody leads by answering.
    roles: [{ role: "lead", person: somebody, at }, ...(role ? [{ role, person: noor, at }] : [])],
    declared: [noor, somebody].map((person) => ({ person, ...free })),
  }
}
