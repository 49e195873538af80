import type { ComponentChildren } from "preact"
import { Offline, Refused } from "#web/lib/api.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { Loaded } from "./act.ts"
import { words as say, sentenceFor } from "./say.ts"
import { Failed, Missing } from "./failed.tsx"

type Props<T> = {
  readonly of: Loaded<T>
  readonly children: (value: T) => ComponentChildren
}

/** Shows what was fetched, what was last known with a word that it may be old, or why there is nothing. */
export function Loading<T>({ of: { value, failure, reload }, children }: Props<T>) {
  if (failure instanceof Refused && failure.status === 404) return <Missing />
  if (value === null) {
    if (!failure) return <p class="second">{say().loading}</p>
    return <Failed why={failure} onAgain={() => void reload()} />
  }
  return (
    <>
      {failure && !(failure instanceof Offline) ? (
        <Banner lamp alert>
          {sentenceFor(failure)}
        </Banner>
      ) : null}
      {children(value)}
    </>
  )
}
