import type { LawPack } from "./pack.ts"

/** Whether a lawyer has read a pack, and whether it should have been read again by now. */
export type ReviewState = {
  readonly pack: string
  readonly reviewed: boolean
  readonly by: string | null
  readonly on: string | null
  /** The last day on which the review is still fresh. */
  readonly due: string
  readonly overdue: boolean
}

/** What a screen says above a law: "not reviewed by a lawyer" until one did, and when that has grown old. */
export function reviewOf(
  { id, legal_review: review, review_due: due }: ReviewedPack,
  now: Temporal.Instant,
  zone: string,
): ReviewState {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const done = review.status === "REVIEWED" && review.by !== null && review.date !== null
  const reviewed = done && !isAfter(review.date, today)
  return {
    pack: id,
    reviewed,
    by: reviewed ? review.by : null,
    on: reviewed ? review.date : null,
    due,
    overdue: isAfter(today.toString(), Temporal.PlainDate.from(due)),
  }
}

/** The packs for which a banner has to stand: no lawyer read them, or too long ago. */
export function bannerFor(
  packs: readonly ReviewedPack[],
  now: Temporal.Instant,
  zone: string,
): { readonly notReviewed: readonly string[]; readonly overdue: readonly string[] } {
  const states = packs.map((pack) => reviewOf(pack, now, zone))
  return {
    notReviewed: states.filter(({ reviewed }) => !reviewed).map(({ pack }) => pack),
    overdue: states.filter(({ overdue }) => overdue).map(({ pack }) => pack),
  }
}

type ReviewedPack = Pick<LawPack, "id" | "legal_review" | "review_due">

function isAfter(day: string | null, other: Temporal.PlainDate): boolean {
  return day !== null && Temporal.PlainDate.compare(Temporal.PlainDate.from(day), other) > 0
}
