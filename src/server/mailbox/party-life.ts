import { whyNot } from "#core/life/decide.ts"
import type { ActFacts } from "#core/life/act.ts"
import type { Life } from "#core/life/life.ts"
import { voiceOf } from "#core/life/party.ts"
import type { Actor, LifeMoment } from "#core/life/rule.ts"
import { isProtection } from "#core/life/measure.ts"
import {
  type AffectedAct,
  type AffectedLife,
  affectedActs,
  partyActs,
  type PartyAct,
  type PartyLife,
} from "#wire/party.ts"
import { outsider } from "#server/cases/actor.ts"
import { lifeOf, momentFor } from "#server/cases/life.ts"
import { readCase } from "#server/cases/say.ts"
import type { Tx } from "#server/runtime.ts"
import type { Theirs } from "./party-mine.ts"

/** What they may do next and by when, asked of the same table that their acts go through. */
export async function partyLife(tx: Tx, theirs: Theirs): Promise<PartyLife> {
  const { party, number, closedAt } = theirs
  const found = await readCase(tx, theirs.caseId)
  const life = lifeOf(found)
  const moment = await momentFor(tx, found, life)
  const by = outsider(life, party, number)
  const known = life.respondents.find(({ mailbox }) => party === "respondent" && mailbox === number)
  const who = party === "witness" ? `witness ${number}` : voiceOf(life, by)
  const noticed = known?.noticed ?? null
  const open = closedAt ? [] : mayNow(life, { by, moment, who: who ?? "", n: known?.n ?? 0 })
  // Whoever is named and was not told yet learns from no word of ours that there is something to answer.
  const may = party === "respondent" && noticed === null ? [] : open
  const ends = (kind: PartyAct, at: number | null | undefined) =>
    may.includes(kind) ? (at ?? null) : null
  const answer = { amount: 5, unit: "working_days" } as const
  return {
    ...{ party, n: known?.n ?? null, who, noticed, may },
    answerBy:
      noticed === null ? null : ends("answer.given", moment.step("answer", answer, noticed).due),
    commentBy: ends("comment.made", life.comment?.ends),
    appealBy: ends("appeal.filed", life.appeal.until),
    waived: may.includes("comment.made") && (life.comment?.waived.includes(who ?? "") ?? false),
    offered:
      party === "affected" && !closedAt
        ? life.measures.flatMap(({ n, code, state }) => (state === "PROPOSED" ? [{ n, code }] : []))
        : [],
    own: party === "affected" && !closedAt ? affectedLife(life, by, moment) : null,
  }
}

/** What is asked for, offered and ordered for the person themselves: nothing of the support of anybody named. */
function affectedLife(life: Life, by: Actor, moment: LifeMoment): AffectedLife {
  const next = life.measures.length + 1
  const facts: { readonly [K in AffectedAct]: ActFacts[K] } = {
    "measure.asked": { n: next, code: "M07" },
    "protection.refused": {},
    "wish.said": { path: "support" },
  }
  const measures = life.measures.filter(({ code }) => isProtection(code))
  return {
    measures: measures.map(({ n, code, state }) => ({ n, code, state })),
    next,
    wish: life.wish?.path ?? null,
    may: affectedActs.filter(
      (kind) => whyNot(life, { kind, facts: facts[kind], by }, moment) === null,
    ),
  }
}

type Asker = {
  readonly by: Actor
  readonly moment: LifeMoment
  readonly who: string
  readonly n: number
}
function mayNow(life: Life, { by, moment, who, n }: Asker): PartyAct[] {
  const facts: { readonly [K in PartyAct]: ActFacts[K] } = {
    "answer.given": { n },
    "interview.read-back": { who, as: "confirmed" },
    "comment.made": { who },
    "comment.waived": { who },
    "appeal.filed": { ground: "procedure" },
  }
  return partyActs.filter((kind) => whyNot(life, { kind, facts: facts[kind], by }, moment) === null)
}
