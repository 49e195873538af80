import { useEffect, useState } from "preact/hooks"
import { fill, listed } from "#web/lib/words.ts"
import { get } from "#web/lib/api.ts"
import type { Case } from "#web/desk/case/case.ts"
import { lifeWords } from "#web/desk/case/life.ts"
import type { Precedents as Found } from "#wire/case.ts"
import { outcomeWords } from "./words.ts"

/** What was decided on the same kind of breach before: counts without a name, and only where they point at nobody. */
export function Precedents({ one, n }: { readonly one: Case; readonly n: number }) {
  const say = outcomeWords().precedents
  const [found, show] = useState<Found | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    // What cannot be fetched is not shown: the decision does not hang on it.
    get<Found>(`/cases/${one.id}/precedents`, { signal: stop.signal }).then(show, () => undefined)
    return () => stop.abort()
  }, [one.id])
  const grades = new Set(
    one.screen.life?.allegations.flatMap(({ respondent, grade }) =>
      respondent === n && grade ? [grade] : [],
    ),
  )
  if (!found || grades.size === 0) return null
  return (
    <>
      <h3>{say.title}</h3>
      {[...grades].map((floor) => {
        const levels = found.floors.find((one) => one.floor === floor)?.levels ?? []
        const list = levels.map(({ level, count }) => fill(say.level, { level, n: count }))
        return (
          <p class="second" key={floor}>
            {list.length === 0
              ? say.few
              : fill(say.line, { floor: lifeWords().floor[floor], list: listed(list) })}
          </p>
        )
      })}
    </>
  )
}
