import { useSignal } from "./signal.ts"
import { useEffect } from "preact/hooks"
import { held } from "./her.ts"
import { beginKeeping } from "./keep.ts"
import { late } from "./late-words.ts"
import { answers, ui } from "./memory.ts"
import { go, swap } from "./place.ts"
import { Receipt } from "./receipt.tsx"

/** Her code, before anything is asked: from now on every page is saved. */
export function Keep() {
  const failed = useSignal(false)
  const begin = async () => {
    try {
      await beginKeeping()
      failed.value = false
    } catch {
      failed.value = true // shown below, with a way to try again
    }
  }
  useEffect(() => void begin(), [])
  const w = late().keep
  const on = () => (answers.value["i01"] ? swap({ at: "kept" }) : go({ at: "ask", id: "i00a" }))
  return (
    <>
      <h1 tabIndex={-1}>{w.title}</h1>
      <p class="say">{w.how}</p>
      {held.value ? (
        <Receipt code={held.value.code} act={late().receipt.have} passed={on} />
      ) : failed.value ? (
        <div class="banner" role="alert">
          <p>{ui.value.failed}</p>
          <button type="button" class="btn quiet" onClick={() => void begin()}>
            {ui.value.again}
          </button>
        </div>
      ) : (
        <p role="status">{ui.value.loading}</p>
      )}
    </>
  )
}

/** Her place is kept: she can close the page now. */
export function Kept() {
  const w = late().keep
  return (
    <>
      <h1 tabIndex={-1}>{w.kept}</h1>
      <p class="say">{w.keptHow}</p>
      <p>{ui.value.not_sent}</p>
      <div class="acts">
        <button type="button" class="btn wide" onClick={() => history.back()}>
          {w.goOn}
        </button>
      </div>
    </>
  )
}

/** Everything is deleted. */
export function Gone() {
  return (
    <>
      <h1 tabIndex={-1}>{late().keep.gone}</h1>
      <p class="say">{late().keep.goneHow}</p>
    </>
  )
}
