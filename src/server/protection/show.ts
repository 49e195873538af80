import type { PersonId } from "#core/ids.ts"
import { type CheckAnswer, type CheckKind, outcomeOf, wordAt } from "#core/protection.ts"
import { Refusal } from "#core/refusal.ts"
import type { CheckView } from "#wire/protection.ts"
import type { Tx } from "#server/runtime.ts"

/** What somebody of HR asked, the newest first. */
export async function checksOf(tx: Tx, by: PersonId): Promise<CheckView[]> {
  return (await rowsOf(tx, by, null)).map((row) => viewOf(row, tx.now))
}

/** One of them. Another person's check and none at all are one answer. */
export async function checkOf(tx: Tx, by: PersonId, id: string): Promise<CheckView> {
  const [row] = await rowsOf(tx, by, id)
  if (!row) throw new Refusal("not-found")
  return viewOf(row, tx.now)
}

/** A check's facts, from which its one word to HR follows. */
export type WordRow = {
  audited: boolean
  release_at: Date
  frozen_until: Date
  end_shows_at: Date | null
  answer: CheckAnswer | null
  said: (CheckAnswer | null)[]
}

/** What HR reads at an instant. A timer that is late changes nothing: what was said by the release decides. */
export function wordOf(row: WordRow, now: Date): CheckAnswer | null {
  const { release_at: release, end_shows_at: endShows, frozen_until: frozenUntil } = row
  const answer = row.answer ?? outcomeOf(row.audited, row.said)
  return wordAt({ release, answer, endShows, frozenUntil }, now)
}

type Row = WordRow & { id: string; kind: CheckKind; made_at: Date }

async function rowsOf({ client }: Tx, by: PersonId, id: string | null): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    name: "checks of",
    text: `select c.id, c.kind, c.made_at, c.audited, c.release_at, c.frozen_until, c.end_shows_at, c.answer,
             array(select said from protection_copy where check_id = c.id) as said
           from protection_check c where c.by_person = $1 and ($2::uuid is null or c.id = $2)
           order by c.made_at desc, c.id limit 200`,
    values: [by, id],
  })
  return rows
}

function viewOf(row: Row, now: Date): CheckView {
  const { id, kind, made_at: made, release_at: release } = row
  const askedAt = made.getTime()
  return { id, kind, askedAt, answerAt: release.getTime(), answer: wordOf(row, now) }
}
