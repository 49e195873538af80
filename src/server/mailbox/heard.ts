import type { ActFacts } from "#core/life/act.ts"
import { whyNot } from "#core/life/decide.ts"
import type { Life } from "#core/life/life.ts"
import type { Actor, LifeMoment } from "#core/life/rule.ts"
import { type Heard, partyActs, type PartyAct } from "#wire/heard.ts"

/** Whoever is behind a code, looked at in a case as it stands now. */
export type Asker = {
  readonly life: Life
  readonly by: Actor
  readonly moment: LifeMoment
  /** How their acts name them; null for whoever is asked nothing. */
  readonly who: string | null
  /** The number of a respondent. */
  readonly n?: number
}

/** What they may say to what was found and decided, and by when: asked of the same table that their acts go through. */
export function heardIn(asker: Asker): Heard {
  const { life, by, moment, who } = asker
  const may = mayNow(asker)
  const ends = (kind: PartyAct, at: number | null | undefined) =>
    may.includes(kind) ? (at ?? null) : null
  const next = life.remedies.length + 1
  const asked = { kind: "remedy.asked", facts: { n: next, code: "other" }, by } as const
  return {
    ...{ who, may },
    commentBy: ends("comment.made", life.comment?.ends),
    appealBy: ends("appeal.filed", life.appeal.until),
    waived: may.includes("comment.made") && (life.comment?.waived.includes(who ?? "") ?? false),
    remedy: whyNot(life, asked, moment) === null ? next : null,
  }
}

function mayNow({ life, by, moment, who, n = 0 }: Asker): PartyAct[] {
  const theirs = who ?? ""
  const facts: { readonly [K in PartyAct]: ActFacts[K] } = {
    "answer.given": { n },
    "interview.read-back": { who: theirs, as: "confirmed" },
    "comment.made": { who: theirs },
    "comment.waived": { who: theirs },
    "appeal.filed": { ground: "procedure" },
  }
  return partyActs.filter((kind) => whyNot(life, { kind, facts: facts[kind], by }, moment) === null)
}
