import * as v from "valibot"
import type { AnnualRule, Counted } from "#core/annual.ts"
import type { ReviewState } from "#core/law-review.ts"
import type { InTwo, SourceState } from "#core/pack.ts"

/** What `GET /desk/api/reports/annual` is asked with. */
export const annualAsked = v.strictObject({
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "country")),
  year: v.pipe(v.string(), v.regex(/^2\d{3}$/, "year"), v.transform(Number)),
})

/** `GET /desk/api/reports`: what each law says about reports. Nothing in it comes from a case. */
export type ReportsOfLaws = {
  laws: ReportsOfLaw[]
  /** Whether enough people answer for reports: with fewer than two nobody gets any figures. */
  enough: boolean
  /** The present year in the organisation's zone. */
  year: number
  now: number
}
/** One law's rules on reports, in the words of the content. */
export type ReportsOfLaw = {
  id: string
  name: Record<"en" | "zh", string>
  /** As the pack calls it, in English. */
  fullName: string
  /** The organisation is there; other laws count once a case names them. */
  own: boolean
  review: ReviewState
  reports: { rule: InTwo; source: SourceState; annual: AnnualRule | null }[]
}

/** `GET /desk/api/reports/annual`: the figures of each report of a law for a year, first and last day as 2026-12-31. */
export type AnnualFigures = {
  country: string
  year: number
  reports: AnnualReport[]
}
/** `counted` is null while the year of this report is not over, and when its figures are another person's. */
export type AnnualReport = {
  id: string
  first: string
  last: string
  /** The day by which it is due; null where the pack knows of none. */
  due: string | null
  counted: Counted | null
  madeAt: number | null
}
