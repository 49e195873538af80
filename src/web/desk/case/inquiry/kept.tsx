import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { paperSentence } from "#web/desk/case/done.ts"
import type { Said } from "#web/desk/case/said.ts"

type Props = {
  readonly papers: readonly Said[]
  /** Where papers of several people or acts stand together, each says whose it is and what was done. */
  readonly named?: boolean
  /** The name of somebody outside who wrote one. */
  readonly from?: (said: Said) => string
}

/** Papers of the team, folded: who wrote them when, and what they say. The newest stands last and open. */
export function Kept({ papers, named = false, from }: Props) {
  // They come from several mailboxes, each in an order of its own.
  const inTime = papers.toSorted((one, other) => one.view.at - other.view.at)
  return (
    <>
      {inTime.map((said, at) => (
        <details key={said.view.sha256} open={at === papers.length - 1}>
          <summary>
            {named ? `${paperSentence(said.form) ?? ""} · ` : ""}
            {said.view.by ?? from?.(said)} <span class="meta">{when(said.view.at, now.value)}</span>
          </summary>
          <p class="words" dir="auto">
            {said.text}
          </p>
        </details>
      ))}
    </>
  )
}
