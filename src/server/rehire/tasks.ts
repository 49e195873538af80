import {
  reviewAhead,
  lapsedBefore,
  reviewGrace,
  unusualChecks,
  type CentralWord,
} from "#core/rehire.ts"
import { after, day } from "#core/time.ts"
import type { CentralTasks, Said } from "#wire/rehire.ts"
import type { PersonId } from "#core/ids.ts"
import type { Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"
import { centralDesk } from "./desk.ts"

/** What waits for the central desk. Entries about which nothing is to be done are not in it, nor how many there are. */
export async function tasksFor(tx: Tx, me: PersonId): Promise<CentralTasks> {
  const desk = await centralDesk(tx)
  return {
    people: desk.length,
    hits: await hits(tx, me),
    contests: await contests(tx, me),
    reviews: await reviews(tx, me),
    unusual: await unusual(tx),
    now: tx.now.getTime(),
  }
}

type Marked = {
  readonly id: string
  readonly mark: string
  readonly deciders: string[]
  readonly said: { word: CentralWord; by: string; person: string; at: string } | null
}

/** The mark is what the case's paper says too: the first signs of the hash of the code. */
const marked = `encode(substr(e.reference_hash, 1, 4), 'hex') as mark,
  (select array_agg(p.name order by p.id = e.decided_with) from person p where p.id in (e.decided_by, e.decided_with)) as deciders`
const saidAbout = (subject: string, about: string): string =>
  `(select json_build_object('word', w.word, 'by', p.name, 'person', p.id, 'at', w.at)
    from central_word w join person p on p.id = w.by_person and p.central_desk
    where w.subject = ${subject} and w.about = '${about}') as said`

async function hits({ client, now, runtime }: Tx, me: PersonId): Promise<CentralTasks["hits"]> {
  type Row = Marked & {
    at: Date
    due_at: Date
    recruiter: string
    email: string
    by_number: boolean
    contested: boolean
  }
  const { rows } = await client.query<Row>({
    name: "central hits",
    text: `select c.id, c.at, c.due_at, r.name as recruiter, r.email, c.by_number, ${marked},
        e.contested_at is not null and e.contest_outcome is null as contested, ${saidAbout("c.id", "answer")}
      from recruiter_check c join no_rehire e on e.id = c.entry_id join person r on r.id = c.person_id
      where c.answer is null and e.review_at > $1 order by c.due_at, c.id`,
    values: [lapsedBefore(now)],
  })
  return rows.map((row) => ({
    ...shown(runtime.secret, me, row),
    at: row.at.getTime(),
    by: row.due_at.getTime(),
    recruiter: row.recruiter,
    email: row.email,
    byNumber: row.by_number,
    contested: row.contested,
  }))
}

async function contests({ client, runtime }: Tx, me: PersonId): Promise<CentralTasks["contests"]> {
  const { rows } = await client.query<Marked & { contested_at: Date; mine: boolean }>({
    name: "central contests",
    text: `select e.id, e.contested_at, $1 in (e.decided_by, e.decided_with) as mine, ${marked}, ${saidAbout("e.id", "contest")}
      from no_rehire e where e.erased_at is null and e.contested_at is not null and e.contest_outcome is null
      order by e.contested_at, e.id`,
    values: [me],
  })
  return rows.map((row) => ({
    ...shown(runtime.secret, me, row),
    contestedAt: row.contested_at.getTime(),
    mayDecide: !row.mine,
  }))
}

async function reviews(
  { client, now, runtime }: Tx,
  me: PersonId,
): Promise<CentralTasks["reviews"]> {
  const { rows } = await client.query<Marked & { review_at: Date }>({
    name: "central reviews",
    text: `select e.id, e.review_at, ${marked}, ${saidAbout("e.id", "review")}
      from no_rehire e where e.erased_at is null and e.review_at <= $1 order by e.review_at, e.id`,
    values: [after(now, reviewAhead)],
  })
  return rows.map((row) => ({
    ...shown(runtime.secret, me, row),
    reviewAt: row.review_at.getTime(),
    stopsAt: after(row.review_at, reviewGrace).getTime(),
  }))
}

/** Whoever asked about many within a day and a night. */
async function unusual({ client, now }: Tx): Promise<CentralTasks["unusual"]> {
  const { rows } = await client.query<{ recruiter: string; checks: number }>({
    name: "unusual checks",
    text: `select p.name as recruiter, count(*)::int as checks from recruiter_check c join person p on p.id = c.person_id
      where c.at > $1 group by p.id, p.name having count(*) >= ${unusualChecks} order by 2 desc, 1`,
    values: [after(now, -day)],
  })
  return rows
}

function shown(
  secret: Tx["runtime"]["secret"],
  me: PersonId,
  { id, mark, deciders, said }: Marked,
): { id: string; mark: string; deciders: string[]; said: Said } {
  return {
    id: opaque(secret, me, id),
    mark,
    deciders,
    said: said && {
      word: said.word,
      by: said.by,
      mine: said.person === me,
      at: Date.parse(said.at),
    },
  }
}
