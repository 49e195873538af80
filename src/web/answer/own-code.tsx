import { useState } from "preact/hooks"
import { newReceipt, printReceipt, readReceipt, type Receipt } from "#crypto/receipt.ts"
import { NoAnswer } from "#web/report/api.ts"
import type { Open } from "./main.tsx"
import { type Lang, type Told, wordsIn } from "./say.ts"
import { takeCode } from "./take-code.ts"

type Props = {
  readonly open: Open
  readonly org: string
  readonly lang: Lang
  readonly onOpen: (open: Open) => void
}

/** A code that nobody else has seen. It counts only once it was typed back: a code that is lost opens nothing. */
export function OwnCode({ open, org, lang, onOpen }: Props) {
  const w = wordsIn(lang)
  const { own } = w
  const [receipt, make] = useState<Receipt | null>(null)
  const [typed, type] = useState("")
  const [told, tell] = useState<Told | "differs" | "done" | null>(null)
  const use = async () => {
    const back = readReceipt(typed)
    if (!receipt || "bad" in back || printReceipt(back) !== printReceipt(receipt))
      return tell("differs")
    tell("loading")
    try {
      onOpen(await takeCode(open, receipt, org))
      make(null)
      type("")
      tell("done")
    } catch (why) {
      tell(why instanceof NoAnswer ? "offline" : "refused")
    }
  }
  return (
    <section aria-labelledby="own-code">
      <h2 id="own-code">{own.title}</h2>
      <p>{open.box.view.takenAt === null ? own.why : own.taken}</p>
      {receipt ? (
        <form
          novalidate
          onSubmit={(event) => {
            event.preventDefault()
            void use()
          }}
        >
          <p>{own.write}</p>
          <p class="typed-code" dir="ltr" id="new-code">
            {printReceipt(receipt)}
          </p>
          <TypedBack label={own.again} value={typed} onInput={type} />
          <div class="acts">
            <button class="btn wide" type="submit">
              {own.use}
            </button>
          </div>
        </form>
      ) : (
        <div class="acts">
          <button type="button" class="btn quiet" onClick={() => make(newReceipt())}>
            {own.take}
          </button>
        </div>
      )}
      <p role="status">{told === "differs" || told === "done" ? own[told] : told ? w[told] : ""}</p>
    </section>
  )
}

type TypedProps = {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
}
function TypedBack({ label, value, onInput }: TypedProps) {
  return (
    <label class="field">
      <b>{label}</b>
      <input
        type="text"
        class="typed-code"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={80}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  )
}
