import { Hono, type MiddlewareHandler } from "hono"
import { boundsOf, dueBy, yearFrom, type AnnualRule } from "#core/annual.ts"
import { reviewOf } from "#core/law-review.ts"
import { Refusal } from "#core/refusal.ts"
import { instantOf } from "#core/time.ts"
import {
  annualAsked,
  type AnnualFigures,
  type AnnualReport,
  type ReportsOfLaw,
  type ReportsOfLaws,
} from "#wire/annual.ts"
import { placeOf, type Place } from "#server/calendar.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { keyholderOnly, signedIn } from "#server/http/session.ts"
import { packsFor } from "#server/law.ts"
import { packs } from "#server/packs.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { answerable, answersFor, fewest, madeFor } from "./choose.ts"
import { daysFor } from "./due.ts"

/** For those of the board and from outside who hold a key; to everybody else these addresses are not there. */
const answersForReports: MiddlewareHandler<Env> = async (c, next) => {
  const { runtime, org, me } = c.var
  const is = await atomically(runtime, org, (tx) => answersFor(tx, me.id))
  if (!is) throw new Refusal("not-found")
  await next()
}

/** The yearly reports of the organisation's laws. */
export const annual = new Hono<Env>()
  .use("/reports", signedIn, keyholderOnly, answersForReports)
  .use("/reports/*", signedIn, keyholderOnly, answersForReports)
  .get("/reports", async (c) => {
    const { runtime, org } = c.var
    return c.json(await atomically(runtime, org, lawsFor))
  })
  .get("/reports/annual", async (c) => {
    const { runtime, org, me } = c.var
    const asked = parse(annualAsked, c.req.query())
    const reports = await atomically(runtime, org, (tx) => figuresFor(tx, asked, me.id))
    // Refused only here: what was made for somebody else stays made.
    if (!reports.some(({ counted }) => counted)) throw new Refusal("not-found")
    return c.json({ ...asked, reports } satisfies AnnualFigures)
  })

async function lawsFor(tx: Tx): Promise<ReportsOfLaws> {
  const { country, zone } = await placeOf(tx)
  const now = instantOf(tx.now)
  const own = packsFor(country)
  const laws = [...own, ...packs.filter((pack) => !own.includes(pack))].map(
    (pack): ReportsOfLaw => ({
      ...{ id: pack.id, name: { ...pack.name }, fullName: pack.full_name, own: own.includes(pack) },
      review: reviewOf(pack, now, zone),
      reports: pack.reports.map(({ rule, source, annual: yearly }) => ({
        ...{ rule, source: source.state, annual: yearly ?? null },
      })),
    }),
  )
  return {
    ...{ laws, enough: (await answerable(tx)).length >= fewest },
    ...{ year: now.toZonedDateTimeISO(zone).year, now: tx.now.getTime() },
  }
}

type Asked = { readonly country: string; readonly year: number }

/** Not over yet, somebody else's, no such law: one answer, and it says nothing of why. */
async function figuresFor(tx: Tx, { country, year }: Asked, me: string): Promise<AnnualReport[]> {
  const place = await placeOf(tx)
  const rules = packs
    .filter(({ id }) => id === country)
    .flatMap((pack) => pack.reports.flatMap((one) => one.annual ?? []))
  const reports: AnnualReport[] = []
  for (const rule of rules) reports.push(await reportOf(tx, place, { country, year, rule, me }))
  return reports
}

type One = Asked & { readonly rule: AnnualRule; readonly me: string }

async function reportOf(
  tx: Tx,
  place: Place,
  { country, year, rule, me }: One,
): Promise<AnnualReport> {
  const period = yearFrom(year, rule.begins)
  const { end } = boundsOf(period, place.zone)
  const days = daysFor(rule)
  const made =
    end <= tx.now.getTime() ? await madeFor(tx, place, { year, begins: rule.begins }) : null
  const mine = made?.person === me ? made : null
  return {
    id: rule.id,
    first: period.first.toString(),
    last: period.last.toString(),
    due: days === undefined ? null : dueBy(period, days).toString(),
    counted: mine ? (mine.countries[country] ?? nothing) : null,
    madeAt: mine?.at.getTime() ?? null,
  }
}

/** No case of the year names this country: a nil report. */
const nothing = {
  ...{ received: 0, "carried-over": 0, disposed: 0, pending: 0, "pending-over-90": 0 },
  actions: {},
} as const
