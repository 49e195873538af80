import type { Life } from "#core/life/life.ts"
import { dutyOf, type OwedKind, owedIn } from "#core/owed.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { ObjectView } from "#wire/report.ts"
import type { Tx } from "#server/runtime.ts"

/** Failures to act that are not shown to whoever they are about: their numbers, and what the desk wrote of them. */
export type Withheld = { readonly numbers: ReadonlySet<number>; readonly seqs: ReadonlySet<number> }

/**
 * As a table, for `$1`: once somebody else who may decide has the case, whoever failed is shown nothing of it. Until then they
 * see it, since it must not lie hidden where they are the only ones who have the case.
 */
export const withheldFailures = `
  select k.id as case_id, f->>'n' as n from case_file k cross join lateral jsonb_array_elements(k.life->'failures') f
  where f->>'person' = $1::uuid::text and exists (
    select 1 from grant_in_hand h join person p on p.id = h.person_id and p.left_at is null
    where h.case_id = k.id and h.person_id <> $1 and (p.outside or p.board
      or k.life->'roles' @> jsonb_build_array(jsonb_build_object('role', 'watch', 'person', p.id))))`

/** What of a case is not shown to this person, since it is about what they did not do. */
export async function withheldFrom(tx: Tx, caseId: string, me: string): Promise<Withheld> {
  const { rows } = await tx.client.query<{ n: string; seqs: (number | null)[] }>({
    name: "withheld",
    text: `select w.n, array_agg((e.facts->>'seq')::int) as seqs from (${withheldFailures}) w
             left join event e on e.case_id = w.case_id and e.facts->>'n' = w.n
               and (e.kind in ('failure.answered', 'failure.decided') or (e.kind = 'act.signed' and e.facts->>'act' = 'failure.decided'))
           where w.case_id = $2 group by w.n`,
    values: [me, caseId],
  })
  return {
    numbers: new Set(rows.map(({ n }) => Number(n))),
    seqs: new Set(rows.flatMap(({ seqs }) => seqs.flatMap((seq) => seq ?? []))),
  }
}

/** The life of a case as whoever it is withheld from is shown it. */
export function lifeWithout(life: Life, { numbers }: Withheld): Life {
  if (numbers.size === 0) return life
  const { signing } = life
  const decides = signing?.act === "failure.decided" && isOf(JSON.parse(signing.facts), numbers)
  return {
    ...life,
    failures: life.failures.filter(({ n }) => !numbers.has(n)),
    failuresElsewhere: {
      all: numbers.size,
      open: life.failures.some(({ n, outcome }) => numbers.has(n) && outcome === null),
    },
    signing: decides ? null : signing,
  }
}

type Shown = Pick<CaseScreen, "owed" | "objects" | "timeline">
/** What is due, what was written and what happened, without what is withheld. An object keeps its place, or what follows it could not be checked. */
export function shownWithout({ owed, objects, timeline }: Shown, held: Withheld): Shown {
  const { numbers, seqs } = held
  return {
    owed: owed.filter(({ kind }) => !isDuty(kind, numbers)),
    objects: objects.map((one): ObjectView =>
      one.room === "desk" && seqs.has(one.seq) ? { ...one, by: null, withheld: true } : one,
    ),
    timeline: timeline.filter(({ kind, facts }) => {
      if (isDuty(facts["deadline"] ?? facts["about"], numbers)) return false
      const isAbout = kind.startsWith("failure.") || facts["act"] === "failure.decided"
      return !(isAbout && isOf(facts, numbers))
    }),
  }
}

function isDuty(kind: unknown, numbers: Withheld["numbers"]): boolean {
  const owed = String(kind) as OwedKind // the server's own word for a deadline
  return dutyOf(owed) === "failure" && numbers.has(owedIn(owed).n)
}

function isOf(facts: { readonly n?: unknown }, numbers: Withheld["numbers"]): boolean {
  return numbers.has(Number(facts.n))
}
