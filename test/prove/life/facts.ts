import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { Life } from "#core/life/life.ts"
import { caseRoles, ties } from "#core/life/role.ts"
import { policeStates } from "#core/life/state.ts"
import * as word from "#core/life/word.ts"
import type { Chance } from "../chance.ts"
import { dayMs, keyholders } from "./cast.ts"

type Making = { readonly by: Chance; readonly life: Life; readonly now: number }

/** Facts for an act, as somebody might send them: mostly with sense, now and then wrong, always of their form. */
export function factsFor(kind: ActKind, making: Making): Readonly<Record<string, unknown>> {
  return makers[kind]?.(making) ?? {}
}

const some = <T>(by: Chance, list: readonly T[], one = 4): T[] =>
  list.filter(() => by.below(one) === 0)
/** A number of a list, of the next one, or of none. */
const known = ({ by }: Making, list: readonly unknown[]) => ({
  n: 1 + by.below(Math.max(1, list.length + (by.below(8) === 0 ? 3 : 0))),
})
const next = ({ by }: Making, list: readonly unknown[]) => ({
  n: Math.max(1, list.length + (by.below(12) === 0 ? by.below(3) : 1)),
})
const person = (by: Chance) => by.one(keyholders)
const who = ({ by, life }: Making) => ({
  who:
    by.below(6) === 0
      ? by.one(["reporter", "witness 4", "respondent 9", "third-party 6"])
      : by.one(["affected", ...life.respondents.map(({ n }) => `respondent ${n}`)]),
})
const measure = (m: Making) => known(m, m.life.measures)
const respondent = (m: Making) => known(m, m.life.respondents)

const own = ({ life }: Making) => life.intake === "self" || life.intake === "system"
const toWhom = (m: Making) => (!own(m) && m.by.below(2) === 0 ? { to: "affected" as const } : {})
const promise = (m: Making) => ({ ...known(m, m.life.promises), ...toWhom(m) })

function ordering(m: Making) {
  const { by, life } = m
  const open = life.measures.filter(({ state }) =>
    ["ASKED", "CONSENTED", "PROPOSED"].includes(state),
  )
  const code = by.below(3) === 0 ? by.one(["M03", "M01"] as const) : by.one(word.measureCodes)
  if (open.length === 0 || by.below(3) === 0) return { ...next(m, life.measures), code }
  const one = by.one(open)
  return { n: one.n, code: by.below(6) === 0 ? code : one.code }
}

