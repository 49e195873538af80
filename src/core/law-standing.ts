import { lawDue, type LawDue, type LawOf } from "./law.ts"
import { anchorsOf, type CaseMoments } from "./law-moments.ts"
import { asRight, stepDue } from "./law-step.ts"
import { byText, elsewhereOf, lawSteps, stepsOf, type LawStep } from "./law-table.ts"
import type { ClockEvent, LawPack } from "./pack.ts"

/** What a case can prove about its own course, each thing with the instant at which it was done. */
export const lawProofs = [
  "acknowledged",
  "begun",
  "met",
  "protected",
  "heard-out",
  "reported",
  "decided",
  "told",
  "feedback",
  "police",
] as const
export type LawProof = (typeof lawProofs)[number]

/** What was done in a case as far as its laws ask for it. */
export type LawFacts = {
  readonly known: CaseMoments
  readonly done: Readonly<Partial<Record<LawProof, number>>>
  /** Each respondent: when the notice was in their hands, and when they answered. */
  readonly respondents: readonly {
    readonly n: number
    readonly noticed: number | null
    readonly answered: number | null
  }[]
}

/** How one limit of a law stands: still ahead, missed, done in time or late; a time that somebody has runs or is over. */
export const lawStates = ["over", "ahead", "runs", "late", "kept", "ended"] as const
export type LawState = (typeof lawStates)[number]

/** One limit of a law in a case. Instants are milliseconds since 1970. */
export type LawLine = Omit<LawDue, "due"> & {
  readonly due: number
  /** Whose notice or answer it is about; null for the case. */
  readonly respondent: number | null
  /** When what it asks for was done; null while it was not, or nobody here can know. */
  readonly done: number | null
  readonly state: LawState
}

/** The law of a case as it stands: what is due when, what still waits for an event, and what cannot both be kept. */
export type LawStanding = {
  readonly lines: readonly LawLine[]
  readonly waits: readonly {
    readonly pack: string
    readonly clock: string
    readonly event: ClockEvent
  }[]
  readonly conflicts: readonly {
    readonly step: LawStep
    readonly min: { readonly clock: string; readonly due: number }
    readonly max: { readonly clock: string; readonly due: number }
  }[]
}

type Asked = Omit<LawOf, "anchors"> & { readonly facts: LawFacts; readonly now: number }

/** Every limit of the organisation and of the case's parties inside it, what is late first. What is a party's own outside is not here. */
export function standing({ facts, now, ...law }: Asked): LawStanding {
  const packs = law.packs.map((pack) => ({ ...pack, clocks: pack.clocks.map(asRight) }))
  const { calendars } = law
  const { "notice-received": _, ...known } = facts.known
  const anchors = anchorsOf(known)
  const common = lawDue({ packs, calendars, anchors }).filter(({ clock }) => isOurs(clock))
  const lines = [
    ...common.flatMap((due) =>
      isNotice(due) ? notices(due, facts, now) : [line(due, facts, now)],
    ),
    ...answers({ packs, calendars, facts, now }),
  ]
  return {
    lines: lines.toSorted(
      (a, b) =>
        lawStates.indexOf(a.state) - lawStates.indexOf(b.state) ||
        a.due - b.due ||
        byText(a.clock, b.clock) ||
        (a.respondent ?? 0) - (b.respondent ?? 0),
    ),
    waits: waiting(packs, lines),
    conflicts: lawSteps.flatMap((step) => {
      const { min, max, conflict } = stepDue({ step, ours: {}, packs, anchors, calendars })
      if (!conflict || !min || !max) return []
      return [
        {
          step,
          min: { clock: min.basis, due: min.due.epochMilliseconds },
          max: { clock: max.basis, due: max.due.epochMilliseconds },
        },
      ]
    }),
  }
}

/** What proves that a maximum was kept; a clock that is not here is proved by nothing that this system knows. */
export const provedBy: Readonly<Record<string, LawProof>> = {
  "EU.ack": "acknowledged",
  "FR.ack": "acknowledged",
  "EU.feedback": "feedback",
  "FR.feedback": "feedback",
  "KR.grievance": "feedback",
  "IN.inquiry": "heard-out",
  "PK.findings": "reported",
  "IN.report": "reported",
  "IN.act": "decided",
  "PK.penalty": "decided",
  "FR.discipline": "decided",
  "KR.after": "decided",
  "CN.written_result": "told",
  "KR.protect": "protected",
  "KR.investigate": "begun",
  "JP.prompt": "begun",
  "GB.nodelay": "met",
  "SG.s424": "police",
}

/** A claim outside is counted in the browser, from a day that only it knows; a yearly report is not of one case. */
function isOurs(clock: string): boolean {
  const whom = elsewhereOf[clock]
  return whom !== "claim" && whom !== "outside-appeal" && whom !== "yearly-report"
}

function isNotice({ clock }: LawDue): boolean {
  return stepsOf[clock]?.includes("respondent-notice") ?? false
}

/** Each respondent is told by a notice of their own; before anybody is named, the one limit stands for whoever will be. */
function notices(due: LawDue, facts: LawFacts, now: number): LawLine[] {
  if (facts.respondents.length === 0) return [line(due, facts, now)]
  return facts.respondents.map(({ n, noticed }) => ({
    ...line(due, facts, now, noticed),
    respondent: n,
  }))
}

/** The time that each respondent has counts from the notice in their own hands. */
function answers({ packs, calendars, facts, now }: Asked): LawLine[] {
  return facts.respondents.flatMap(({ n, noticed, answered }) => {
    if (noticed === null) return []
    const known = { "notice-received": Temporal.Instant.fromEpochMilliseconds(noticed) }
    return lawDue({ packs, calendars, anchors: anchorsOf(known) })
      .filter(({ clock }) => isOurs(clock))
      .map((due) => ({ ...line(due, facts, now, answered), respondent: n }))
  })
}

function line(due: LawDue, { done }: LawFacts, now: number, proved?: number | null): LawLine {
  const proof = provedBy[due.clock]
  const at = proved === undefined ? ((proof && done[proof]) ?? null) : proved
  const ends = due.due.epochMilliseconds
  return { ...due, due: ends, respondent: null, done: at, state: stateOf(due, ends, at, now) }
}

function stateOf({ kind }: LawDue, ends: number, done: number | null, now: number): LawState {
  if (kind === "min" || kind === "cap") return now < ends ? "runs" : "ended"
  if (done !== null) return done <= ends ? "kept" : "late"
  return now > ends ? "over" : "ahead"
}

function waiting(packs: readonly LawPack[], lines: readonly LawLine[]): LawStanding["waits"] {
  const begun = new Set(lines.map(({ clock }) => clock))
  return packs.flatMap((pack) =>
    pack.clocks
      .filter(({ id }) => isOurs(id) && !begun.has(id))
      .map(({ id, event }) => ({ pack: pack.id, clock: id, event })),
  )
}
