import type { CaseId, PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"
import { setAside } from "./aside.ts"

/**
 * Takes a case from whoever is too close to whom it is about, at once: it is not there for them any more. Whom they are
 * close to, and how, is not known here, so nobody can make themselves the only one who reads it: somebody else has to be
 * left, and somebody from outside or of the board where there was one.
 */
export async function takeOff(
  tx: Tx,
  caseId: CaseId,
  { people, by }: { readonly people: readonly PersonId[]; readonly by: PersonId },
): Promise<void> {
  if (people.length === 0) return
  const { rows } = await tx.client.query<{ person_id: string; here: boolean; apart: boolean }>(
    `select distinct g.person_id, p.left_at is null as here, p.outside or p.board as apart
     from standing_grant g join person p on p.id = g.person_id where g.case_id = $1`,
    [caseId],
  )
  const named = new Set<string>(people)
  const holding = new Set(rows.map(({ person_id }) => person_id))
  if (named.size !== people.length || people.some((one) => !holding.has(one)))
    throw new Refusal("not-found", "aside")
  const left = rows.filter(({ person_id, here }) => here && !named.has(person_id))
  const isLost = rows.some(({ apart }) => apart) && !left.some(({ apart }) => apart)
  if (isLost || !left.some(({ person_id }) => person_id !== by))
    throw new Refusal("not-now", "aside")
  for (const person of people) await setAside(tx, caseId, person, { why: "person.conflicted" })
}
