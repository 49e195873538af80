import assert from "node:assert/strict"
import { idOf, type PersonId } from "#core/ids.ts"
import type { ActKind } from "#core/life/act.ts"
import { type Asked, claimed, decide, type LifeDecision, whyNot } from "#core/life/decide.ts"
import { type Life, newLife } from "#core/life/life.ts"
import type { Actor, LifeMoment } from "#core/life/rule.ts"

export const start = Date.parse("2027-07-28T04:50:00Z")
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const p = (name: string) => idOf<PersonId>(name)

/** A case with a clock that is pushed by hand; working days are all days here, so that every date can be read off. */
export function story(level: LifeMoment["level"] = "e2") {
  let life: Life = newLife("RECEIVED", start)
  let now = start
  let is: Record<string, Actor> = {}
  const moment = (): LifeMoment => ({
    now,
    level,
    plus: (from, { amount, unit }) =>
      from + amount * (unit === "minutes" ? hourMs / 60 : unit === "hours" ? hourMs : dayMs),
    protectWithin: { amount: 2, unit: "hours" },
    isOutside: (person) => person === p("orla"),
    step: (_, ours, from) => ({ due: from + ours.amount * dayMs, basis: "product" }),
    law: {
      home: "CN",
      owes: (places) =>
        places.includes("SG")
          ? [{ kind: "duty:police-report", due: now + dayMs, basis: "SG.s424" }]
          : [],
      recount: () => [],
      step: () => (_, ours, from) => ({ due: from + ours.amount * dayMs * 2, basis: "law" }),
    },
  })
  const decided: LifeDecision[] = []
  return {
    get life() {
      return life
    },
    get state() {
      return life.state
    },
    moment,
    decided,
    people(people: Record<string, Actor>) {
      is = { ...is, ...people }
    },
    later(ms: number) {
      now += ms
    },
    open() {
      life = claimed(life, moment()).next
    },
    set(part: Partial<Life>) {
      life = { ...life, ...part }
    },
    act<K extends ActKind>(who: string, kind: K, facts?: Asked<K>["facts"]): LifeDecision {
      const by = is[who]
      assert.ok(by, who)
      const asked = { kind, by, facts: facts ?? {} } as Asked<K>
      const decision = decide(life, asked, moment())
      life = decision.next
      decided.push(decision)
      return decision
    },
    why<K extends ActKind>(who: string, kind: K, facts?: Asked<K>["facts"]): string | null {
      const by = is[who]
      assert.ok(by, who)
      return whyNot(life, { kind, by, facts: facts ?? {} } as Asked<K>, moment())
    },
  }
}

export const keyholder = (name: string, ...is: Actor["is"]): Actor => ({
  person: p(name),
  is: ["duty", ...is],
  mailbox: null,
})
export const cast: Record<string, Actor> = {
  amina: keyholder("amina", "lead"),
  chen: keyholder("chen", "care"),
  orla: keyholder("orla", "investigator"),
  ito: keyholder("ito", "panel"),
  noor: keyholder("noor", "panel"),
  pia: keyholder("pia", "protection"),
  lex: keyholder("lex", "legal"),
  ada: keyholder("ada", "appeal"),
  yao: { person: null, is: ["reporter", "affected"], mailbox: 1 },
  gao: { person: null, is: ["respondent"], mailbox: 2 },
}

/** Everybody declared that they have no ties, and has the part that the cast says. */
export function staffed(level?: LifeMoment["level"]) {
  const s = story(level)
  s.people(cast)
  s.open()
  const parts = Object.values(cast).flatMap(({ person, is }) =>
    person
      ? is.flatMap((role) => (role === "duty" ? [] : [{ role: role as never, person, at: start }]))
      : [],
  )
  s.set({
    roles: parts,
    declared: parts.map(({ person }) => ({
      person,
      at: start,
      ties: [],
      waivedByAffected: null,
      waivedByWatch: null,
    })),
  })
  return s
}

/** As far as the options, with protection, a plan for safety and evidence kept. */
export function protectedCase(level?: LifeMoment["level"]) {
  const s = staffed(level)
  s.act("amina", "response.begun")
  s.act("amina", "safety-plan.agreed")
  s.act("amina", "hold.issued")
  s.act("amina", "measure.ordered", { n: 1, code: "M01" })
  s.act("amina", "options.opened")
  return s
}

/** As far as the parties' comments. */
export function heardCase() {
  const s = protectedCase()
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "respondent.recorded", { n: 1, standing: "executive", mailbox: 2 })
  s.act("amina", "allegation.added", { n: 1, respondent: 1 })
  s.act("amina", "plan.approved", { standard: "high-probability" })
  s.act("orla", "notice.given", { n: 1 })
  s.act("orla", "inquiry.begun")
  s.act("orla", "interview.held", { who: "affected", recorded: true, consent: true })
  s.act("orla", "interview.held", { who: "respondent 1", recorded: false, consent: false })
  s.act("gao", "answer.given", { n: 1 })
  s.act("orla", "comment.opened")
  return s
}

/** As far as the decision. */
export function foundCase() {
  const s = heardCase()
  s.later(6 * dayMs)
  s.act("orla", "finding.recorded", {
    n: 1,
    finding: "SUBSTANTIATED",
    evidence: 3,
    grade: "assault",
  })
  s.act("orla", "findings.issued")
  s.act("noor", "quality.reviewed")
  s.act("ito", "decision.begun")
  return s
}

/** As far as the year after. */
export function decidedCase() {
  const s = foundCase()
  for (const who of ["ito", "noor"])
    s.act(who, "sanction.decided", { n: 1, level: 6, floor: null, deviates: false })
  s.act("ito", "outcome.told", { to: "reporter", n: null })
  s.act("ito", "outcome.told", { to: "respondent", n: 1 })
  s.act("ito", "outcome.notified")
  return s
}

export function monitored() {
  const s = decidedCase()
  s.act("amina", "sanction.done", { n: 1 })
  s.later(11 * dayMs)
  s.act("amina", "outcome.carried-out")
  return s
}

export function refuses(code: string, field: string, act: () => unknown): void {
  assert.throws(act, { code, field })
}

/** Somebody without any tie. */
export function declaredBy(name: string): Life["declared"][number] {
  return { person: p(name), at: start, ties: [], waivedByAffected: null, waivedByWatch: null }
}
