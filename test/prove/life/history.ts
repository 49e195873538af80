import type { Life } from "#core/life/life.ts"
import type { Actor } from "#core/life/rule.ts"
import { type Stand, type Step, type Who, actorOf, isKeyholder } from "./cast.ts"

/** What the proof itself remembers of a case, written down from the acts alone. */
export type History = {
  /** By person: the parts they acted in, for ever. */
  readonly did: Readonly<Record<string, readonly Part[]>>
  /** Ties that somebody ever said, and who accepted them since the last new one. */
  readonly ties: Readonly<
    Record<string, { said: readonly string[]; affected: boolean; watch: boolean }>
  >
  /** Which measure, by number and code, the affected person asked for or accepted. */
  readonly yes: readonly string[]
  readonly offered: Readonly<Record<number, string>>
  readonly liftTold: Readonly<Record<number, number>>
  /** Since the case was last opened or opened again. */
  readonly safety: boolean
  readonly askedBack: boolean
  readonly hold: boolean
  readonly lastWordAsked: boolean
  readonly signed: {
    readonly who: Who
    readonly step: Step
    readonly by: Actor
    readonly at: number
  } | null
  readonly override: { readonly tested: boolean; readonly told: boolean }
  readonly wish: string | null
  readonly noticed: Readonly<Record<number, number>>
  readonly written: Readonly<Record<number, number>>
  readonly toldAt: Readonly<Record<string, number>>
  readonly sanctionAt: number
  readonly appealed: readonly string[]
  readonly window: { readonly ends: number; readonly waived: readonly string[] } | null
}
export type Part = "investigated" | "led" | "cared" | "decided" | "appeal" | "worked"

export const noHistory: History = {
  ...{
    did: {},
    ties: {},
    yes: [],
    offered: {},
    liftTold: {},
    safety: false,
    askedBack: false,
    hold: false,
  },
  ...{ lastWordAsked: false, signed: null, override: { tested: false, told: false }, wish: null },
  ...{ noticed: {}, written: {}, toldAt: {}, sanctionAt: 0, appealed: [], window: null },
}

/** Acts that only somebody who investigates does. */
export const investigating: readonly string[] = [
  ...["inquiry.begun", "interview.held", "interview.refused", "comment.opened", "finding.recorded"],
  "findings.issued",
]
/** Acts that only the lead does. */
const leading: readonly string[] = [
  ...["role.given", "role.ended", "scope.refused", "case.merged", "plan.approved", "sanction.done"],
  ...["override.tested", "informal.begun", "informal.done", "support.settled", "referral.decided"],
  ...["outcome.carried-out", "lessons.recorded"],
]
const caring: readonly string[] = [
  ...["safety-plan.agreed", "plan.told", "police.offered", "measure.proposed", "override.told"],
  ...["promise.made", "promise.kept", "remedy.done", "check-in.tried", "last-word.asked"],
]

/** The history after an act that was accepted. `before` is where the case stood. */
export function remember(
  h: History,
  before: Stand,
  step: Step,
  after: Stand,
  waits: boolean,
): History {
  const by = actorOf({ ...before, now: after.now }, step.who)
  const did = isKeyholder(step.who) && isAct(step) ? withPart(h.did, step, by, before.life) : h.did
  if (waits) return { ...h, did, signed: { who: step.who, step, by, at: after.now } }
  const changes = noted(h, step, by, { before, after })
  const round = before.life.state === "CLOSED" && after.life.state === "TRIAGE" ? again : {}
  const ended =
    ["NOT_IN_SCOPE", "MERGED", "CLOSED"].includes(before.life.state) &&
    after.life.state === "TRIAGE"
  return {
    ...h,
    did,
    ...changes,
    ...round,
    ...(ended ? { lastWordAsked: false } : {}),
    signed: after.life.signing ? h.signed : null,
  }
}

const again = {
  ...{ safety: false, override: { tested: false, told: false }, wish: null, noticed: {} },
}

const isAct = ({ kind }: Step) => !["open", "hand-over", "pay-back", "miss"].includes(kind)

/** Saying what one knows of ties, and taking a signature back, is no part in what is decided. */
const telling: readonly Step["kind"][] = [
  "ties.declared",
  "conflict.checked",
  "signature.withdrawn",
]

