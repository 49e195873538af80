import { useEffect } from "preact/hooks"
import { sending } from "./send.ts"
import { Rows } from "./lazy.tsx"
import { Calls, loadNumbers } from "./numbers.tsx"
import { words } from "./say.ts"

/** How far the sending is, in words; after a failure what can be done, and whom to call meanwhile. */
export function SendingState({ retry }: { retry: () => void }) {
  const state = sending.value
  const w = words().sending
  const broken = state.at === "failed"
  useEffect(() => {
    if (broken) void loadNumbers()
    const again = () =>
      sending.value.at === "failed" && sending.value.why === "offline" ? retry() : undefined
    addEventListener("online", again)
    return () => removeEventListener("online", again)
  }, [broken])
  if (state.at === "idle") return null
  if (state.at !== "failed")
    return (
      <p class="banner" role="status">
        {w[state.at]}
      </p>
    )
  return (
    <div class="banner lamp" role="alert">
      <p>
        <b>{w.failed[state.why]}</b>
      </p>
      <p>{w.stillHere}</p>
      <Rows />
      {state.why === "path" ? null : (
        <button type="button" class="btn wide" onClick={retry}>
          {w.again}
        </button>
      )}
      <Calls only="emergency" />
    </div>
  )
}
