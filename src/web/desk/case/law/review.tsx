import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { CaseLaw } from "#wire/law.ts"
import { caseLawWords, lawWords, packName } from "./words.ts"

/** Whether a lawyer has read these laws, and for whom that has grown old; it stands until somebody did. */
export function Review({ law }: { readonly law: CaseLaw }) {
  const say = caseLawWords()
  const names = (ids: readonly string[]) => listed(ids.map((id) => packName(law, id)))
  const notReviewed = law.packs.filter(({ review }) => !review.reviewed)
  const overdue = law.packs.filter(({ review }) => review.overdue)
  const reviewed = law.packs.filter(({ review }) => review.reviewed)
  return (
    <Banner lamp={overdue.length > 0}>
      {notReviewed.length > 0 ? (
        <p>
          <b>{fill(say.notReviewed, { packs: names(notReviewed.map(({ id }) => id)) })}</b>{" "}
          {say.read}
        </p>
      ) : null}
      {reviewed.map(({ id, review }) => (
        <p key={id}>
          {packName(law, id)}:{" "}
          {fill(lawWords().review.done, { name: review.by ?? "", day: review.on ?? "" })}
        </p>
      ))}
      {overdue.map(({ id, review }) => (
        <p key={id}>{fill(say.overdue, { day: review.due, packs: packName(law, id) })}</p>
      ))}
    </Banner>
  )
}