const makers: { readonly [K in ActKind]?: (m: Making) => ActFacts[K] | Record<string, unknown> } = {
  "intake.sorted": ({ by, life }) => ({
    intake: by.below(3) > 0 ? "self" : by.one(word.intakes),
    flags:
      by.below(3) > 0
        ? [
            ...life.flags,
            ...some(
              by,
              word.flags.filter((f) => !life.flags.includes(f)),
              12,
            ),
          ]
        : some(by, word.flags, 8),
  }),
  "source.checked": ({ by }) => ({ confirmed: by.below(2) === 0 }),
  "law.applies": ({ by }) => ({ countries: some(by, ["CN", "SG", "IN"]) }),
  "police.not-reported": () => ({ because: "reasonable-excuse" }),
  "card.ticked": () => ({ item: "e1.1", as: "done" }),
  "role.given": ({ by }) => ({ role: by.one(caseRoles), person: person(by) }),
  "role.ended": ({ by, life }) =>
    life.roles.length && by.below(8) > 0
      ? { role: by.one(life.roles).role, person: by.one(life.roles).person }
      : { role: by.one(caseRoles), person: person(by) },
  "ties.declared": ({ by }) => ({ ties: by.below(6) === 0 ? some(by, ties) : [] }),
  "conflict.checked": ({ by }) => ({ aside: by.below(5) === 0 ? [person(by)] : [] }),
  "tie.waived": ({ by, life }) => ({
    person: life.declared.find((one) => one.ties.length > 0)?.person ?? person(by),
  }),
  "case.referred": ({ by }) => ({
    body: by.one(word.bodies),
    because: by.one(["law", "top-management"]),
  }),
  "hold.waived": ({ by }) => ({ because: by.one(word.holdReasons) }),
  "letter.sent": (m) => ({ ...next(m, m.life.letters), to: m.by.one(word.letterKinds) }),
  "letter.answered": (m) => ({
    ...known(m, m.life.letters),
    as: m.by.one(["kept", "refused", "gone"]),
  }),
  "police.chosen": ({ by }) => ({ as: by.one(["DECLINED_FOR_NOW", "REPORTED_BY_AFFECTED"]) }),
  "police.reported": ({ by }) => ({
    because: by.below(8) === 0 ? "law" : by.one(["override", "law"]),
  }),
  "police.moved": ({ by }) => ({ to: by.one(policeStates) }),
  "police.waiting-ended": ({ by }) => ({ as: by.one(["released", "limit"]) }),
  "measure.asked": (m) => ({ ...next(m, m.life.measures), code: m.by.one(word.measureCodes) }),
  "measure.declined": measure,
  "measure.proposed": (m) => ({ ...next(m, m.life.measures), code: m.by.one(word.measureCodes) }),
  "measure.accepted": measure,
  "measure.refused": measure,
  "measure.ordered": ordering,
  "measure.executed": measure,
  "measure.reviewed": measure,
  "measure.lifting-told": measure,
  "measure.lifted": measure,
  "measure.released": measure,
  "measure.breached": measure,
  "promise.made": (m) => ({
    ...next(m, m.life.promises),
    ...toWhom(m),
    due: m.now + m.by.one([1, 1, 1, -1, 0, 400, 1e5]) * dayMs,
  }),
  "promise.kept": promise,
  "promise.denied": promise,
  "promise.released": promise,
  "wish.said": ({ by }) => ({ path: by.one(["inquiry", "inquiry", "informal", "support"]) }),
  "override.tested": ({ by, life }) => ({
    grounds: life.signing?.act === "override.tested" ? ["law"] : [by.one(["law", "law", "repeat"])],
  }),
  "informal.agreed": respondent,
  "respondent.recorded": (m) => ({
    n: m.by.below(4) === 0 ? m.life.respondents.length + 1 : respondent(m).n,
    standing: m.by.below(2) === 0 ? "employee" : m.by.one(word.standings),
    mailbox: m.by.one([null, 2, 2, 3, 1, 4]),
  }),
  "allegation.added": (m) => ({ ...next(m, m.life.allegations), respondent: respondent(m).n }),
  "plan.approved": ({ by }) => ({ standard: by.one(word.standards) }),
  "notice.given": respondent,
  "notice.delayed": respondent,
  "interview.held": (m) => ({
    ...who(m),
    recorded: m.by.below(3) === 0,
    consent: m.by.below(3) > 0,
  }),
  "interview.refused": who,
  "interview.read-back": (m) => ({ ...who(m), as: m.by.one(["confirmed", "corrected"]) }),
  "answer.given": respondent,
  "comment.made": who,
  "comment.waived": who,
  "finding.recorded": (m) => ({
    ...known(m, m.life.allegations),
    finding: m.by.below(2) === 0 ? "SUBSTANTIATED" : m.by.one(word.findings),
    evidence: m.by.below(8) === 0 ? 0 : 1 + m.by.below(5),
    grade: m.by.below(6) === 0 ? null : m.by.one(word.floorKinds),
  }),
  "sanction.decided": (m) => ({
    ...respondent(m),
    level: m.by.one([0, 0, 1, 2, 3, 6, 6, "T"]),
    floor: m.by.below(3) === 0 ? m.by.one(word.floorKinds) : null,
    deviates: m.by.below(2) === 0,
  }),
  "sanction.done": respondent,
  "remedy.asked": (m) => ({ ...next(m, m.life.remedies), code: m.by.one(word.remedyCodes) }),
  "remedy.decided": (m) => ({ ...known(m, m.life.remedies), as: m.by.one(["yes", "no"]) }),
  "remedy.done": (m) => known(m, m.life.remedies),
  "outcome.told": (m) => {
    const to = m.by.one(["reporter", "affected", "respondent", "respondent"])
    return { to, n: to === "respondent" ? respondent(m).n : null }
  },
  "appeal.filed": ({ by }) => ({ ground: by.one(word.appealGrounds) }),
  "appeal.decided": ({ by }) => ({ as: by.one(word.appealResults) }),
  "no-rehire.entered": respondent,
  "no-rehire.erased": respondent,
  "retaliation.found": ({ by }) => ({ as: by.one(["SUBSTANTIATED", "NOT_SUBSTANTIATED"]) }),
  "check-in.answered": (m) => ({
    ...known(m, m.life.checkIns),
    flags: some(m.by, word.checkInFlags, 6),
  }),
  "check-in.tried": (m) => ({
    ...known(m, m.life.checkIns),
    mailbox: m.by.one([1, 1, 4, 5]),
    by: m.by.one(["other-channel", "support-person"]),
  }),
  "check-in.silent": (m) => ({ ...known(m, m.life.checkIns), mailbox: m.by.one([1, 1, 4, 5]) }),
  "check-in.followed": (m) => ({ ...known(m, m.life.checkIns), mailbox: m.by.one([1, 1, 4, 5]) }),
  "failure.recorded": (m) => ({
    ...next(m, m.life.failures),
    kind: m.by.one(word.failureKinds.slice(1)),
    role: m.by.one(word.failureRoles),
  }),
  "failure.answered": (m) => known(m, m.life.failures),
  "failure.decided": (m) => {
    const waiting =
      m.life.signing?.act === "failure.decided" ? JSON.parse(m.life.signing.facts) : null
    return waiting ?? { ...known(m, m.life.failures), as: m.by.one(word.failureOutcomes) }
  },
  "case.reopened": ({ by }) => ({
    because: by.one(["new-facts", "retaliation", "sanction-broken"]),
  }),
}
