import { Declined } from "#web/report/api.ts"
import { Receipt } from "#web/report/receipt.tsx"
import { signal, useSignal } from "#web/report/signal.ts"
import { ui } from "#web/report/memory.ts"
import { useEffect, useRef } from "preact/hooks"
import { box, loadBox } from "./mailbox.ts"
import { newCode, takeCode, type NewCode } from "./take-code.ts"
import { answerWords } from "./words.ts"

/** Whether they said that the code can wait. */
export const later = signal(false)
/** A code that was made and does not count yet. */
export const making = signal<NewCode | null>(null)
/** Whether a code was taken on this visit. */
export const taken = signal(false)

/** The first visit: somebody else made the code on the paper, so another one is offered before anything is read or written. */
export function FirstCode() {
  const w = answerWords().own
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <h1 tabIndex={-1} ref={title}>
        {w.first}
      </h1>
      {making.value ? (
        <Taking made={making.value} />
      ) : (
        <>
          <p class="say">{w.why}</p>
          <p>{w.how}</p>
          <Make primary />
          <div class="acts">
            <button type="button" class="btn quiet wide" onClick={() => (later.value = true)}>
              {w.later}
            </button>
          </div>
          <p class="small">{w.laterWhy}</p>
        </>
      )}
    </>
  )
}

/** The code that is theirs, or can become it, beside everything else. */
export function OwnCode() {
  const w = answerWords().own
  const own = box.value?.view.takenAt !== null
  return (
    <section aria-labelledby="own-code" class="noprint">
      <h2 id="own-code">{w.title}</h2>
      {making.value ? (
        <Taking made={making.value} />
      ) : (
        <>
          <p>{own ? w.isOwn : w.why}</p>
          <Make primary={false} />
        </>
      )}
    </section>
  )
}

function Make({ primary }: { primary: boolean }) {
  const failed = useSignal(false)
  const make = async () => {
    failed.value = false
    try {
      making.value = await newCode()
      taken.value = false
    } catch {
      failed.value = true // what makes a code could not be fetched
    }
  }
  return (
    <div class="acts">
      <button
        type="button"
        class={primary ? "btn wide" : "btn quiet wide"}
        onClick={() => void make()}
      >
        {answerWords().own.show}
      </button>
      {failed.value ? <p role="alert">{answerWords().offline}</p> : null}
    </div>
  )
}

/** The new code, written down and typed back before it counts. */
function Taking({ made }: { made: NewCode }) {
  const w = answerWords().own
  const { told, use } = useTaking(made)
  return (
    <>
      <Receipt code={made.code} act={w.use} passed={() => void use()} />
      {told === "unsure" || told === "refused" ? (
        <div class="banner lamp" role="alert">
          <p>{w[told]}</p>
          <button type="button" class="btn quiet" onClick={() => void use()}>
            {ui.value.again}
          </button>
        </div>
      ) : null}
      <p role="status">{told === "busy" ? ui.value.loading : ""}</p>
      {told === "" || told === "refused" ? (
        <div class="acts noprint">
          <button type="button" class="link" onClick={() => (making.value = null)}>
            {w.keepOld}
          </button>
        </div>
      ) : null}
    </>
  )
}

/** Sends the new code. Once it was sent and no answer is known, neither code is given up before it is sure which one counts. */
function useTaking(made: NewCode) {
  const state = useSignal<"" | "busy" | "refused">("")
  const use = async () => {
    if (state.value === "busy") return
    state.value = "busy"
    try {
      await takeCode(made, (sealed) => (making.value = sealed))
      making.value = null
      taken.value = true
    } catch (why) {
      const refused = why instanceof Declined && why.status < 500
      state.value = refused ? "refused" : ""
      // Somebody else was quicker with the old code: this one never counted, and the page says that nothing opens.
      if (refused && why.status === 404) making.value = null
      if (refused) await loadBox().catch(() => undefined) // shown as trouble
    }
  }
  const told = state.value === "" && made.change !== null ? "unsure" : state.value
  return { told, use } as const
}
