import type { PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import { isOwnReport } from "#core/life/reader.ts"
import { type ActorKind, isTied, leadersOf, rolesOf } from "#core/life/role.ts"
import type { Actor } from "#core/life/rule.ts"
import type { Tx } from "#server/runtime.ts"

/** What a keyholder who opened the case is in it. */
export async function actorOf(
  tx: Tx,
  life: Life,
  caseId: string,
  person: PersonId,
): Promise<Actor> {
  const { rows } = await tx.client.query<{
    protection: boolean
    apart: boolean
    answers: boolean
  }>({
    name: "actor",
    text: `select p.protection, p.outside or p.board as apart,
             exists (select 1 from alert a where a.case_id = $1 and a.owner_id = p.id and a.kind = 'report') as answers
           from person p where p.id = $2`,
    values: [caseId, person],
  })
  const row = rows[0]
  const is: ActorKind[] = ["duty", ...rolesOf(life, person)]
  // What somebody is by their place in the organisation they are not where a tie holds; what anybody does in the first hour stays.
  if (row && !isTied(life, person)) is.push(...placed(row, life))
  return { person, is: [...new Set(is)], mailbox: null }
}

/** Until somebody leads, whoever answers does: nothing waits for a form at three in the morning, or for a lead who has not said that no tie holds. */
function placed(
  row: { readonly protection: boolean; readonly apart: boolean; readonly answers: boolean },
  life: Life,
): ActorKind[] {
  return [
    ...(row.answers && leadersOf(life).length === 0 ? (["lead"] as const) : []),
    ...(row.protection ? (["protection"] as const) : []),
    ...(row.apart ? (["watch"] as const) : []),
  ]
}

/** What somebody behind a code is: the reporter is the affected person unless it was told for somebody else. */
export function outsider(life: Life, party: ActorKind, mailbox: number): Actor {
  const own = party === "reporter" && isOwnReport(life)
  return { person: null, is: own ? ["reporter", "affected"] : [party], mailbox }
}
