import { type Heard, type Life, type Respondent, noAppeal } from "./life.ts"
import { personOf } from "./role.ts"
import type { Change, LifeMoment, Owe, Rules } from "./rule.ts"
import { inWork } from "./state.ts"
import { isHigh } from "./word.ts"

type Kinds =
  | "respondent.recorded"
  | "allegation.added"
  | "plan.approved"
  | "notice.given"
  | "notice.delayed"
  | "inquiry.begun"
  | "interview.held"
  | "interview.refused"
  | "interview.read-back"
  | "answer.given"
  | "comment.opened"
  | "comment.made"
  | "comment.waived"
  | "finding.recorded"
  | "findings.issued"
  | "quality.reviewed"

const asked = ["PLANNED", "INVESTIGATING", "POLICE_COORD"] as const

/** The investigation: both sides are told, heard and answered before anybody finds anything. */
export const inquiryActs: Rules<Kinds> = {
  "respondent.recorded": {
    by: ["duty", "lead", "investigator"],
    in: inWork,
    needs: ["respondent-number", "mailbox-free"],
    // Who must be investigated from outside is not made an ordinary employee by one person alone.
    two: ({ facts }, life) =>
      life.respondents.some(
        ({ n, standing }) => n === facts.n && isHigh(standing) && !isHigh(facts.standing),
      ),
    paper: "desk",
    mayLack: true,
    does: (life, { facts }) => ({
      life: {
        respondents: life.respondents.some(({ n }) => n === facts.n)
          ? life.respondents.map((one) => (one.n === facts.n ? { ...one, ...facts } : one))
          : [...life.respondents, { ...unheard, ...facts }],
      },
    }),
  },
  "allegation.added": {
    by: ["lead", "investigator"],
    in: ["OPTIONS", "SUPPORT_ONLY", ...asked],
    needs: ["cleared", "allegation-number", "respondent-known"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      life: { allegations: [...life.allegations, { ...facts, ...unfound, at: moment.now }] },
      // Whoever has notice already is told of this one too.
      owes: life.respondents.some(({ n, noticed }) => n === facts.respondent && noticed !== null)
        ? [noticeDue(facts.respondent, moment)]
        : [],
    }),
  },
  "plan.approved": {
    by: ["lead"],
    in: ["OPTIONS", "SUPPORT_ONLY", "PLANNED"],
    needs: ["cleared", "wanted", "source-checked", "an-allegation", "no-appeal"],
    paper: "desk",
    to: "PLANNED",
    hers: true,
    does: (life, { facts, moment }) => ({
      life: { ...begunAnew(life), plan: { at: moment.now, standard: facts.standard } },
      keeps: ["duty:plan-approved"],
      owes: [
        { kind: "duty:inquiry-begun", due: moment.plus(moment.now, days(2)) },
        ...life.respondents.flatMap(({ n, noticed }) =>
          noticed === null ? [noticeDue(n, moment)] : [],
        ),
      ],
    }),
  },
  "notice.given": {
    by: ["lead", "investigator"],
    in: [...asked],
    needs: [
      "cleared",
      "respondent-known",
      "notice-open",
      "safety-plan",
      "hold-set",
      "outside-investigator",
    ],
    paper: "own",
    does: (life, { facts, moment }) => ({
      ...respondent(life, facts.n, { noticed: moment.now }),
      keeps: [`duty:notice-${facts.n}`],
    }),
  },
  // For safety or evidence a notice may wait, once, with its reason; a law may force it earlier.
  "notice.delayed": {
    by: ["lead", "investigator"],
    in: [...asked],
    needs: ["cleared", "notice-open", "not-delayed-yet"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      ...respondent(life, facts.n, { delayed: moment.now }),
      owes: [noticeDue(facts.n, moment)],
    }),
  },
  "inquiry.begun": {
    by: ["investigator"],
    in: ["PLANNED"],
    needs: ["plan-approved", "wanted", "an-allegation", "outside-investigator", "notice-decided"],
    to: "INVESTIGATING",
    hers: true,
    does: (life, { moment }) => ({
      keeps: ["duty:inquiry-begun"],
      owes: [
        {
          kind: "duty:inquiry",
          ...moment.step("inquiry", inquiryWithin[moment.level], life.began),
        },
      ],
    }),
  },
  "interview.held": {
    by: ["investigator"],
    in: [...asked],
    needs: ["who-known", "consent", "outside-investigator"],
    paper: "desk",
    does: (life, { facts, moment }) => heard(life, facts.who, "heard", moment),
  },
  "interview.refused": {
    by: ["investigator"],
    in: [...asked],
    needs: ["who-known", "outside-investigator"],
    paper: "desk",
    mayLack: true,
    does: (life, { facts, moment }) => heard(life, facts.who, "refused", moment),
  },
  "interview.read-back": {
    by: ["investigator", "reporter", "affected", "witness", "respondent"],
    in: [...asked, "PARTIES_COMMENT"],
    needs: ["was-heard", "own-voice"],
    paper: "own",
    mayLack: true,
  },
  "answer.given": {
    by: ["investigator", "respondent"],
    in: [...asked],
    needs: ["respondent-known", "own-mailbox"],
    paper: "own",
    does: (life, { facts, moment }) => respondent(life, facts.n, { answered: moment.now }),
  },
  "comment.opened": {
    by: ["investigator"],
    in: ["INVESTIGATING"],
    needs: ["outside-investigator", "everybody-noticed", "everybody-heard", "time-to-answer"],
    paper: "desk",
    to: "PARTIES_COMMENT",
    hers: true,
    does: (_, { moment }) => {
      const ends = moment.step("comment", days(5), moment.now)
      const own = { due: moment.plus(ends.due, days(5)), basis: ends.basis }
      // A law may want the report sooner; where it comes to the same, our own rule is named.
      const report = moment.step("report", days(10), moment.now)
      const findings = report.basis !== "product" && report.due < own.due ? report : own
      return {
        life: { comment: { opened: moment.now, ends: ends.due, waived: [], made: [] } },
        keeps: ["duty:inquiry"],
        owes: [{ kind: "duty:findings", ...findings }],
      }
    },
  },
  "comment.made": {
    by: ["investigator", "reporter", "affected", "respondent"],
    in: ["PARTIES_COMMENT"],
    needs: ["comment-running", "own-voice"],
    paper: "own",
    does: (life, { facts }) => commented(life, "made", facts.who),
  },
  "comment.waived": {
    by: ["reporter", "affected", "respondent"],
    in: ["PARTIES_COMMENT"],
    needs: ["comment-running", "own-voice"],
    does: (life, { facts }) => commented(life, "waived", facts.who),
  },
  "finding.recorded": {
    by: ["investigator"],
    in: ["PARTIES_COMMENT", "FINDINGS"],
    needs: ["outside-investigator", "allegation-known", "evidence", "grade", "comment-over"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      // What was checked before is checked again.
      owes: life.state === "FINDINGS" ? [qualityDue(moment)] : [],
      life: {
        quality: null,
        allegations: life.allegations.map((one) =>
          one.n === facts.n ? { ...one, ...facts } : one,
        ),
      },
    }),
  },
  "findings.issued": {
    by: ["investigator"],
    in: ["PARTIES_COMMENT"],
    needs: ["outside-investigator", "comment-over", "every-finding"],
    to: "FINDINGS",
    hers: true,
    does: (_, { moment }) => ({
      keeps: ["duty:findings"],
      owes: [qualityDue(moment)],
    }),
  },
  "quality.reviewed": {
    by: ["panel", "lead", "legal"],
    in: ["FINDINGS"],
    needs: ["cleared", "did-not-investigate", "every-finding"],
    paper: "desk",
    does: (_, { by, moment }) => ({
      life: { quality: { by: personOf(by), at: moment.now } },
      keeps: ["duty:quality"],
      owes: [{ kind: "duty:decision", ...moment.step("decision", days(5), moment.now) }],
    }),
  },
}

