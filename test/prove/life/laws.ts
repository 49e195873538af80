import type { LifeDecision } from "#core/life/decide.ts"
import { moves } from "#core/life/move.ts"
import { type Actor } from "#core/life/rule.ts"
import { type Stand, type Step, dayMs, isKeyholder } from "./cast.ts"
import { type History, investigating, voice } from "./history.ts"

/** One accepted act, with all that the laws look at. */
export type Taken = {
  readonly before: Stand
  readonly after: Stand
  readonly step: Step
  readonly decision: LifeDecision
  readonly by: Actor
  readonly h: History
}

/** A second reading of the domain's section 2.1: each law is asked of every accepted act. Names the one that is broken. */
export function brokenBy(taken: Taken): string | null {
  for (const [name, holds] of Object.entries(laws)) if (!holds(taken)) return name
  return null
}

const known = new Set(moves.map(({ from, to }) => `${from} ${to}`))
const formalActs = new Set([
  ...["scope.refused", "case.merged", "case.referred", "referral.decided", "plan.approved"],
  ...["override.tested", "informal.begun", "informal.done", "support.settled", "allegation.added"],
  ...["notice.given", "notice.delayed", "quality.reviewed", "decision.begun", "sanction.decided"],
  ...["sanction.done", "remedy.decided", "outcome.told", "outcome.notified", "appeal.decided"],
  ...["outcome.carried-out", "measure.lifted", "retaliation.found", "lessons.recorded"],
  ...["case.closed", "police.reported", "police.waiting-asked", "police.waiting-ended"],
  ...["hold.released", "failure.decided", ...investigating],
])
const needYes = ["M05", "M06", "M07", "M08", "M09", "M10", "M11", "M12", "M13", "M16"]
const high = ["executive", "hr", "responder"]
/** Level, floors: between which steps of the ladder a sanction lies for what was found. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(
    [
      "assault",
      "incapacitated",
      "drugging",
      "quid_pro_quo",
      "images",
      "stalking",
      "retaliation_superior",
    ].map((one) => [one, [6, 6] as const]),
  ),
  ...{ touching: [3, 6], advances_superior: [3, 6], press_alcohol: [2, 4], jokes_first: [1, 2] },
}

const moved = ({ before, after }: Taken) => before.life.state !== after.life.state
const did = ({ h, step }: Taken) => h.did[step.who] ?? []
const isNot = ({ step }: Taken, ...kinds: string[]) => !kinds.includes(step.kind)

const laws: Readonly<Record<string, (t: Taken) => boolean>> = {
  "a case moves only as it may": (t) =>
    !moved(t) || known.has(`${t.before.life.state} ${t.after.life.state}`),
  "a first signature changes nothing": (t) =>
    !t.decision.waits ||
    JSON.stringify({ ...t.after.life, signing: null, hands: null }) ===
      JSON.stringify({ ...t.before.life, signing: null, hands: null }),
  "closed only after the last word was asked for, by two people of two sides": (t) => {
    if (t.after.life.state !== "CLOSED" || !moved(t)) return true
    const { signed } = t.h
    const sides = signed && [signed.by.is, t.by.is]
    return (
      t.h.lastWordAsked &&
      signed?.step.kind === "case.closed" &&
      signed.who !== t.step.who &&
      (sides?.some((is) => is.includes("lead")) ?? false) &&
      (sides?.some((is) => is.includes("protection")) ?? false)
    )
  },
  "nothing in force is left in a closed case": (t) =>
    t.after.life.state !== "CLOSED" ||
    t.after.life.measures.every(
      ({ state }) => !["ORDERED", "IN_FORCE", "REVIEWED", "BREACHED", "ASKED"].includes(state),
    ),
  "withdrawing goes on as support and never closes": (t) =>
    isNot(t, "report.withdrawn") || ["SUPPORT_ONLY", "RECEIVED"].includes(t.after.life.state),
  "whoever investigated, led or cared does not decide": (t) =>
    isNot(t, "sanction.decided", "decision.begun", "outcome.notified") ||
    t.before.life.state === "APPEAL" ||
    !did(t).some((part) => part === "investigated" || part === "led" || part === "cared"),
  "nobody involved before hears the appeal": (t) => {
    const hears =
      t.step.kind === "appeal.decided" ||
      (t.step.kind === "sanction.decided" && t.before.life.state !== "DECISION")
    const parts = did(t)
    // What they did after they had begun to hear it is no involvement before.
    return (
      !hears ||
      parts.length === 0 ||
      parts[0] === "appeal" ||
      parts.every((part) => part === "appeal")
    )
  },
  "what an organisation outside wrote is not looked into before it was asked back": (t) =>
    isNot(t, "plan.approved") || t.before.life.intake !== "external" || t.h.askedBack,
  "nobody named is told before safety and evidence": (t) =>
    isNot(t, "notice.given", "informal.agreed") || (t.h.safety && t.h.hold),
  "no measure on the affected person without their yes to this very one": (t) =>
    t.after.life.measures.every((one) => {
      const was = t.before.life.measures.find(({ n }) => n === one.n)?.state
      const anew = one.state === "ORDERED" && was !== "ORDERED"
      return !anew || !needYes.includes(one.code) || t.h.yes.includes(`${one.n} ${one.code}`)
    }),
  "a measure keeps its number and its code": (t) =>
    t.before.life.measures.every((one, at) => t.after.life.measures[at]?.code === one.code) &&
    t.after.life.measures.every(({ n }, at) => n === at + 1),
  "nothing that protects ends without two days' notice, or their own word": (t) =>
    t.before.life.measures.every((one) => {
      const is = t.after.life.measures[one.n - 1]?.state
      const stood = ["ORDERED", "IN_FORCE", "REVIEWED", "BREACHED"].includes(one.state)
      if (!stood || ["ORDERED", "IN_FORCE", "REVIEWED", "BREACHED"].includes(is ?? "")) return true
      if (t.step.kind === "measure.released") return t.by.is.includes("affected")
      return t.after.now >= (t.h.liftTold[one.n] ?? Infinity) + 2 * dayMs
    }),
  "leave for the person named is signed by two": (t) =>
    isNot(t, "measure.ordered") ||
    t.step.facts["code"] !== "M03" ||
    t.decision.waits ||
    isSecond(t),
  "a finding has evidence and a standard, and comes after the time to comment": (t) => {
    if (isNot(t, "finding.recorded")) return true
    const { window } = t.h
    const everybody = ["affected", ...t.before.life.respondents.map(({ n }) => `respondent ${n}`)]
    const over =
      window !== null &&
      (t.after.now > window.ends || everybody.every((who) => window.waived.includes(who)))
    return Number(t.step.facts["evidence"]) >= 1 && t.before.life.plan !== null && over
  },
  "nobody is found against for what they were not told of": (t) => {
    if (isNot(t, "finding.recorded")) return true
    const one = t.before.life.allegations.find(({ n }) => n === t.step.facts["n"])
    const whom = one?.respondent ?? 0
    return (t.h.noticed[whom] ?? 0) >= (t.h.written[whom] ?? Infinity)
  },
  "a sanction follows a breach, within its floor or signed by two": (t) => {
    if (isNot(t, "sanction.decided") || t.decision.waits) return true
    const { n, level } = t.step.facts
    const all = t.before.life.allegations.filter(({ respondent }) => respondent === n)
    const breach = all.some(
      ({ finding }) => finding === "SUBSTANTIATED" || finding === "OTHER_BREACH",
    )
    if (level !== 0 && !breach) return false
    const of = all.flatMap(({ finding, grade }) =>
      finding === "SUBSTANTIATED" && grade ? [bounds[grade] ?? [0, 6]] : [],
    )
    const low = Math.max(0, ...of.map(([from]) => from))
    const top = Math.max(...(of.length ? of.map(([, to]) => to) : [6]))
    if (level === "T" || (Number(level) >= low && Number(level) <= top)) return true
    return t.step.facts["deviates"] === true && isSecond(t)
  },
  "whoever nobody inside may investigate is investigated from outside": (t) =>
    !investigating.includes(t.step.kind) ||
    !t.before.life.respondents.some(({ standing }) => high.includes(standing)) ||
    t.step.who === "k7" ||
    t.step.who === "k8",
  "standing is made less only by two": (t) =>
    t.before.life.respondents.every(({ n, standing }) => {
      const is = t.after.life.respondents.find((one) => one.n === n)?.standing ?? ""
      return !high.includes(standing) || high.includes(is) || isSecond(t)
    }),
  "a mailbox is one person's and stays theirs once notice went there": (t) => {
    const boxes = t.after.life.respondents.flatMap(({ mailbox }) => mailbox ?? [])
    const stays = t.before.life.respondents.every(
      (one) =>
        one.noticed === null ||
        one.mailbox === null ||
        t.after.life.respondents.find(({ n }) => n === one.n)?.mailbox === one.mailbox,
    )
    return stays && !boxes.includes(1) && new Set(boxes).size === boxes.length
  },
  "against the wish only tested by two, and told first": (t) =>
    (isNot(t, "override.tested") || t.decision.waits || isSecond(t)) &&
    (isNot(t, "plan.approved", "inquiry.begun") ||
      t.h.wish === "inquiry" ||
      (t.h.override.tested && t.h.override.told)),
  "nobody undeclared, or with a tie, does a formal act": (t) => {
    if (!formalActs.has(t.step.kind) || !isKeyholder(t.step.who)) return true
    const said = t.h.ties[t.step.who]
    return said !== undefined && (said.said.length === 0 || (said.affected && said.watch))
  },
  "what the police do changes nothing else": (t) =>
    isNot(t, "police.moved") ||
    JSON.stringify({ ...t.after.life, police: 0, hands: 0, signing: 0 }) ===
      JSON.stringify({ ...t.before.life, police: 0, hands: 0, signing: 0 }),
  "what the police know they do not unknow": (t) =>
    !reported(t.before.life.police.state) || reported(t.after.life.police.state),
  "both are told what was decided before anything is carried out": (t) => {
    if (isNot(t, "outcome.notified", "outcome.carried-out")) return true
    return (
      (t.h.toldAt["hers"] ?? 0) >= t.h.sanctionAt &&
      t.before.life.respondents.every(
        ({ n, noticed, sanction }) =>
          noticed === null || (t.h.toldAt[`respondent ${n}`] ?? 0) >= (sanction?.at ?? Infinity),
      )
    )
  },
  "each side appeals once": (t) =>
    isNot(t, "appeal.filed") || !t.h.appealed.includes(voice(t.by, t.before)),
  "who reported for another does not speak as them": (t) =>
    isNot(t, "comment.waived", "comment.made", "interview.read-back") ||
    isKeyholder(t.step.who) ||
    t.step.facts["who"] === voice(t.by, t.before) ||
    t.step.facts["who"] === `witness ${t.by.mailbox}`,
  "nobody accepts their own tie": (t) =>
    isNot(t, "tie.waived") || t.step.who !== t.step.facts["person"],
  "a danger that was seen is unseen only by two": (t) =>
    t.before.life.flags.every((flag) => t.after.life.flags.includes(flag)) || isSecond(t),
  "a last word that was given stays": (t) =>
    t.before.life.lastWord.given === null ||
    t.after.life.lastWord.given !== null ||
    (moved(t) && t.after.life.state === "TRIAGE"),
  "what somebody did is never forgotten": (t) =>
    Object.entries(t.before.life.hands).every(
      ([hand, people]) => people.every((one) => t.after.life.hands[hand as "led"]?.includes(one)), // its own keys
    ),
  "an open case owes something, or its state has no limit of its own": (t) =>
    t.after.owed.size > 0 || limitless.includes(t.after.life.state),
  "a new outcome is a new decision": (t) =>
    isNot(t, "outcome.notified") ||
    t.before.life.respondents.every(
      ({ sanction }) => sanction !== null && sanction.at >= (t.before.life.plan?.at ?? Infinity),
    ),
}

/** States in which nothing of ours need be due: before anybody opened it, and where the next word is the affected person's. */
export const limitless: readonly string[] = [
  "RECEIVED",
  "CLOSED",
  "OPTIONS",
  "SUPPORT_ONLY",
  "MONITORING",
]

const reported = (state: string) => !["NOT_ASKED", "OFFERED", "DECLINED_FOR_NOW"].includes(state)

/** Another person signed the very same before. */
function isSecond({ h, step }: Taken): boolean {
  const first = h.signed
  return (
    first !== null &&
    first.who !== step.who &&
    first.step.kind === step.kind &&
    JSON.stringify(first.step.facts) === JSON.stringify(step.facts)
  )
}
