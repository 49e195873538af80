import { Offline, Refused } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { words as say } from "./say.ts"

/** Not there and not yours look the same. */
export function Missing() {
  const { missing } = say()
  return (
    <div class="door stack">
      <h1>{missing.title}</h1>
      <p class="second">{missing.why}</p>
      <p>
        <a href="/desk">{missing.home}</a>
      </p>
    </div>
  )
}

/** A fault of ours, said as one; a lost connection is said by the banner above. */
export function Failed({ why, onAgain }: { readonly why: unknown; readonly onAgain: () => void }) {
  const { failed, again } = say()
  if (why instanceof Refused && why.status === 404) return <Missing />
  const bug = why instanceof Refused && why.id ? fill(failed.bug, { id: why.id }) : failed.other
  return (
    <div class="door stack" role="alert">
      <h1>{failed.title}</h1>
      {why instanceof Offline ? null : <p class="second">{bug}</p>}
      <Button onPress={onAgain}>{again}</Button>
    </div>
  )
}
