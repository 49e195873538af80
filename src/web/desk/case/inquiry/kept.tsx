import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import type { Said } from "#web/desk/case/said.ts"

/** Papers of the team, folded: who wrote them when, and what they say. The newest stands last and open. */
export function Kept({ papers }: { readonly papers: readonly Said[] }) {
  return (
    <>
      {papers.map(({ view, text }, at) => (
        <details key={view.sha256} open={at === papers.length - 1}>
          <summary>
            {view.by} <span class="meta">{when(view.at, now.value)}</span>
          </summary>
          <p class="words" dir="auto">
            {text}
          </p>
        </details>
      ))}
    </>
  )
}
