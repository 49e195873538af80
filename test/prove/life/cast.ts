import { idOf, type PersonId } from "#core/ids.ts"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { claimed, decide, type LifeDecision, missed, paidBack } from "#core/life/decide.ts"
import { type Life, newLife } from "#core/life/life.ts"
import { type ActorKind, isTied, leadersOf, rolesOf } from "#core/life/role.ts"
import type { Actor, LifeMoment } from "#core/life/rule.ts"
import type { OwedKind } from "#core/owed.ts"

/** Keyholders of the walk, the last of them seldom at work: one is a protection officer, one is of the board, two come from outside. */
export const keyholders = [
  "k0",
  "k1",
  "k2",
  "k3",
  "k4",
  "k5",
  "k6",
  "k7",
  "k8",
  "k9",
  "k10",
] as const
/** People behind a code, each with the number of their mailbox. */
export const outsiders = {
  reporter: 1,
  gao: 2,
  lin: 3,
  witness: 4,
  affected: 5,
  friend: 6,
  body: 7,
} as const
export type Who = (typeof keyholders)[number] | keyof typeof outsiders
export const whos: readonly Who[] = [...keyholders, ...(Object.keys(outsiders) as Who[])] // the keys of a constant

export const isKeyholder = (who: Who): boolean => (keyholders as readonly Who[]).includes(who) // widened to ask
const protection: readonly Who[] = ["k5"]
const outside: readonly Who[] = ["k7", "k8"]
const board: readonly Who[] = ["k9"]

/** One step of a walk, as it is printed and done again: time passes, and then somebody does something. */
export type Step = {
  readonly push: number
  readonly who: Who
  readonly kind: ActKind | "open" | "hand-over" | "pay-back" | "miss"
  readonly facts: Readonly<Record<string, unknown>>
}

/** Where a walk stands. */
export type Stand = {
  readonly life: Life
  readonly now: number
  readonly level: LifeMoment["level"]
  /** Who answers for the case. */
  readonly answers: Who
  /** What is due of what the life itself brought up. */
  readonly owed: ReadonlySet<OwedKind>
}

export const dayMs = 86_400_000
export const began = Date.parse("2027-07-28T04:50:00Z")

export function newStand(level: LifeMoment["level"]): Stand {
  return {
    life: { ...newLife("RECEIVED", began), mailboxes },
    now: began,
    level,
    answers: "k0",
    owed: new Set(),
  }
}

/** Mailboxes of those who have one from the beginning of a walk; the persons named are given theirs by an act. */
const mailboxes = [
  { n: outsiders.gao, party: "respondent", open: true },
  { n: outsiders.lin, party: "respondent", open: true },
  { n: outsiders.witness, party: "witness", open: true },
  { n: outsiders.affected, party: "affected", open: true },
] as const

/** The world of a step. Every day is a working day: dates can be read off. */
export function momentOf({ now, level }: Pick<Stand, "now" | "level">): LifeMoment {
  const days = (from: number, { amount, unit }: { amount: number; unit: string }) =>
    from + amount * (unit === "minutes" ? dayMs / 1440 : unit === "hours" ? dayMs / 24 : dayMs)
  const step: LifeMoment["step"] = (_, ours, from) => ({ due: days(from, ours), basis: "product" })
  return {
    ...{ now, level, plus: days, protectWithin: { amount: 2, unit: "hours" } as const },
    isOutside: (person) => outside.some((who) => who === person),
    step,
    law: {
      home: "CN",
      owes: (places) =>
        places.includes("SG")
          ? [{ kind: "duty:police-report", due: now + dayMs, basis: "SG.s424" }]
          : [],
      recount: () => [],
      // Abroad every window is longer by as much again.
      step: (places) => (_, ours, from) => ({
        due: days(from, ours) + (places.length > 0 ? days(0, ours) : 0),
        basis: "law",
      }),
    },
  }
}

/** Who acts, as the server sees them. */
export function actorOf({ life, answers }: Stand, who: Who): Actor {
  if (!isKeyholder(who)) return outsiderOf(life, who)
  const person = idOf<PersonId>(who)
  const is: ActorKind[] = ["duty", ...rolesOf(life, person)]
  if (!isTied(life, person)) {
    if (who === answers && leadersOf(life).length === 0) is.push("lead")
    if (protection.includes(who)) is.push("protection")
    if (board.includes(who) || outside.includes(who)) is.push("watch")
  }
  return { person, is: [...new Set(is)], mailbox: null }
}

function outsiderOf(life: Life, who: Who): Actor {
  const mailbox = outsiders[who as keyof typeof outsiders] // what is no keyholder is one of these
  const own = life.intake === "self" || life.intake === "system"
  const is: Partial<Record<Who, ActorKind[]>> = {
    reporter: own ? ["reporter", "affected"] : ["reporter"],
    gao: ["respondent"],
    lin: ["respondent"],
    witness: ["witness"],
    affected: own ? ["third-party"] : ["affected"],
    friend: ["third-party"],
    body: ["outside-body"],
  }
  return { person: null, is: is[who] ?? [], mailbox }
}

/** Does a step; a refusal is thrown. */
export function take(stand: Stand, step: Step): { next: Stand; decision: LifeDecision } {
  const now = stand.now + step.push
  const moment = momentOf({ now, level: stand.level })
  const decision = decided({ ...stand, now }, step, moment)
  const owed = new Set(stand.owed)
  for (const kind of [...decision.keeps, ...decision.drops]) owed.delete(kind)
  for (const { kind } of decision.owes) owed.add(kind)
  if (decision.next.state === "CLOSED") owed.clear()
  const answers = step.kind === "hand-over" ? step.who : stand.answers
  return { next: { ...stand, life: decision.next, now, owed, answers }, decision }
}

function decided(stand: Stand, step: Step, moment: LifeMoment): LifeDecision {
  const { life } = stand
  const nothing = { next: life, events: [], owes: [], keeps: [], drops: [], waits: false }
  if (step.kind === "open") return claimed(life, moment)
  if (step.kind === "hand-over") return nothing
  if (step.kind === "pay-back")
    return paidBack(life, outsiders[step.who as keyof typeof outsiders] ?? 1, moment)
  if (step.kind === "miss")
    return missed(life, [step.facts["of"] as OwedKind], idOf<PersonId>(stand.answers), moment) // a kind the walk took from what is owed
  const by = actorOf(stand, step.who)
  return decide(life, { kind: step.kind, by, facts: step.facts as ActFacts[ActKind] }, moment) // facts of that kind, by the walk's own list
}
