import type { LawStanding } from "#core/law-standing.ts"
import type { ReviewState } from "#core/law-review.ts"
import type { InTwo, PoliceMode, SourceState } from "#core/pack.ts"

/** One law of a case, as far as a screen speaks of it. What it says is told in our own words, in both languages. */
export type CaseLawPack = {
  id: string
  name: Record<"en" | "zh", string>
  review: ReviewState
  police: { mode: PoliceMode; note: InTwo | null; source: SourceState }
  special: { rule: InTwo; source: SourceState }[]
}

/** `GET /desk/api/cases/:id/law`: what the laws of a case ask of whom by when, and what is not known yet. */
export type CaseLaw = LawStanding & {
  /** Countries, the organisation's own first. */
  places: string[]
  packs: CaseLawPack[]
  /** Days from which a party's own time outside counts, as far as the server knows them: instants. */
  outside: { recommended: number | null; told: number | null }
  now: number
}
