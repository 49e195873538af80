import { barOf, goTogether, holdersOf, isCleared, rolesHeld } from "./role.ts"
import type { Life } from "./life.ts"
import type { Asking } from "./rule.ts"
import { measureGuards, stands } from "./measure.ts"
import { everybodyOf, partyGuards } from "./party.ts"
import { affectedBox, isOwnReport } from "./reader.ts"
import { type Floor, floors } from "./word.ts"

/** What a guard looks at: who asks, when, and the facts, whichever they are. */
export type Looking = Pick<Asking, "by" | "moment"> & {
  readonly facts: Readonly<Record<string, unknown>>
}
export type Guard = (life: Life, asking: Looking) => boolean

/** Whatever must hold before an act. Each has a sentence on the desk that begins "Opens when". */
export const guards = {
  urgent: (life, { moment }) => isUrgent(life, moment.level),
  calm: (life, { moment }) => !isUrgent(life, moment.level),
  "from-outside": (life) => life.intake === "external",
  // What came from outside is looked into only when somebody asked back; protecting people never waits for it.
  "source-checked": (life) => life.intake !== "external" || life.source !== null,
  "safety-plan": (life) => life.safetyPlan !== null,
  "hold-set": (life) => ["ISSUED", "CONFIRMED", "WAIVED"].includes(life.hold),
  "hold-stands": (life) => keeps(life),
  // Where nothing was to be kept, or it was released, something may turn up again.
  "hold-free": (life) => !keeps(life),
  "hold-unasked": (life) => !keeps(life) && life.hold !== "REQUESTED",
  "hold-issued": (life) => life.hold === "ISSUED",
  "measures-decided": (life) =>
    (life.measures.length > 0 || life.refused !== null) &&
    !life.measures.some(({ state }) => state === "ASKED"),
  "measures-ended": (life) =>
    !life.measures.some((one) => stands(one) || one.state === "ASKED" || one.state === "CONSENTED"),
  "measures-settled": (life) =>
    // An offer that nobody answered holds nothing up.
    !life.measures.some(({ state }) => ["ASKED", "CONSENTED", "ORDERED"].includes(state)),
  cleared: (life, { by }) => by.person !== null && isCleared(life, by.person),
  "others-look": (life, { by }) => by.person !== null && !life.refusedBy?.includes(by.person),
  "no-conflict": (life, { facts }) => !life.aside.some((person) => person === facts["person"]),
  "signed-mine": (life, { by }) => life.signing !== null && life.signing.by === by.person,
  "role-free": (life, { facts }) => isFreeFor(life, facts),
  "law-says-so": (life, { facts }) =>
    facts["because"] === "law" || life.flags.includes("top-management"),
  "role-held": (life, { facts }) =>
    life.roles.some(({ role, person }) => role === facts["role"] && person === facts["person"]),
  reported: (life) => isReported(life.police.state),
  "not-reported": (life) => !isReported(life.police.state),
  "police-open": (life) => !isReported(life.police.state) && life.policeLaw.excused === null,
  "police-further": (_, { facts }) => isReported(facts["to"]),
  "told-first": (life, { facts }) =>
    facts["because"] === "law" ? life.policeLaw.told !== null : isTold(life),
  "wait-over": (life, { facts, by, moment }) => mayEndWait(life, facts, by.is, moment.now),
  ...measureGuards,
  ...partyGuards,
  "promise-number": (life, { facts }) =>
    facts["n"] === life.promises.filter(({ to }) => to === facts["to"]).length + 1,
  "promise-side": (life, { facts, by }) => isOfTheirs(life, facts["to"], by),
  "promise-time": (_, { facts, moment }) => {
    const due = Number(facts["due"])
    return due > moment.now && due <= moment.now + 366 * dayMs
  },
  "promise-owed": (life, { facts }) => promiseOf(life, facts) === "owed",
  "promise-kept": (life, { facts }) => promiseOf(life, facts) === "kept",
  "letter-number": (life, { facts }) => facts["n"] === life.letters.length + 1,
  "letter-sent": (life, { facts }) =>
    life.letters.some(({ n, answered }) => n === facts["n"] && answered === null),
  wanted: (life) => life.wish?.path === "inquiry" || isTold(life),
  "wish-informal": (life) => life.wish?.path === "informal",
  "override-tested": (life) => life.override !== null,
  "informal-allowed": (life, { moment }) => mayBeInformal(life, moment.level),
  "both-agree": (life) =>
    life.respondents.length > 0 && life.respondents.every(({ agreed }) => agreed !== null),
  "informal-confirmed": (life) => life.informalDone !== null,
  "allegation-number": (life, { facts }) => facts["n"] === life.allegations.length + 1,
  "an-allegation": (life) => life.allegations.length > 0,
  "plan-approved": (life) => life.plan !== null,
  consent: (_, { facts }) => facts["recorded"] !== true || facts["consent"] === true,
  "comment-running": (life, { moment }) => life.comment !== null && moment.now <= life.comment.ends,
  "comment-over": (life, { moment }) => life.comment !== null && isOver(life, moment.now),
  "allegation-known": (life, { facts }) => life.allegations.some(({ n }) => n === facts["n"]),
  evidence: (_, { facts }) => Number(facts["evidence"]) >= 1,
  grade: (_, { facts }) => facts["finding"] !== "SUBSTANTIATED" || facts["grade"] !== null,
  "every-finding": (life) =>
    life.allegations.length > 0 && life.allegations.every(({ finding }) => finding !== null),
  "quality-reviewed": (life) => life.quality !== null,
  "did-not-investigate": (life, { by }) =>
    by.person !== null && !life.hands.investigated?.includes(by.person),
  "panel-of-two": (life) =>
    new Set(
      holdersOf(life, "panel").filter(
        (person) => isCleared(life, person) && barOf(life, person, "panel") === null,
      ),
    ).size >= 2,
  proven: (life, { facts }) => facts["level"] === 0 || isProven(life, Number(facts["n"])),
  "right-ladder": (life, { facts }) =>
    life.respondents.some(
      ({ n, standing }) =>
        n === facts["n"] &&
        (facts["level"] === 0 || (standing === "outsider") === (facts["level"] === "T")),
    ),
  "within-floor": (life, { facts }) => facts["deviates"] === true || isWithin(life, facts),
  "sanction-decided": (life, { facts }) =>
    life.respondents.some(({ n, sanction }) => n === facts["n"] && sanction !== null),
  "every-sanction": (life) =>
    life.respondents.length > 0 && life.respondents.every(({ sanction }) => sanction !== null),
  "sanction-undone": (life, { facts }) =>
    life.respondents.some(({ n, sanction }) => n === facts["n"] && sanction?.done === null),
  "sanctions-done": (life) =>
    life.respondents.every(({ sanction }) => sanction === null || sanction.done !== null),
  "top-level": (life, { facts }) =>
    life.respondents.some(
      ({ n, sanction, told }) => n === facts["n"] && sanction?.level === 6 && told !== null,
    ),
  "not-overturned": (life) => life.appeal.result !== "overturned",
  // What rests on a decision falls with it.
  "rehire-follows": (life, { facts }) =>
    life.respondents.every(
      ({ sanction }) =>
        !sanction?.noRehire ||
        (sanction.level === 6 &&
          (facts["as"] !== "overturned" || sanction.at <= (life.appeal.at ?? 0))),
    ),
  "no-rehire-stands": (life, { facts }) =>
    life.respondents.some(({ n, sanction }) => n === facts["n"] && Boolean(sanction?.noRehire)),
  "remedy-number": (life, { facts }) => facts["n"] === life.remedies.length + 1,
  "remedy-open": (life, { facts }) =>
    life.remedies.some(({ n, decided }) => n === facts["n"] && decided === null),
  "remedy-granted": (life, { facts }) =>
    life.remedies.some(({ n, decided, done }) => n === facts["n"] && decided === "yes" && !done),
  "remedies-done": (life) =>
    life.remedies.every(({ decided, done }) => decided === "no" || done !== null),
  "both-told": (life) =>
    (life.told.reporter !== undefined || life.told.affected !== undefined) &&
    life.respondents.every(({ noticed, told }) => noticed === null || told !== null),
  "told-whom": (life, { facts }) =>
    facts["to"] !== "respondent" || life.respondents.some(({ n }) => n === facts["n"]),
  "retaliation-open": (life) =>
    life.retaliation.state === "CONCERN" || life.retaliation.state === "SUBCASE_OPEN",
  "no-retaliation": (life) => !["CONCERN", "SUBCASE_OPEN"].includes(life.retaliation.state),
  "check-in-due": (life, { facts, by, moment }) =>
    life.checkIns.some(
      ({ n, mailbox, due, as }) =>
        n === facts["n"] &&
        mailbox === (by.mailbox ?? facts["mailbox"]) &&
        due <= moment.now &&
        as !== "answered",
    ),
  "check-in-waited": (life, { facts, moment }) =>
    life.checkIns.some(
      ({ n, mailbox, due, as }) =>
        n === facts["n"] &&
        mailbox === facts["mailbox"] &&
        as === "tried" &&
        moment.plus(due, fifteenDays) <= moment.now,
    ),
  "check-in-flagged": (life, { facts }) =>
    life.checkIns.some(
      ({ n, mailbox, flags }) =>
        n === facts["n"] && mailbox === facts["mailbox"] && flags.length > 0,
    ),
  "check-ins-on": (life, { by }) =>
    life.checkIns.some(({ mailbox, as }) => mailbox === by.mailbox && as === null),
  "check-ins-off": (life, { by }) =>
    life.checkIns.some(({ mailbox, as }) => mailbox === by.mailbox && as === "stopped"),
  "failure-number": (life, { facts }) => facts["n"] === nextFailure(life),
  "failure-open": (life, { facts }) =>
    life.failures.some(({ n, outcome }) => n === facts["n"] && outcome === null),
  "not-own-failure": (life, { facts, by }) =>
    !life.failures.some(({ n, person }) => n === facts["n"] && person === by.person),
  "failures-decided": (life) =>
    life.failures.every(({ outcome }) => outcome !== null) && !life.failuresElsewhere?.open,
  "last-word": (life, { moment }) => {
    const { asked, given, of, own = null } = life.lastWord
    const said = of === "affected" ? own : given
    return said !== null || (asked !== null && moment.plus(asked, tenDays) <= moment.now)
  },
  "last-word-asked": ({ lastWord }, { by }) =>
    lastWord.asked !== null && by.is.includes(lastWord.of ?? "reporter"),
  monitored: (life, { moment }) => moment.now >= life.since + 180 * dayMs,
  "lessons-recorded": (life) => life.lessons !== null,
  // Never by the person who has it.
  "tie-open": (life, { facts, by }) =>
    by.person !== facts["person"] &&
    life.declared.some(({ person, ties }) => person === facts["person"] && ties.length > 0),
} as const satisfies Record<string, Guard>
export type GuardName = keyof typeof guards

