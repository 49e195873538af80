import { CannotOpen, type CannotOpenReason } from "#crypto/cannot-open.ts"
import { type ReportLevel, reportLevels } from "#core/level.ts"
import { get, isByItself, Refused } from "#web/lib/api.ts"
import { setServerTime } from "#web/lib/clock.ts"
import type { CaseScreen } from "#wire/case.ts"
import { openPapers, type Papers } from "./papers.ts"
import type { HeldParty } from "./parties/held.ts"
import { openParties } from "./parties/open.ts"
import { forget, openAll, type Said } from "./said.ts"

/** A case on this desk: what the server says in the clear, and what this browser opened. */
export type Case = {
  readonly id: string
  readonly screen: CaseScreen
  /** Null while I have not opened it, and when my grant does not open. */
  readonly papers: Papers | null
  readonly cannot: CannotOpenReason | null
  readonly said: readonly Said[]
  /** The mailboxes of other people outside; what was said in them is part of `said` too. */
  readonly parties: readonly HeldParty[]
}

const shut = { papers: null, said: [], parties: [] }

/** Fetches a case and opens what is in it; the content only after this person took the step of opening. */
export async function loadCase(id: string, signal: AbortSignal): Promise<Case> {
  const screen = await screenOf(id, signal)
  setServerTime(screen.now)
  if (!screen.row.openedByMe) return { ...shut, id, screen, cannot: null }
  try {
    const papers = await openPapers(screen)
    const own = await openAll(id, screen, papers, signal)
    const desk = own.filter(({ view }) => view.room === "desk")
    const parties = await openParties(id, screen, { papers, desk, signal })
    const said = [...own, ...parties.flatMap((one) => one.said)]
    return { id, screen, papers, cannot: null, said, parties }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return { ...shut, id, screen, cannot: why.reason }
  }
}

/** Cases that are not there, as the server last said it. */
const missing = new Map<string, Refused>()

/** What the server says of a case. One that is not in my hands is forgotten here too, and the page does not ask for it again by itself. */
export async function screenOf(id: string, signal: AbortSignal): Promise<CaseScreen> {
  const known = missing.get(id)
  if (known && isByItself(signal)) throw known
  missing.delete(id)
  try {
    return await get<CaseScreen>(`/cases/${id}`, { signal })
  } catch (why) {
    if (why instanceof Refused && why.status === 404) {
      forget(id)
      missing.set(id, why)
    }
    throw why
  }
}

/** What the reporter told us: the report itself and what was added to it. */
export function toldIn({ said }: Case): Said[] {
  return said.filter(
    ({ view }) => view.room === "mailbox" && ["report", "help-now", "addition"].includes(view.kind),
  )
}

/** The thread with the reporter, as both sides read it. */
export function mailboxOf({ said }: Case): Said[] {
  return said.filter(({ view }) => view.room === "mailbox" && !isReport(view.kind))
}

/** The team's own notes; what belongs to the register of evidence stands there. */
export function notesOf({ said }: Case): Said[] {
  return said.filter(
    ({ view, form }) =>
      view.room === "desk" &&
      view.kind !== "party" &&
      !form.tick &&
      !form.custody &&
      !form.evidence,
  )
}

/** The case's own level: a row about retaliation shows `r`, beside whatever level the case has. */
export function levelOf({ screen }: Case): ReportLevel {
  const told = screen.timeline.flatMap(({ kind, facts }) => {
    if (kind === "report.received") return [facts["level"]]
    return kind === "level.raised" || kind === "level.lowered" ? [facts["to"]] : []
  })
  const known = [screen.row.level, ...told.toReversed()]
  return known.flatMap((one) => reportLevels.find((level) => level === one) ?? [])[0] ?? "e1"
}

/** The newest answers, with what was added later on top. */
export function answersOf(one: Case): NonNullable<Said["form"]["answers"]> {
  return Object.assign({}, ...toldIn(one).map(({ form }) => form.answers ?? {}))
}

function isReport(kind: string): boolean {
  return kind === "report" || kind === "help-now"
}
