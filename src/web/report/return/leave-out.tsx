import { useSignal } from "#web/report/signal.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { say as fill } from "#web/report/say.ts"
import { act } from "./acts.tsx"
import { Look } from "./look.tsx"
import { type Held, way } from "./way.ts"
import { back } from "./words.ts"

type LeaveOutProps = {
  readonly view: Pick<Held, "now">
  readonly of: Held["keys"][number]
  readonly told: (words: string) => void
}

/** She says that somebody with a key must not see it: her sealed words say so to the others, and the server stops at once. */
export function LeaveOut({ view, of: { person, name, slot, openedAt }, told }: LeaveOutProps) {
  const asking = useSignal(false)
  const busy = useSignal(false)
  const w = back().leaveOut
  const yes = async () => {
    if (busy.value) return
    busy.value = true
    try {
      await way.value.leaveOut(fill(w.said, { name }), person)
      const done = fill(w.done, { name })
      told(await act(`${way.value.at}/exclusions`, { json: { person } }, done))
      asking.value = false
    } catch {
      told(back().failed) // nothing was taken away yet; the button is still there
    }
    busy.value = false
  }
  const read = openedAt
    ? fill(w.read, { name, at: instant(openedAt, view.now, lang.value) })
    : fill(w.unread, { name })
  return (
    <Look
      id={`out-${slot}`}
      first={fill(w.press, { name })}
      press={w.yes}
      question={fill(w.sure, { name })}
      what={[read, w.others]}
      asking={asking}
      yes={() => void yes()}
      link
    />
  )
}
