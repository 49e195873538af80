import type { Life } from "./life.ts"
import type { Change, LifeMoment, Rules } from "./rule.ts"
import { inWork } from "./state.ts"

type Kinds = "law.applies" | "police.law-told" | "police.not-reported" | "feedback.given"

/** Which laws a case has, and what only a law asks for: a decision about the police, feedback in writing. */
export const lawActs: Rules<Kinds> = {
  "law.applies": {
    by: ["duty", "lead", "legal"],
    in: inWork,
    does: (life, { facts, moment }) => {
      const places = facts.countries.filter((country) => country !== moment.law.home)
      const added = { ...life, places }
      return {
        life: { places, ...windows(added, moment) },
        owes: [...newDuties(life, added, moment), ...moment.law.recount(places)],
      }
    },
  },
  // The affected person hears of it from us before the police do, also where a law leaves us no choice.
  "police.law-told": {
    by: ["duty", "lead", "care", "legal"],
    in: inWork,
    needs: ["affected-box"],
    paper: "affected",
    hers: true,
    does: ({ policeLaw }, { moment }) => ({
      life: { policeLaw: { ...policeLaw, told: policeLaw.told ?? moment.now } },
    }),
  },
  "police.not-reported": {
    by: ["legal", "lead"],
    in: inWork,
    needs: ["cleared", "police-open"],
    two: ["legal", "lead"],
    paper: "desk",
    hers: true,
    does: ({ policeLaw }, { moment }) => ({
      life: { policeLaw: { ...policeLaw, excused: moment.now } },
      keeps: ["duty:police-report"],
    }),
  },
  "feedback.given": {
    by: ["lead", "care"],
    in: inWork,
    needs: ["cleared"],
    paper: "mailbox",
    hers: true,
    // Told on the way what was done and is planned: the outcome that was promised is still to come.
    does: (_, { moment }) => ({ life: { feedback: moment.now }, keeps: ["duty:feedback"] }),
  },
}

/** Only what a law adds that none of the case's laws asked for before: what was decided or told stands. */
function newDuties(before: Life, after: Life, { law }: LifeMoment) {
  const known = new Set(law.owes(before.places).map(({ kind }) => kind))
  return law.owes(after.places).filter(({ kind }) => !known.has(kind) && !isDone(after, kind))
}

function isDone({ policeLaw, police, feedback, state }: Life, kind: string): boolean {
  if (kind === "duty:feedback") return feedback !== null || outcomeTold.includes(state)
  const known = !["NOT_ASKED", "OFFERED", "DECLINED_FOR_NOW"].includes(police.state)
  return kind === "duty:police-report" && (known || policeLaw.excused !== null)
}

const outcomeTold: readonly string[] = ["OUTCOME_NOTIFIED", "APPEAL", "MONITORING"]

/** A window that is open stays open for as long as the longest minimum, and never closes earlier than was said. */
function windows(life: Life, moment: LifeMoment): Change["life"] {
  const step = moment.law.step(life.places)
  const { comment, appeal } = life
  const runs = comment && life.state === "PARTIES_COMMENT" && moment.now <= comment.ends
  const open = appeal.state === "OPEN" && appeal.until !== null && moment.now <= appeal.until
  const later = (until: number, asked: { due: number }) => Math.max(until, asked.due)
  return {
    ...(runs
      ? {
          comment: {
            ...comment,
            ends: later(comment.ends, step("comment", days(5), comment.opened)),
          },
        }
      : {}),
    ...(open
      ? {
          appeal: {
            ...appeal,
            until: later(appeal.until, step("appeal-window", days(10), life.since)),
          },
        }
      : {}),
  }
}

const days = (amount: number) => ({ amount, unit: "working_days" }) as const
