import type { CheckIn, Life } from "./life.ts"
import type { LifeMoment, Owe, Rules } from "./rule.ts"
import { inWork } from "./state.ts"
import { checkInDays } from "./word.ts"

type Kinds =
  | "check-in.answered"
  | "check-in.tried"
  | "check-in.silent"
  | "check-ins.stopped"
  | "check-ins.resumed"

const asked = ["reporter", "affected", "witness"] as const

/** Asking how it goes, for a year: by the protection officer, never by a manager. Silence never closes anything. */
export const checkInActs: Rules<Kinds> = {
  "check-in.answered": {
    by: asked,
    in: inWork,
    needs: ["check-in-due"],
    paper: "own",
    hers: true,
    does: (life, { facts, moment }) => ({
      life: { checkIns: changed(life, facts.n, { as: "answered", flags: facts.flags }) },
      keeps: [`duty:check-in-${facts.n}`],
      // Somebody looks at what is not right within a day; danger rings at once (server/mailbox).
      owes:
        facts.flags.length > 0
          ? [{ kind: `duty:check-in-flag-${facts.n}`, due: moment.now + dayMs }]
          : [],
    }),
  },
  "check-in.tried": {
    by: ["protection", "care", "lead"],
    in: inWork,
    needs: ["check-in-due"],
    does: (life, { facts, moment }) => ({
      life: { checkIns: changed(life, facts.n, { as: "tried" }) },
      owes:
        facts.by === "other-channel"
          ? [{ kind: `duty:check-in-${facts.n}`, due: moment.plus(moment.now, fiveDays) }]
          : [],
      keeps: facts.by === "support-person" ? [`duty:check-in-${facts.n}`] : [],
    }),
  },
  "check-in.silent": {
    by: ["protection", "care", "lead"],
    in: inWork,
    needs: ["check-in-waited"],
    does: (life, { facts }) => ({
      life: { checkIns: changed(life, facts.n, { as: "silent" }) },
      keeps: [`duty:check-in-${facts.n}`],
    }),
  },
  // Only the person can stop theirs, and begin them again.
  "check-ins.stopped": {
    by: asked,
    in: inWork,
    needs: ["check-ins-on"],
    hers: true,
    does: (life, { by }) => ({
      life: { checkIns: mine(life, by.mailbox, null, "stopped") },
      drops: life.checkIns.flatMap(({ n, mailbox, as }) =>
        mailbox === by.mailbox && as === null ? [`duty:check-in-${n}` as const] : [],
      ),
    }),
  },
  "check-ins.resumed": {
    by: asked,
    in: inWork,
    needs: ["check-ins-off"],
    hers: true,
    does: (life, { by, moment }) => {
      const checkIns = mine(life, by.mailbox, "stopped", null)
      const again = checkIns.filter(
        ({ mailbox, as, due }) => mailbox === by.mailbox && as === null && due > moment.now,
      )
      return { life: { checkIns }, owes: again.map((one) => dueOf(one, moment)) }
    },
  },
}

/** The check-ins of one mailbox from a day on, with when the team has to look after a missing answer. */
export function checkInsFrom(
  life: Life,
  mailbox: number,
  from: CheckIn["from"],
  moment: LifeMoment,
): { readonly checkIns: readonly CheckIn[]; readonly owes: readonly Owe[] } {
  const start = from === "report" ? life.began : moment.now
  const last = Math.max(0, ...life.checkIns.map(({ n }) => n))
  const stopped = life.checkIns.some((one) => one.mailbox === mailbox && one.as === "stopped")
  const added = checkInDays
    .filter((day) => start + day * dayMs > moment.now)
    .map((day, at): CheckIn => ({
      n: last + at + 1,
      mailbox,
      day,
      from,
      due: start + day * dayMs,
      as: stopped ? "stopped" : null,
      flags: [],
    }))
  // After the outcome the count begins anew: what was still to come of the first one is not asked twice.
  const kept = life.checkIns.filter(
    (one) => from === "report" || one.mailbox !== mailbox || one.as !== null,
  )
  return {
    checkIns: [...kept, ...added],
    owes: stopped ? [] : added.map((one) => dueOf(one, moment)),
  }
}

const dayMs = 24 * 60 * 60 * 1000
const fiveDays = { amount: 5, unit: "working_days" } as const

/** No answer within five working days: one message by another way. */
function dueOf({ n, due }: CheckIn, moment: LifeMoment): Owe {
  return { kind: `duty:check-in-${n}`, due: moment.plus(due, fiveDays) }
}

function changed(life: Life, n: number, now: Partial<CheckIn>): CheckIn[] {
  return life.checkIns.map((one) => (one.n === n ? { ...one, ...now } : one))
}

function mine(
  life: Life,
  mailbox: number | null,
  before: CheckIn["as"],
  now: CheckIn["as"],
): CheckIn[] {
  return life.checkIns.map((one) =>
    one.mailbox === mailbox && one.as === before ? { ...one, as: now } : one,
  )
}
