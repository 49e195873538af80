import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { record } from "#server/events.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { lockCase } from "./say.ts"
import type { Tx } from "#server/runtime.ts"

/**
 * Somebody who was taken off a case, or left it, asks for it again by an address that they knew. It is kept once an hour for
 * each of them, and whoever watches over the case is told to look; where nobody does, whoever leads it or answers. Nobody is
 * noted for a page that they left open: what it asks by itself (`x-tocsin-again`) is no try, nor is anything in the first two
 * minutes. Whoever sets that header by hand is noted by nobody, and is shown nothing all the same.
 */
export async function noteTry(tx: Tx, caseId: CaseId, person: PersonId): Promise<void> {
  if (!(await isNewTry(tx, caseId, person))) return
  await lockCase(tx, caseId)
  if (!(await isNewTry(tx, caseId, person))) return // another request of theirs came in between
  await record(tx, caseId, [{ kind: "person.tried", facts: { person } }])
  for (const personId of await watchersOf(tx, caseId))
    await queueMessage(tx, { personId, textKind: "ring", urgent: false })
}

async function isNewTry(tx: Tx, caseId: CaseId, person: PersonId): Promise<boolean> {
  const { rows } = await tx.client.query({
    name: "a try",
    text: `select from event e where e.case_id = $1 and e.facts->>'person' = $2
             and e.kind in ('person.recused', 'person.excluded', 'person.conflicted')
           having max(e.at) < $3::timestamptz - interval '2 minutes' and not exists (
             select from event t where t.case_id = $1 and t.kind = 'person.tried' and t.facts->>'person' = $2
               and t.at > $3::timestamptz - interval '1 hour')`,
    values: [caseId, person, tx.now],
  })
  return rows.length > 0
}

async function watchersOf(tx: Tx, caseId: CaseId): Promise<PersonId[]> {
  const { rows } = await tx.client.query<{ id: string; watches: boolean }>({
    name: "who watches",
    text: `select p.id, coalesce(bool_or(r->>'role' = 'watch'), false) as watches
           from grant_in_hand h join person p on p.id = h.person_id and p.left_at is null
             join case_file k on k.id = h.case_id join alert a on a.case_id = k.id and a.kind = 'report'
             left join lateral jsonb_array_elements(k.life->'roles') r on r->>'person' = p.id::text and r->>'role' in ('watch', 'lead')
           where h.case_id = $1 and (a.owner_id = p.id or r is not null) group by p.id`,
    values: [caseId],
  })
  const watching = rows.filter(({ watches }) => watches)
  return (watching.length > 0 ? watching : rows).map(({ id }) => idOf<PersonId>(id))
}
