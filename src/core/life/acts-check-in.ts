import { checkInDuty, type OwedKind } from "#core/owed.ts"
import type { CheckIn, Life } from "./life.ts"
import type { LifeMoment, Owe, Rules } from "./rule.ts"
import { inWork } from "./state.ts"
import { checkInDays } from "./word.ts"

type Kinds =
  | "check-in.answered"
  | "check-in.tried"
  | "check-in.silent"
  | "check-in.followed"
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
    does: (life, { facts, by, moment }) => {
      const of = { n: facts.n, mailbox: by.mailbox ?? reporters }
      return {
        life: { checkIns: changed(life, of, { as: "answered", flags: facts.flags }) },
        keeps: [checkInDuty("check-in", of)],
        // Somebody looks at what is not right within a day; danger rings at once (server/mailbox).
        owes:
          facts.flags.length > 0
            ? [{ kind: checkInDuty("check-in-flag", of), due: moment.now + dayMs }]
            : [],
      }
    },
  },
  "check-in.tried": {
    by: ["protection", "care", "lead"],
    in: inWork,
    needs: ["check-in-due"],
    does: (life, { facts, moment }) => ({
      life: { checkIns: changed(life, facts, { as: "tried" }) },
      owes:
        facts.by === "other-channel"
          ? [{ kind: checkInDuty("check-in", facts), due: moment.plus(moment.now, fiveDays) }]
          : [],
      keeps: facts.by === "support-person" ? [checkInDuty("check-in", facts)] : [],
    }),
  },
  "check-in.silent": {
    by: ["protection", "care", "lead"],
    in: inWork,
    needs: ["check-in-waited"],
    does: (life, { facts }) => ({
      life: { checkIns: changed(life, facts, { as: "silent" }) },
      keeps: [checkInDuty("check-in", facts)],
    }),
  },
  // What somebody says is not right has an owner and a day, and an end: what was done about it.
  "check-in.followed": {
    by: ["protection", "care", "lead"],
    in: inWork,
    needs: ["check-in-flagged"],
    paper: "desk",
    does: (_, { facts }) => ({ keeps: [checkInDuty("check-in-flag", facts)] }),
  },
  // Only the person can stop theirs, and begin them again.
  "check-ins.stopped": {
    by: asked,
    in: inWork,
    needs: ["check-ins-on"],
    hers: true,
    does: (life, { by }) => ({
      life: { checkIns: mine(life, by.mailbox, null, "stopped") },
      drops: openDuties(life, by.mailbox),
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
  const last = Math.max(
    0,
    ...life.checkIns.flatMap((one) => (one.mailbox === mailbox ? one.n : [])),
  )
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
    (one) => from !== "outcome" || one.mailbox !== mailbox || one.as !== null,
  )
  return {
    checkIns: [...kept, ...added],
    owes: stopped ? [] : added.map((one) => dueOf(one, moment)),
  }
}

/** After the outcome the count begins anew for those who are told it: whoever reported, and the affected person. A witness is told no outcome, and learns of none by the days. */
export function askedAnew(
  life: Life,
  moment: LifeMoment,
): ReturnType<typeof checkInsFrom> & { readonly drops: readonly OwedKind[] } {
  const boxes = life.mailboxes.flatMap(({ n, party, open }) =>
    party === "affected" && open ? n : [],
  )
  const begun = { checkIns: life.checkIns, owes: [] as readonly Owe[] }
  const all = [reporters, ...boxes].reduce((sofar, mailbox) => {
    const next = checkInsFrom({ ...life, checkIns: sofar.checkIns }, mailbox, "outcome", moment)
    return { checkIns: next.checkIns, owes: [...sofar.owes, ...next.owes] }
  }, begun)
  const gone = life.checkIns.filter((one) => !all.checkIns.includes(one))
  return { ...all, drops: gone.map((one) => checkInDuty("check-in", one)) }
}

const reporters = 1
const dayMs = 24 * 60 * 60 * 1000
const fiveDays = { amount: 5, unit: "working_days" } as const

/** What is still to be looked after for the check-ins of one mailbox. */
export function openDuties(life: Life, mailbox: number | null): OwedKind[] {
  return life.checkIns.flatMap((one) =>
    one.mailbox === mailbox && (one.as === null || one.as === "tried")
      ? [checkInDuty("check-in", one)]
      : [],
  )
}

/** No answer within five working days: one message by another way. */
export function dueOf(one: CheckIn, moment: LifeMoment): Owe {
  return { kind: checkInDuty("check-in", one), due: moment.plus(one.due, fiveDays) }
}

type Which = { readonly n: number; readonly mailbox: number }
function changed(life: Life, { n, mailbox }: Which, now: Partial<CheckIn>): CheckIn[] {
  return life.checkIns.map((one) =>
    one.n === n && one.mailbox === mailbox ? { ...one, ...now } : one,
  )
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
