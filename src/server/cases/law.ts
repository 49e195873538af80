import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import type { CaseId } from "#core/ids.ts"
import { momentsOf } from "#core/law-case.ts"
import type { CaseMoments } from "#core/law-moments.ts"
import { reviewOf } from "#core/law-review.ts"
import { standing, type LawFacts } from "#core/law-standing.ts"
import type { Life } from "#core/life/life.ts"
import type { LawPack } from "#core/pack.ts"
import { instantOf } from "#core/time.ts"
import type { CaseLaw, CaseLawPack } from "#wire/law.ts"
import { calendarsFor, packsOf } from "#server/law.ts"
import { placeOf } from "#server/calendar.ts"
import type { Env } from "#server/http/env.ts"
import type { Tx } from "#server/runtime.ts"
import { placesOf } from "./law-moment.ts"
import { readLife } from "./life-view.ts"
import { readMyCase } from "./mine.ts"

/** The law of a case, for a keyholder who has opened it. */
export const lawOfCase = new Hono<Env>().get("/cases/:id/law", async (c) =>
  c.json(
    await readMyCase(c, (tx, caseId, { opened }) => {
      if (!opened) throw new Refusal("not-now", "opening")
      return lawFor(tx, caseId)
    }),
  ),
)

async function lawFor(tx: Tx, caseId: CaseId): Promise<CaseLaw> {
  const life = await readLife(tx, caseId)
  const places = placesOf(await placeOf(tx), life.places)
  const packs = packsOf(places.map(({ country }) => country))
  const said = await saidOf(tx, caseId, life)
  const facts = factsOf(life, said)
  const around = [...Object.values(facts.known), instantOf(tx.now)].filter((at) => at !== undefined)
  const calendars = calendarsFor(packs, places, around)
  const zone = places[0]?.zone ?? "UTC"
  return {
    ...standing({ packs, calendars, facts, now: tx.now.getTime() }),
    places: places.map(({ country }) => country),
    packs: packs.map((pack) => packFor(pack, tx.now, zone)),
    outside: { recommended: said.reported, told: said.notified },
    now: tx.now.getTime(),
  }
}

/** What only the record of a case tells: when the reporter was first contacted, and when findings and outcome were given. */
type Said = { readonly [K in "contacted" | "reported" | "notified"]: number | null }

async function saidOf(tx: Tx, caseId: CaseId, { plan }: Life): Promise<Said> {
  const { rows } = await tx.client.query<{ [K in keyof Said]: Date | null }>({
    name: "law facts",
    // What was issued before a plan that was taken back does not count for the plan in force.
    text: `select (select min(d.met_at) from deadline d join alert a on a.id = d.alert_id and a.kind = 'report'
                   where d.case_id = $1 and d.kind = 'first-contact') as contacted,
             max(at) filter (where kind = 'findings.issued') as reported,
             max(at) filter (where kind = 'outcome.notified') as notified
           from event where case_id = $1 and kind in ('findings.issued', 'outcome.notified') and at >= $2`,
    values: [caseId, plan ? new Date(plan.at) : tx.now],
  })
  const [row] = rows
  return {
    contacted: row?.contacted?.getTime() ?? null,
    reported: row?.reported?.getTime() ?? null,
    notified: row?.notified?.getTime() ?? null,
  }
}

function factsOf(life: Life, { contacted, reported, notified }: Said): LawFacts {
  const decided = decidedAt(life)
  const at = (ms: number | null) =>
    ms === null ? undefined : Temporal.Instant.fromEpochMilliseconds(ms)
  const known: CaseMoments = {
    ...momentsOf(life),
    acknowledged: at(contacted),
    "report-issued": at(reported),
    decided: at(decided),
    "outcome-told": at(notified),
  }
  return {
    known,
    done: doneIn(life, { contacted, reported, notified, decided }),
    respondents: life.respondents,
  }
}

type Dates = Said & { readonly decided: number | null }

function doneIn(life: Life, { contacted, reported, notified, decided }: Dates): LawFacts["done"] {
  const ordered = life.measures.flatMap(({ orderedAt }) => (orderedAt === null ? [] : [orderedAt]))
  const heard = life.heard.map(({ at }) => at)
  const first = (all: readonly (number | null | undefined)[]) => {
    const known = all.filter((at) => typeof at === "number")
    return known.length > 0 ? Math.min(...known) : null
  }
  const done = {
    acknowledged: contacted,
    begun: first([life.plan?.at, ...heard]),
    met: first([contacted, ...heard]),
    protected: first([...ordered, life.refused]),
    "heard-out": life.comment?.opened ?? null,
    reported,
    decided,
    told: first([life.told.reporter, life.told.affected]),
    feedback: first([life.feedback, life.told.reporter, notified]),
    police: life.policeLaw.excused,
  } as const satisfies { readonly [K in keyof LawFacts["done"]]: number | null }
  return Object.fromEntries(Object.entries(done).filter(([, at]) => at !== null))
}

/** The last decision, once there is one about everybody. */
function decidedAt({ respondents }: Life): number | null {
  const all = respondents.map(({ sanction }) => sanction?.at ?? null)
  const known = all.filter((at) => at !== null)
  return all.length > 0 && known.length === all.length ? Math.max(...known) : null
}

function packFor(pack: LawPack, now: Date, zone: string): CaseLawPack {
  const { mode, note, source } = pack.police
  return {
    id: pack.id,
    name: { ...pack.name },
    review: reviewOf(pack, instantOf(now), zone),
    police: { mode, note, source: source.state },
    special: pack.special.map(({ rule, source: { state } }) => ({ rule, source: state })),
  }
}
