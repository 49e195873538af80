import { boundsOf, yearFrom, type Counted } from "#core/annual.ts"
import type { Place } from "#server/calendar.ts"
import type { Tx } from "#server/runtime.ts"
import { mac } from "#server/secret.ts"
import { casesOfYear, countsOf, type Year } from "./count.ts"

/** Figures that were made, and the one person they are shown to. */
export type Made = {
  readonly person: string
  readonly countries: Readonly<Record<string, Counted>>
  readonly at: Date
}

/** Fewer than this, and to be left out would say why. */
export const fewest = 2

/** Whether somebody is of those who answer for reports: then the screen is theirs. */
export async function answersFor({ sql }: Tx, id: string): Promise<boolean> {
  const person = await sql
    .selectFrom("person")
    .select(["board", "outside"])
    .where("id", "=", id)
    .executeTakeFirst()
  return Boolean(person?.board || person?.outside)
}

/** Who answers for the organisation's reports: of the board or from outside, with a key, on the path in force. */
export async function answerable({ client }: Tx): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>({
    name: "annual people",
    text: `select p.id from person p where (p.board or p.outside) and p.left_at is null
             and exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null)
             and exists (select 1 from path_slot s join path_version v on v.id = s.version_id
                         where s.person_id = p.id and v.state = 'in-force')`,
    values: [],
  })
  return rows.map(({ id }) => id)
}

/** The figures of a year that is over, made at the first asking whoever asks; null while they are nobody's. */
export async function madeFor(tx: Tx, place: Place, year: Year): Promise<Made | null> {
  const people = await answerable(tx)
  if (people.length < fewest) return null
  const known = await find(tx, year)
  if (known && people.includes(known.person)) return known
  const person = await chosen(tx, place, year, people)
  if (person === null) return null
  if (known) {
    await tx.client.query(
      "update annual_count set person_id = $3 where year = $1 and begins = $2",
      [...[year.year, year.begins], person],
    )
    return { ...known, person }
  }
  const countries = await countsOf(tx, place, year)
  // Two first askings at once count the same; the first to be written stands.
  await tx.client.query(
    `insert into annual_count (org_id, year, begins, person_id, countries, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [tx.org, year.year, year.begins, person, JSON.stringify(countries), tx.now],
  )
  return find(tx, year)
}

async function find({ client }: Tx, { year, begins }: Year): Promise<Made | null> {
  const { rows } = await client.query<Made>({
    name: "annual made",
    text: `select person_id as person, countries, made_at as at from annual_count where year = $1 and begins = $2`,
    values: [year, begins],
  })
  return rows[0] ?? null
}

/**
 * One of those who could have every case of the year, in an order that nobody can foretell, and each year in another: of one
 * order for all, whoever is given one report and not the next would know why.
 */
async function chosen(
  tx: Tx,
  { zone }: Place,
  { year, begins }: Year,
  people: readonly string[],
): Promise<string | null> {
  const { start, end } = boundsOf(yearFrom(year, begins), zone)
  const { rows } = await tx.client.query<{ id: string }>({
    name: "annual may",
    text: `${casesOfYear},
           every as materialized (select id from counted)
           select u.id from unnest($3::uuid[]) u(id) left join (
             select g.person_id, count(distinct g.case_id) as n from standing_grant g join every e on e.id = g.case_id
             where g.person_id = any ($3) group by 1) held on held.person_id = u.id
           where coalesce(held.n, 0) = (select count(*) from every)`,
    values: [new Date(start), new Date(end), people],
  })
  const order = ({ id }: { id: string }) =>
    mac(tx.runtime.secret, "annual", `${tx.org} ${year} ${begins} ${id}`).toString("hex")
  const [first] = rows.toSorted((one, other) => (order(one) < order(other) ? -1 : 1))
  return first?.id ?? null
}
