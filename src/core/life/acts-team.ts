import type { Life } from "./life.ts"
import { type Declared, isCleared, personOf } from "./role.ts"
import type { Change, LifeMoment, Rules } from "./rule.ts"
import { inWork } from "./state.ts"

type Kinds =
  | "role.given"
  | "role.ended"
  | "ties.declared"
  | "tie.waived"
  | "conflict.checked"
  | "signature.withdrawn"

/** Who works on a case: parts, ties, whom a tie keeps away, and a signature that is taken back. */
export const teamActs: Rules<Kinds> = {
  "role.given": {
    by: ["lead"],
    in: inWork,
    needs: ["no-conflict", "role-free"],
    does: (life, { facts, moment }) => ({
      life: { roles: [...life.roles, { ...facts, at: moment.now }] },
      owes: isCleared(life, facts.person) ? [] : [tiesDue(moment)],
    }),
  },
  "role.ended": {
    by: ["lead"],
    in: inWork,
    needs: ["role-held"],
    does: (life, { facts }) => ({
      life: {
        roles: life.roles.filter(
          (held) => held.person !== facts.person || held.role !== facts.role,
        ),
      },
    }),
  },
  "ties.declared": {
    by: ["duty"],
    in: inWork,
    does: (life, { facts, by, moment }) => {
      const before = life.declared.find(({ person }) => person === by.person)
      const declared = [
        ...life.declared.filter(({ person }) => person !== by.person),
        declares(before, { person: personOf(by), at: moment.now, ties: facts.ties, ...unwaived }),
      ]
      return { life: { declared }, keeps: everybodyDeclared({ ...life, declared }) ? [ties] : [] }
    },
  },
  "tie.waived": {
    by: ["affected", "watch"],
    in: inWork,
    needs: ["tie-open"],
    hers: true,
    does: (life, { facts, by, moment }) => ({
      life: {
        declared: life.declared.map((one) => {
          if (one.person !== facts.person) return one
          return by.person === null
            ? { ...one, waivedByAffected: moment.now }
            : { ...one, waivedByWatch: moment.now }
        }),
      },
    }),
  },
  "conflict.checked": {
    // Whoever learns that somebody is too close to whom this is about takes them off at once; nobody else is waited for.
    by: ["duty"],
    in: inWork,
    paper: "desk",
    does: (life, { facts }) => (facts.aside.length > 0 ? withoutThem(life, facts.aside) : {}),
  },
  "signature.withdrawn": {
    by: ["duty"],
    in: [...inWork, "CLOSED"],
    needs: ["signed-mine"],
    does: () => ({ unsigned: true }),
  },
}

const dayMs = 24 * 60 * 60 * 1000
const ties = "duty:ties" as const
const unwaived = { waivedByAffected: null, waivedByWatch: null } as const

/** Whom a tie keeps away has no part any more, and nothing waits for what they signed; what others signed stands. */
function withoutThem(life: Life, aside: Life["aside"]): Change {
  const roles = life.roles.filter(({ person }) => !aside.includes(person))
  const next = { ...life, roles }
  return {
    life: { roles, aside: [...new Set([...life.aside, ...aside])] },
    unsigned: life.signing !== null && aside.includes(life.signing.by),
    keeps: roles.length < life.roles.length && everybodyDeclared(next) ? [ties] : [],
  }
}

/** What somebody said about their ties stands: more may be added, and only then it has to be waived anew; none is taken back by a word. */
function declares(before: Declared | undefined, now: Declared): Declared {
  if (!before) return now
  const more = now.ties.filter((tie) => !before.ties.includes(tie))
  return more.length === 0 ? { ...before, at: now.at } : { ...now, ties: [...before.ties, ...more] }
}

function tiesDue(moment: LifeMoment) {
  return { kind: ties, due: moment.now + dayMs }
}

function everybodyDeclared(life: Life): boolean {
  return life.roles.every(({ person }) => life.declared.some((one) => one.person === person))
}