function withPart(did: History["did"], { who, kind }: Step, by: Actor, life: Life): History["did"] {
  if (telling.includes(kind)) return did
  const part: Part = investigating.includes(kind)
    ? "investigated"
    : leading.includes(kind)
      ? "led"
      : kind === "appeal.decided" || (kind === "sanction.decided" && life.state !== "DECISION")
        ? "appeal"
        : ["sanction.decided", "decision.begun", "outcome.notified"].includes(kind)
          ? "decided"
          : by.is.includes("care") && caring.includes(kind)
            ? "cared"
            : "worked"
  const known = did[who] ?? []
  return known.includes(part) ? did : { ...did, [who]: [...known, part] }
}

type Both = { readonly before: Stand; readonly after: Stand }

function noted(h: History, step: Step, by: Actor, { before, after }: Both): Partial<History> {
  const f = step.facts
  const n = Number(f["n"])
  const affected = by.is.includes("affected")
  switch (step.kind) {
    case "ties.declared": {
      const had = h.ties[step.who]
      const said = [...new Set([...(had?.said ?? []), ...(f["ties"] as string[])])] // ties, by the walk's own maker
      const more = said.length > (had?.said.length ?? 0)
      const one = {
        said,
        affected: !more && Boolean(had?.affected),
        watch: !more && Boolean(had?.watch),
      }
      return { ties: { ...h.ties, [step.who]: one } }
    }
    case "tie.waived": {
      const whose = String(f["person"])
      const had = h.ties[whose] ?? { said: [], affected: false, watch: false }
      const one = affected
        ? { ...had, affected: true }
        : { ...had, watch: step.who !== whose || had.watch }
      return { ties: { ...h.ties, [whose]: one } }
    }
    case "measure.asked":
      return affected ? { yes: [...h.yes, `${n} ${String(f["code"])}`] } : {}
    case "measure.proposed":
      return { offered: { ...h.offered, [n]: String(f["code"]) } }
    case "measure.accepted":
      return affected ? { yes: [...h.yes, `${n} ${h.offered[n]}`] } : {}
    case "measure.lifting-told":
      return { liftTold: { ...h.liftTold, [n]: after.now } }
    case "measure.reviewed":
    case "measure.breached":
      return { liftTold: { ...h.liftTold, [n]: Infinity } }
    case "safety-plan.agreed":
      return { safety: true }
    case "source.checked":
      return { askedBack: true }
    case "hold.issued":
    case "hold.waived":
      return { hold: true }
    case "hold.released":
      return { hold: false }
    case "last-word.asked":
      return { lastWordAsked: true }
    case "override.tested":
      return { override: { tested: true, told: false } }
    case "override.told":
      return { override: { ...h.override, told: h.override.tested } }
    case "wish.said":
      return f["path"] === "inquiry"
        ? { wish: "inquiry", override: { tested: false, told: false } }
        : { wish: String(f["path"]) }
    case "report.withdrawn":
      return { wish: "support" }
    case "intake.sorted":
      return before.life.wish && !after.life.wish ? { wish: null } : {}
    case "allegation.added":
      return { written: { ...h.written, [Number(f["respondent"])]: after.now } }
    case "notice.given":
      return { noticed: { ...h.noticed, [n]: after.now } }
    case "comment.opened":
      return { window: { ends: after.now + 5 * 86_400_000, waived: [] } }
    case "comment.waived":
      return h.window
        ? { window: { ...h.window, waived: [...h.window.waived, voice(by, before)] } }
        : {}
    case "plan.approved":
      return { appealed: [], toldAt: {}, window: null }
    case "outcome.told":
      return {
        toldAt: { ...h.toldAt, [f["to"] === "respondent" ? `respondent ${n}` : "hers"]: after.now },
      }
    case "sanction.decided":
    case "appeal.decided":
      return { sanctionAt: after.now }
    case "outcome.notified":
      return { appealed: [] }
    case "appeal.filed":
      return { appealed: [...h.appealed, voice(by, before)] }
    default:
      return {}
  }
}

/** Whose voice an outside person has, by their mailbox alone. */
export function voice(by: Actor, { life }: Stand): string {
  if (by.is.includes("affected")) return "affected"
  if (by.is.includes("reporter")) return "reporter"
  const one = life.respondents.find(({ mailbox }) => mailbox === by.mailbox)
  return by.is.includes("respondent") && one ? `respondent ${one.n}` : `mailbox ${by.mailbox}`
}
