import { useSignal } from "#web/report/signal.ts"
import { useEffect } from "preact/hooks"
import { keyFor } from "#crypto/case-key.ts"
import { allSent, attached } from "#web/report/attached.ts"
import { Files } from "#web/report/ask/files.tsx"
import { instant } from "#web/report/clock.ts"
import type { Held } from "#web/report/her.ts"
import { lang } from "#web/report/memory.ts"
import { say as fill } from "#web/report/say.ts"
import { sendAs } from "#web/report/session.ts"
import { heldHere, say, type Case, type Opened } from "./case.ts"
import { Download, Paragraphs } from "./letter.tsx"
import { opened } from "./opened.ts"
import { MakePromise } from "./promised.tsx"
import { whichProtection } from "./which.ts"
import { back } from "./words.ts"

/** What was said on both sides, and where she writes. */
export function Messages({ now }: { now: Case }) {
  const w = back()
  const fresh = now.said
    .filter((one) => one.view.by !== null && one.view.readAt === null && !one.broken)
    .map((one) => one.view.seq)
  const news = fresh.join(" ")
  useEffect(() => {
    const mine = opened.value
    if (mine && fresh.length > 0)
      void sendAs(mine.keys, "/api/case/reads", { method: "POST", json: { seqs: fresh } }).catch(
        () => undefined,
      ) // told again at the next look
  }, [news])
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{w.messages}</h2>
      {now.said.length <= 1 ? <p class="empty">{w.noMessages}</p> : null}
      {now.said.map((one) => (
        <Message one={one} now={now} key={one.view.seq} />
      ))}
      {now.checked.doubts.includes("mailbox") ? null : <Write />}
    </section>
  )
}

function Message({ one, now }: { one: Opened; now: Case }) {
  const w = back()
  const mine = one.view.by === null
  const first = one.view.kind === "report" || one.view.kind === "help-now"
  return (
    <div class={mine ? "msg mine" : "msg"}>
      <p class="from">
        <b>{mine ? w.you : one.view.by}</b>
        <span>
          {instant(one.view.at, now.view.now, lang.value)}
          {!mine && one.view.readAt === null ? `. ${w.isNew}.` : ""}
        </span>
      </p>
      <OfProtection one={one} now={now} />
      {one.broken ? (
        <p>
          <b>{w.cannotRead}</b>
        </p>
      ) : first ? (
        <details>
          <summary>{w.newMessages.none}</summary>
          <Paragraphs text={one.text} />
        </details>
      ) : (
        <Paragraphs text={one.text} />
      )}
      {one.files.map((file) => (
        <Download
          file={file}
          identity={keyFor(now.checked.keys, "mailbox", one.view.epoch)}
          parts="/api/case/parts"
          key={file.sha256}
        />
      ))}
      {mine || one.broken || one.view.kind === "paper" ? null : <MakePromise one={one} now={now} />}
    </div>
  )
}

/** Words about a protection say first what they are: what was offered reads like what was ordered. */
function OfProtection({ one: { about, view }, now }: { one: Opened; now: Case }) {
  const what = about?.act.startsWith("measure.") ? back().events[about.act] : undefined
  const which = whichProtection(now.view, about?.n)
  if (view.by === null || what === undefined || which === null) return null
  return <p class="small">{`${what}${lang.value === "zh" ? "：" : ": "}${which}`}</p>
}

/** Write, add or correct, or say who else must not see it; with files if she wants. */
function Write() {
  const text = useSignal("")
  const kind = useSignal<"message" | "addition">("message")
  const told = useSignal("")
  const busy = useSignal(false)
  const to = useSignal<Held | null>(null)
  const w = back()
  const send = async (event: Event) => {
    event.preventDefault()
    if (busy.value || !allSent() || (text.value.trim() === "" && attached.value.length === 0))
      return
    busy.value = true
    told.value = ""
    try {
      await say(kind.value, text.value.trim())
      text.value = ""
      kind.value = "message"
      told.value = w.sent
    } catch {
      told.value = w.notSent // her words stay in the field
    }
    busy.value = false
  }
  const begin = (next: "message" | "addition", start = "") => {
    kind.value = next
    if (text.value.trim() === "") text.value = start
    document.getElementById("write")?.focus()
  }
  return (
    <form onSubmit={(event) => void send(event)} novalidate>
      <div class="acts">
        <button type="button" class="link" onClick={() => begin("addition")}>
          {w.add}
        </button>
        <button type="button" class="link" onClick={() => begin("addition", w.mustNotSeeStart)}>
          {w.mustNotSee}
        </button>
      </div>
      <Field kind={kind.value} text={text.value} type={(next) => (text.value = next)} />
      {to.value ? <Files to={to.value} /> : null}
      <div class="acts">
        <button class="btn" type="submit" aria-disabled={busy.value || !allSent()}>
          {w.send}
        </button>
        {to.value ? null : (
          <button
            class="btn quiet"
            type="button"
            onClick={() => void heldHere().then((held) => (to.value = held))}
          >
            {w.addFile}
          </button>
        )}
      </div>
      <p class="small" role="status">
        {fill(told.value, {})}
      </p>
    </form>
  )
}

function Field({
  kind,
  text,
  type,
}: {
  kind: "message" | "addition"
  text: string
  type: (next: string) => void
}) {
  const w = back()
  return (
    <label class="field">
      <b>{kind === "addition" ? w.add : w.write}</b>
      <textarea
        id="write"
        rows={4}
        maxLength={20000}
        aria-describedby="sealed-here"
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <span class="help small" id="sealed-here">
        {kind === "addition" ? `${w.addHow} ` : ""}
        {w.sealedHere}
      </span>
    </label>
  )
}
