import type { Signal } from "#web/report/signal.ts"
import { useLayoutEffect, useRef } from "preact/hooks"
import { back } from "./words.ts"

type LookProps = {
  readonly id: string
  /** On the button that begins, when it is not the same as on the one that does it. */
  readonly first?: string
  readonly press: string
  readonly question: string
  readonly what: readonly string[]
  readonly asking: Signal<boolean>
  readonly yes: () => void
  readonly link?: boolean
  /** What is said of whether it stays, where it can be taken back. */
  readonly stays?: string
}

/** What cannot be undone is looked at twice, in its place: who, what, and that it stays. */
export function Look({ id, first, press, question, what, asking, yes, ...more }: LookProps) {
  const { link = false, stays } = more
  const asked = useRef<HTMLHeadingElement>(null)
  const begin = useRef<HTMLButtonElement>(null)
  const w = back().look
  const looked = useRef(false)
  useLayoutEffect(() => {
    if (asking.value) asked.current?.focus()
    else if (looked.current) begin.current?.focus()
    looked.current = asking.value
  }, [asking.value])
  if (!asking.value)
    return (
      <div class="acts">
        <button
          type="button"
          class={link ? "link" : "btn quiet wide"}
          ref={begin}
          onClick={() => (asking.value = true)}
        >
          {first ?? press}
        </button>
      </div>
    )
  return (
    <div class="banner" role="group" aria-labelledby={id}>
      <h3 id={id} ref={asked} tabIndex={-1}>
        {question}
      </h3>
      {what.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p>
        <b>{stays ?? w.stays}</b>
      </p>
      <div class="acts">
        <button type="button" class="btn" onClick={yes}>
          {press}
        </button>
        <button type="button" class="btn quiet" onClick={() => (asking.value = false)}>
          {w.notNow}
        </button>
      </div>
    </div>
  )
}
