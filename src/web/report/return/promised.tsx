import { type Signal, useSignal } from "#web/report/signal.ts"
import type { Promised } from "#core/life/life.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { choose as doOne } from "./acts.tsx"
import type { Opened } from "./case.ts"
import { type Seen, way } from "./way.ts"
import { back } from "./words.ts"

type Written = { readonly text: string; readonly view: { readonly seq: number } }
type Reading = { readonly view: Seen; readonly said: readonly Pick<Opened, "text" | "about">[] }

/** Promises to an affected person with a mailbox of their own are counted apart. */
function toWhom(): { to?: "affected" } {
  return way.value.at === "/api/mailbox" ? { to: "affected" } : {}
}

type Making = { readonly text: string; readonly message: number; readonly due: number }
/** Make a promise of something the team wrote: the words go sealed, the clock is the server's to watch. */
async function promise({ view }: Reading, { text, message, due }: Making): Promise<void> {
  const n = view.life.promises.length + 1
  const form = { fields: { message: String(message) } }
  await way.value.write("promise.made", { n, due, ...toWhom() }, { text, form })
}

/** Beside a message of the team: whoever it is written to makes a promise of it, with a time of their own. */
export function MakePromise({ one, now }: { one: Written; now: Reading }) {
  const open = useSignal(false)
  const text = useSignal(one.text.slice(0, 1000))
  const wall = useSignal("")
  const told = useSignal("")
  const w = back().protection.promise
  const { state } = now.view.life
  const made = now.said.some(
    ({ about }) => about?.act === "promise.made" && about.message === one.view.seq,
  )
  if (made || state === "RECEIVED" || state === "CLOSED") return null
  const keep = async (event: Event) => {
    event.preventDefault()
    const due = new Date(wall.value).getTime()
    if (!(due > now.view.now) || text.value.trim() === "") {
      told.value = w.opens
      return
    }
    told.value = await promise(now, { text: text.value.trim(), message: one.view.seq, due }).then(
      () => "",
      () => back().notSent, // what was typed stays in the form
    )
    if (told.value === "") open.value = false
  }
  if (!open.value)
    return (
      <p class="small">
        <button type="button" class="link" onClick={() => (open.value = true)}>
          {w.make}
        </button>
      </p>
    )
  return (
    <form onSubmit={(event) => void keep(event)} novalidate>
      <Fields text={text} wall={wall} />
      <div class="acts">
        <button class="btn" type="submit">
          {w.go}
        </button>
        <button class="btn quiet" type="button" onClick={() => (open.value = false)}>
          {back().look.notNow}
        </button>
      </div>
      <p class="small" role="status">
        {told.value}
      </p>
    </form>
  )
}

/** What was promised, in words that may be changed, and by when. */
function Fields({ text, wall }: { text: Signal<string>; wall: Signal<string> }) {
  const w = back().protection.promise
  return (
    <>
      <label class="field">
        <b>{w.words}</b>
        <textarea
          rows={3}
          maxLength={1000}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <b>{w.due}</b>
        <input
          type="datetime-local"
          value={wall.value}
          onInput={(event) => (wall.value = event.currentTarget.value)}
        />
      </label>
    </>
  )
}

/** Promises made to them, with the same clock that the team sees. */
export function PromisesMade({ now }: { now: Reading }) {
  const told = useSignal("")
  const w = back().protection.promise
  const { promises } = now.view.life
  if (promises.length === 0) return null
  return (
    <section aria-labelledby="promised">
      <h2 id="promised">{w.title}</h2>
      {promises.map((one) => (
        <Line one={one} now={now} tell={(said) => (told.value = said)} key={one.n} />
      ))}
      <p class="small" role="status">
        {told.value}
      </p>
    </section>
  )
}

type LineProps = { one: Promised; now: Reading; tell: (said: string) => void }
function Line({ one, now, tell }: LineProps) {
  const w = back().protection
  const { view, said } = now
  const { n } = one
  const late = one.state === "owed" && one.due <= view.now
  const paper = said.find(({ about }) => about?.act === "promise.made" && about.n === n)
  const words = paper?.text || say(w.promise.noWords, { n })
  const state =
    one.state === "owed"
      ? say(late ? w.promise.late : w.promise.by, { at: instant(one.due, view.now, lang.value) })
      : w.promise[one.state]
  const choose = (kind: "promise.denied" | "promise.released", done: string) =>
    void doOne(kind, { n, ...toWhom() }, done).then(tell)
  return (
    <div class="msg" role="group" aria-label={words}>
      <p class="lines">{words}</p>
      <p>
        <span class="due" data-s={late ? "over" : one.state === "owed" ? "ahead" : "kept"}>
          {state}
        </span>
      </p>
      <div class="acts">
        {one.state === "kept" ? (
          <button
            type="button"
            class="btn quiet"
            onClick={() => choose("promise.denied", w.promise.deniedDone)}
          >
            {w.promise.denied}
          </button>
        ) : null}
        {one.state === "owed" ? (
          <button
            type="button"
            class="btn quiet"
            onClick={() => choose("promise.released", w.enoughDone)}
          >
            {w.enough}
          </button>
        ) : null}
      </div>
    </div>
  )
}