/** The number that the next failure to act has. */
export function nextFailure({ failures, failuresElsewhere }: Life): number {
  return failures.length + (failuresElsewhere?.all ?? 0) + 1
}

const dayMs = 24 * 60 * 60 * 1000
const fifteenDays = { amount: 15, unit: "working_days" } as const
const tenDays = { amount: 10, unit: "working_days" } as const

/** Danger, fresh, or a risk that somebody saw: protection comes before everything else. */
export function isUrgent(life: Life, level: string): boolean {
  return level === "e1" || level === "e2" || life.flags.includes("risk")
}

/** Never for what is urgent, sexual contact, coercion, retaliation or power over somebody. */
function mayBeInformal(life: Life, level: string): boolean {
  const never = ["sexual-contact", "coercion", "retaliation", "power", "minor"] as const
  return !isUrgent(life, level) && !never.some((flag) => life.flags.includes(flag))
}

/** The test for acting against the affected person's wish was positive, and they were told first. */
function isTold(life: Life): boolean {
  return life.override !== null && life.override.told !== null
}

function isFreeFor(life: Life, facts: Looking["facts"]): boolean {
  const { person, role } = facts as { person: never; role: never } // the act's own facts, checked at the edge
  const already = life.roles.some((held) => held.person === person && held.role === role)
  const fits = rolesHeld(life, person).every((held) => goTogether(held, role))
  return !already && fits && barOf(life, person, role) === null
}

