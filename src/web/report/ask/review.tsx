import { useSignal } from "#web/report/signal.ts"
import { useEffect, useRef } from "preact/hooks"
import { above } from "#core/level.ts"
import type { Page } from "#web/build/slim-types.ts"
import { allSent } from "#web/report/attached.ts"
import { instant } from "#web/report/clock.ts"
import { held, keeper, keeping } from "#web/report/her.ts"
import { levelName, levelNow, raised } from "#web/report/level.ts"
import { lang, ui } from "#web/report/memory.ts"
import { go, swap } from "#web/report/place.ts"
import { listed, words } from "#web/report/say.ts"
import { sending, sendReport, unseal } from "#web/report/send.ts"
import { SendingState } from "#web/report/sending.tsx"
import { firstRung, leftOut, loadReceivers, receivers, willReceive } from "#web/report/who.ts"
import { filled } from "./flow.ts"
import { Rows } from "#web/report/lazy.tsx"
import { nameOf, shownName, WhoLists } from "./who-lists.tsx"

/** Before it is sent: who gets a key and who does not, how urgent, and who should open it by when. */
export function Review({ page, edit }: { page: Page; edit: () => void }) {
  const failed = useSignal(false)
  const load = () =>
    loadReceivers(true).then(
      () => (failed.value = false),
      () => (failed.value = true),
    )
  useEffect(() => void load(), [])
  const w = words().review
  const blanks = blanksNow()
  const note = (id: string) => filled(page.notes?.find((one) => one.id === id)?.text ?? "", blanks)
  const text = (code: string) => page.options.find(([one]) => one === code)?.[1]
  return (
    <>
      <h1 tabIndex={-1}>{page.text}</h1>
      <SendingState retry={() => void send()} />
      {failed.value && !receivers.value ? (
        <div class="banner" role="alert">
          <p>{ui.value.failed}</p>
          <button type="button" class="btn quiet" onClick={() => void load()}>
            {ui.value.again}
          </button>
        </div>
      ) : null}
      <section aria-label={w.levelTitle}>
        <p>{note("level")}</p>
        <Raise />
        {firstRung.value ? <p>{note("first")}</p> : null}
      </section>
      <WhoLists />
      <p class="small">{w.later}</p>
      <Rows />
      {allSent() ? null : <p class="banner">{w.filesGoing}</p>}
      <div class="acts">
        <Send text={text("send") ?? ""} />
        <button
          type="button"
          class="btn quiet wide"
          onClick={() => {
            unseal()
            edit()
          }}
        >
          {text("edit")}
        </button>
        <Save text={text("save") ?? ""} />
        <Delete text={text("del") ?? ""} note={note("del")} />
      </div>
    </>
  )
}

/** What the sentences of this page are about, as things stand. */
function blanksNow(): Record<string, string> {
  const level = levelNow()
  const due = receivers.value?.due[level]
  return {
    receivers: listed(willReceive.value.map(shownName)),
    excluded: listed([...leftOut.value.keys()].map(nameOf).filter((name) => name !== "")),
    level_words: levelName(level),
    first_name: firstRung.value?.firstName ?? "",
    open_by: due ? instant(due.opening, Date.now(), lang.value) : "",
  }
}

/** Send, once the receipt's own screen is here: nothing leaves before it can be shown. */
async function send(): Promise<void> {
  if (sending.value.at !== "idle" && sending.value.at !== "failed") return
  const ready = await import("#web/report/late.tsx")
    .then((chunk) => chunk.loadLate())
    .catch(() => null) // told as any other break of the network
  if (!ready) sending.value = { at: "failed", why: "offline" }
  else if (await sendReport("report", levelNow())) swap({ at: "sent" })
}

/** The button that sends. */
function Send({ text }: { text: string }) {
  const open = allSent() && willReceive.value.length > 0
  return (
    <>
      <button
        type="button"
        class="btn wide"
        aria-disabled={!open}
        aria-describedby={allSent() ? undefined : "files-why"}
        onClick={() => (open ? void send() : undefined)}
      >
        {text}
      </button>
      {allSent() ? null : (
        <p class="why" id="files-why">
          {words().review.opensWhenSent}
        </p>
      )}
    </>
  )
}

/** She may make it more urgent, never less. */
function Raise() {
  const levels = above(levelNow())
  const w = words().review
  if (levels.length === 0 && !raised.value) return null
  return (
    <details>
      <summary>{w.raise}</summary>
      <div class="choices" role="radiogroup" aria-label={w.raise}>
        {[...levels, levelNow()].map((level) => (
          <label class={level === levelNow() ? "choice on" : "choice"} key={level}>
            <input
              type="radio"
              name="level"
              checked={level === levelNow()}
              onChange={() => {
                unseal()
                raised.value = level
              }}
            />{" "}
            {levelName(level)}
          </label>
        ))}
      </div>
      {raised.value ? (
        <button
          type="button"
          class="btn bare"
          onClick={() => {
            unseal()
            raised.value = null
          }}
        >
          {w.notRaised}
        </button>
      ) : null}
    </details>
  )
}

/** Save, or first make the code that opens what is saved. */
function Save({ text }: { text: string }) {
  const act = async () => {
    if (!held.value || keeping.value === "no") return go({ at: "keep" })
    if (await (await keeper()).saveDraft("i24")) go({ at: "kept" })
  }
  return (
    <>
      <button type="button" class="btn quiet wide" onClick={() => void act()}>
        {text}
      </button>
      {keeping.value === "failed" ? (
        <p class="small" role="alert">
          {words().keep.failed}
        </p>
      ) : null}
    </>
  )
}

/** Delete everything, after a second look. */
function Delete({ text, note }: { text: string; note: string }) {
  const box = useRef<HTMLDialogElement>(null)
  const failed = useSignal(false)
  const w = words().review
  const act = async () => {
    if (!(await (await keeper()).deleteEverything())) return (failed.value = true)
    box.current?.close()
    unseal()
    return go({ at: "gone" })
  }
  return (
    <>
      <button type="button" class="btn bare" onClick={() => box.current?.showModal()}>
        {text}
      </button>
      <dialog ref={box} aria-labelledby="delete-title">
        <h2 id="delete-title">{text}</h2>
        <p>{note}</p>
        {failed.value ? <p role="alert">{w.deleteFailed}</p> : null}
        <div class="acts">
          <button type="button" class="btn quiet" autofocus onClick={() => box.current?.close()}>
            {w.keepIt}
          </button>
          <button type="button" class="btn" onClick={() => void act()}>
            {text}
          </button>
        </div>
      </dialog>
    </>
  )
}
