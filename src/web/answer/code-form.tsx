import { useState } from "preact/hooks"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { deriveReceipt, readReceipt, type ReceiptFault, receiptFaults } from "#crypto/receipt.ts"
import { failureOf } from "#web/report/api.ts"
import { beginSession, openBox } from "./box.ts"
import type { Open } from "./main.tsx"
import { type Lang, type Told, wordsIn } from "./say.ts"

type Props = {
  readonly org: string
  readonly lang: Lang
  readonly onOpen: (open: Open) => void
}

/** The code from the letter. A slip is found here, before anything is sent. */
export function CodeForm({ org, lang, onOpen }: Props) {
  const [typed, type] = useState("")
  const [told, tell] = useState<Told | ReceiptFault | null>(null)
  const [busy, work] = useState(false)
  const w = wordsIn(lang)
  const open = async (): Promise<Told | ReceiptFault | null> => {
    const receipt = readReceipt(typed)
    if ("bad" in receipt) return receipt.bad
    const keys = await deriveReceipt(receipt, org)
    const session = await beginSession(keys)
    if (session.holds !== "answer") return "unknown"
    onOpen({ keys, session, box: await openBox(keys, session) })
    return null
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    if (busy) return
    work(true)
    tell("loading")
    try {
      tell(await open())
    } catch (why) {
      if (why instanceof CannotOpen) tell("damaged")
      else tell(failureOf(why) === "code" ? "unknown" : "offline")
    }
    work(false)
  }
  return (
    <form novalidate onSubmit={(event) => void submit(event)}>
      <h1 tabIndex={-1}>{w.title}</h1>
      <p class="say">{w.how}</p>
      <label class="field">
        <b>{w.code}</b>
        <input
          type="text"
          class="typed-code"
          dir="ltr"
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          maxLength={80}
          value={typed}
          aria-describedby="told"
          onInput={(event) => type(event.currentTarget.value)}
        />
      </label>
      <p class="missing" id="told" role="alert">
        {told === null ? "" : isFault(told) ? w.bad[told] : w[told]}
      </p>
      <div class="acts">
        <button class="btn wide" type="submit">
          {w.open}
        </button>
      </div>
    </form>
  )
}

const isFault = (told: Told | ReceiptFault): told is ReceiptFault =>
  receiptFaults.some((fault) => fault === told)