/** Released in writing; or sixty days are over and somebody above decides. */
function mayEndWait(
  { police }: Life,
  facts: Looking["facts"],
  is: readonly string[],
  now: number,
): boolean {
  if (!police.waiting) return false
  if (facts["as"] === "released") return true
  return is.includes("sponsor") && now >= police.waiting.since + 60 * dayMs
}

function promiseOf(life: Life, facts: Looking["facts"]): string | undefined {
  return life.promises.find(({ n, to }) => n === facts["n"] && to === facts["to"])?.state
}

/** To whom something is promised: to the affected person in a mailbox of their own, or to whoever reported. Nobody takes up what was promised to the other. */
function isOfTheirs(life: Life, to: unknown, { is, person }: Looking["by"]): boolean {
  if (person !== null) return to === undefined || (!isOwnReport(life) && affectedBox(life) !== null)
  return is.includes("reporter") ? to === undefined : to === "affected"
}

/** The window to comment has passed, or everybody waived it. */
function isOver(life: Life, now: number): boolean {
  const { comment } = life
  if (!comment) return false
  return now > comment.ends || everybodyOf(life).every((who) => comment.waived.includes(who))
}

/** Evidence is being kept. */
function keeps({ hold }: Life): boolean {
  return hold === "ISSUED" || hold === "CONFIRMED"
}

/** The police know of it, whoever told them. */
function isReported(state: unknown): boolean {
  return state !== "NOT_ASKED" && state !== "OFFERED" && state !== "DECLINED_FOR_NOW"
}

/** Some allegation against this respondent is a breach. */
export function isProven(life: Life, respondent: number): boolean {
  return life.allegations.some(
    (one) =>
      one.respondent === respondent &&
      (one.finding === "SUBSTANTIATED" || one.finding === "OTHER_BREACH"),
  )
}

/** A sanction within the bounds of the gravest thing that was found. */
function isWithin(life: Life, facts: Looking["facts"]): boolean {
  const grades = life.allegations.flatMap(({ respondent, finding, grade }) =>
    respondent === facts["n"] && finding === "SUBSTANTIATED" && grade ? [grade] : [],
  )
  const { level } = facts
  if (level === "T" || grades.length === 0) return true
  return Number(level) >= lowest(grades) && Number(level) <= highest(grades)
}

const lowest = (grades: readonly Floor[]) => Math.max(...grades.map((grade) => floors[grade][0]))
const highest = (grades: readonly Floor[]) => Math.max(...grades.map((grade) => floors[grade][1]))
