import { reviewOutcomes } from "#core/rehire.ts"
import { dayOf } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Table, type Column } from "#web/ui/table.tsx"
import type { CentralReview } from "#wire/rehire.ts"
import { SaidSoFar, Words } from "./said.tsx"
import type { Signing } from "./signing.ts"
import { rehireWords } from "./words.ts"

type Props = Signing & { readonly reviews: readonly CentralReview[] }

/** Entries whose review is near or over: still needed, or not. */
export function Reviews({ reviews, sign, now }: Props) {
  const { central } = rehireWords()
  const columns: Column<CentralReview>[] = [
    { head: central.mark, kind: "what", cell: (one) => <bdi class="mono">{one.mark}</bdi> },
    {
      head: central.due,
      cell: (one) => (
        <>
          {dayOf(one.reviewAt)}
          <span class="second">
            {fill(one.stopsAt <= now ? central.stopped : central.stops, {
              day: dayOf(one.stopsAt),
            })}
          </span>
        </>
      ),
    },
    { head: central.deciders, cell: (one) => listed(one.deciders) },
    { head: central.said, cell: (one) => <SaidSoFar said={one.said} /> },
    {
      head: central.acts,
      cell: (one) => (
        <Words
          words={reviewOutcomes}
          path={`entries/${one.id}/review`}
          sign={sign}
          about={one.mark}
        />
      ),
    },
  ]
  return (
    <section aria-labelledby="reviews" class="stack">
      <h2 id="reviews">{central.reviews}</h2>
      {reviews.length ? <p class="second">{central.reviewsHow}</p> : null}
      <Table
        caption={central.reviews}
        columns={columns}
        rows={reviews}
        keyOf={({ id }) => id}
        empty={central.reviewsNone}
      />
    </section>
  )
}