/** A new plan begins the formal part anew: nothing that was found, decided or told before is taken for this round's. */
function begunAnew(life: Life): Partial<Life> {
  return {
    ...{ comment: null, quality: null, told: {}, appeal: noAppeal },
    allegations: life.allegations.map((one) => ({ ...one, ...unfound })),
    respondents: life.respondents.map((one) => ({ ...one, sanction: null, told: null })),
  }
}

/** How long an investigation may take from the report on (domain, section 2.1). */
const inquiryWithin = {
  e1: { amount: 21, unit: "calendar_days" },
  e2: { amount: 21, unit: "calendar_days" },
  e3: { amount: 45, unit: "calendar_days" },
  e4: { amount: 60, unit: "calendar_days" },
} as const

const days = (amount: number) => ({ amount, unit: "working_days" }) as const

export const unfound = { finding: null, evidence: 0, grade: null } as const

const unheard: Omit<Respondent, "n" | "standing" | "mailbox"> = {
  noticed: null,
  delayed: null,
  answered: null,
  agreed: null,
  sanction: null,
  told: null,
}

function qualityDue(moment: LifeMoment): Owe {
  return { kind: "duty:quality", due: moment.plus(moment.now, days(3)) }
}

function noticeDue(n: number, moment: LifeMoment): Owe {
  return {
    kind: `duty:notice-${n}`,
    ...moment.step("respondent-notice", days(5), moment.now),
  }
}

function respondent(life: Life, n: number, now: Partial<Respondent>): Change {
  return {
    life: { respondents: life.respondents.map((one) => (one.n === n ? { ...one, ...now } : one)) },
  }
}

function heard(life: Life, who: string, as: "heard" | "refused", { now }: LifeMoment): Change {
  const before = life.heard.find((one) => one.who === who)
  // Whoever was heard and says no to a second talk was heard.
  const one: Heard = { who, as: before?.as === "heard" ? "heard" : as, at: now }
  return { life: { heard: [...life.heard.filter((other) => other !== before), one] } }
}

function commented(life: Life, how: "made" | "waived", who: string): Change {
  const { comment } = life
  if (!comment) return {}
  return { life: { comment: { ...comment, [how]: [...new Set([...comment[how], who])] } } }
}
