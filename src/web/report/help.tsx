import { late } from "./late-words.ts"
import { useSignal } from "./signal.ts"
import { useEffect } from "preact/hooks"
import { helpSent, sending, sendReport } from "./send.ts"
import { SendingState } from "./sending.tsx"
import { SentScreen } from "./sent.tsx"

/** "Help now": a small sealed alarm of its own, its receipt, and then the questions go on if she wants. */
export function HelpNow({ onward }: { onward: () => void }) {
  const begun = useSignal(false)
  const send = () => void sendReport("help-now", "e1")
  useEffect(() => {
    if (begun.value || helpSent.value || sending.value.at !== "idle") return
    begun.value = true
    send()
  }, [])
  if (helpSent.value) return <SentScreen help={onward} />
  return (
    <>
      <h1 tabIndex={-1}>{late().help.sending}</h1>
      <SendingState retry={send} />
    </>
  )
}
