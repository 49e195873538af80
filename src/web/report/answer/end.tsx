import { Look } from "#web/report/return/look.tsx"
import { opened } from "#web/report/return/opened.ts"
import { sendAs } from "#web/report/session.ts"
import { useSignal } from "#web/report/signal.ts"
import { loadBox } from "./mailbox.ts"
import { answerWords } from "./words.ts"

type EndProps = {
  readonly closed: boolean
  /** Back to the code; the mailbox stays as it is. */
  readonly leave: () => void
}

/** Leaving for now, a copy on paper, and ending the mailbox for good. */
export function End({ closed, leave }: EndProps) {
  const w = answerWords().end
  return (
    <section aria-labelledby="end" class="noprint">
      <h2 id="end">{w.title}</h2>
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={() => print()}>
          {w.print}
        </button>
      </div>
      <p class="small">{w.printHow}</p>
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={leave}>
          {w.leave}
        </button>
      </div>
      {closed ? null : <Close />}
    </section>
  )
}

/** Nothing more is written here afterwards, by nobody: so it is looked at twice. */
function Close() {
  const asking = useSignal(false)
  const failed = useSignal(false)
  const w = answerWords().end
  const yes = async () => {
    const mine = opened.value
    if (!mine) return
    failed.value = false
    try {
      await sendAs(mine.keys, "/api/mailbox/closure", { method: "POST" })
      asking.value = false
    } catch {
      failed.value = true // said below; the button is still there
    }
    await loadBox().catch(() => undefined) // shown at the next look
  }
  return (
    <>
      <Look
        id="close-mailbox"
        press={w.close}
        question={w.closeSure}
        what={w.closeWhat}
        asking={asking}
        yes={() => void yes()}
        link
      />
      {failed.value ? <p role="alert">{answerWords().failed}</p> : null}
    </>
  )
}
