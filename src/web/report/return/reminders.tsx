import { useSignal, type Signal } from "#web/report/signal.ts"
import type { Ref } from "preact"
import { useRef } from "preact/hooks"
import type { ReminderView } from "#wire/report.ts"
import { Declined } from "#web/report/api.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { sendAs } from "#web/report/session.ts"
import { opened } from "./opened.ts"
import { way } from "./way.ts"
import { back } from "./words.ts"

/** She may leave an address for reminders. What that costs her is said before, and taking it back is as near. */
export function Reminders({ reminder }: { reminder: ReminderView }) {
  const address = useSignal(reminder.asked?.address ?? "")
  const told = useSignal("")
  const summary = useRef<HTMLElement>(null)
  const w = back().remind
  const { asked, from } = reminder
  const remove = async () => {
    const gone = await changed({ method: "DELETE" })
    told.value = gone === null ? w.deleted : back().failed
    if (gone !== null) return
    address.value = ""
    summary.current?.focus() // the button that was pressed is gone
  }
  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{w.title}</h2>
      <details>
        <summary ref={summary}>{asked ? w.change : w.ask}</summary>
        {asked ? (
          <p>
            {say(w.now, {
              address: asked.address,
              hour: clock(asked.hour),
              zone: asked.zone,
            })}{" "}
            {asked.failed ? <b>{w.undelivered}</b> : null}
          </p>
        ) : null}
        {from === null ? <p>{w.none}</p> : <Wish {...{ reminder, from, address, told }} />}
        {asked ? (
          <div class="acts">
            <button type="button" class="btn quiet" onClick={() => void remove()}>
              {w.remove}
            </button>
          </div>
        ) : null}
      </details>
      <p class="small" role="status">
        {told.value}
      </p>
    </section>
  )
}

/** What an address here means, and then the place for it. */
function Wish({ reminder, from, address, told }: Wished) {
  const hour = useSignal(reminder.asked?.hour ?? 18)
  const wrong = useSignal("")
  const field = useRef<HTMLInputElement>(null)
  const w = back().remind
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const save = async (event: Event) => {
    event.preventDefault()
    wrong.value = told.value = ""
    const to = address.value.trim().toLowerCase()
    const json = { address: to, lang: lang.value, zone, hour: hour.value }
    const no = await changed({ method: "PUT", json })
    if (no === "failed") told.value = back().failed
    else if (no === null) told.value = to === reminder.asked?.address ? w.changed : w.saved
    else {
      wrong.value = w[no]
      field.current?.focus()
    }
  }
  return (
    <>
      <Meant words={reminder.words[lang.value]} from={from} />
      <form onSubmit={(event) => void save(event)} novalidate>
        <Address {...{ address, wrong, field }} />
        <Hour hour={hour} zone={zone} />
        <div class="acts">
          <button class="btn quiet" type="submit">
            {reminder.asked ? w.again : w.save}
          </button>
        </div>
      </form>
    </>
  )
}

type Typed = {
  address: Signal<string>
  wrong: Signal<string>
  field: Ref<HTMLInputElement>
}

function Address({ address, wrong, field }: Typed) {
  const w = back().remind
  return (
    <>
      <label class="field">
        <b>{w.address}</b>
        <input
          type="text"
          inputmode="email"
          dir="ltr"
          autocapitalize="off"
          autocomplete="off"
          spellcheck={false}
          maxLength={254}
          ref={field}
          value={address.value}
          aria-invalid={wrong.value !== ""}
          aria-describedby="reminder-wrong"
          onInput={(event) => (address.value = event.currentTarget.value)}
        />
      </label>
      <p class="missing" id="reminder-wrong" role="alert">
        {wrong.value}
      </p>
    </>
  )
}

type Wished = {
  reminder: ReminderView
  from: string
  address: Signal<string>
  told: Signal<string>
}

function Meant({ words, from }: { words: ReminderView["words"]["en"]; from: string }) {
  const w = back().remind
  return (
    <>
      <p>{w.knows}</p>
      <p>{w.runs}</p>
      <p>{w.record}</p>
      <p>{say(w.sender, { from, ...words })}</p>
      <p>{w.most}</p>
      <p>{w.first}</p>
      <p>
        <b>{w.work}</b>
      </p>
    </>
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)

function Hour({ hour, zone }: { hour: Signal<number>; zone: string }) {
  const w = back().remind
  return (
    <label class="field">
      <b>{w.hour}</b>
      <select
        value={hour.value}
        onChange={(event) => (hour.value = Number(event.currentTarget.value))}
      >
        {hours.map((one) => (
          <option value={one} key={one}>
            {clock(one)}
          </option>
        ))}
      </select>
      <span class="help">{say(w.zone, { zone })}</span>
    </label>
  )
}

/** An hour of the day as the language says it. */
function clock(hour: number): string {
  return new Intl.DateTimeFormat(lang.value === "zh" ? "zh-Hans" : "en-GB", {
    hour: "numeric",
    minute: "2-digit",
    ...(lang.value === "zh" ? { hourCycle: "h23" } : { hour12: true }),
    timeZone: "UTC",
  }).format(Date.UTC(2000, 0, 1, hour))
}

/** Asks the server to change it and looks again; null when it did, else which sentence says why not. */
async function changed(asking: {
  method: "PUT" | "DELETE"
  json?: unknown
}): Promise<null | "bad" | "company" | "often" | "failed"> {
  const mine = opened.value
  if (!mine) return "failed"
  try {
    await sendAs(mine.keys, `${way.value.at}/reminder`, asking)
  } catch (why) {
    if (!(why instanceof Declined)) return "failed" // no answer came; she is told so beside what she typed
    const { problem, fields = [] } = why.problem
    if (problem === "malformed" && fields.includes("address")) return "bad"
    if (problem === "work-address") return "company"
    return problem === "not-now" ? "often" : "failed"
  }
  await way.value.load().catch(() => undefined) // shown again at the next look
  return null
}
