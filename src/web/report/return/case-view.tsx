import { useSignal } from "#web/report/signal.ts"
import { useEffect } from "preact/hooks"
import { instant, lasting } from "#web/report/clock.ts"
import { lang, ui } from "#web/report/memory.ts"
import { swap } from "#web/report/place.ts"
import { say } from "#web/report/say.ts"
import { Lazy } from "#web/report/lazy.tsx"
import { signOut } from "#web/report/session.ts"
import { Acts } from "./acts.tsx"
import { Allow } from "./allow.tsx"
import { Choice } from "./choice.tsx"
import { CheckIn } from "./check-in.tsx"
import { giveInsurance, loadCase, shown, type Case } from "./case.ts"
import { Ladder, Timeline, WhoHolds } from "./ladder.tsx"
import { Messages } from "./messages.tsx"
import { Outside } from "./outside.tsx"
import { opened } from "./opened.ts"
import { Police } from "./police.tsx"
import { Promises } from "./owed.tsx"
import { Protection } from "./protection.tsx"
import { PromisesMade } from "./promised.tsx"
import { Reminders } from "./reminders.tsx"
import { silentFor } from "./silence.ts"
import { reportersWay, way } from "./way.ts"
import { back } from "./words.ts"

const often = 30_000

/** Everything about her report on one page; it looks again every half minute. */
export function CaseView() {
  const failed = useSignal(false)
  const load = () =>
    loadCase().then(
      () => (failed.value = false),
      () => (failed.value = true),
    )
  useEffect(() => {
    way.value = reportersWay
    void load().then(() => giveInsurance().catch(() => undefined)) // tried again on the next visit
    const beat = setInterval(() => void (document.hidden ? undefined : load()), often)
    return () => clearInterval(beat)
  }, [])
  useEffect(() => {
    document.body.classList.add("two")
    return () => document.body.classList.remove("two")
  }, [])
  const now = shown.value
  if (!now) {
    if (!failed.value) return <p role="status">{ui.value.loading}</p>
    return (
      <div class="banner" role="alert">
        <p>{back().offline}</p>
        <button type="button" class="btn quiet" onClick={() => void load()}>
          {ui.value.again}
        </button>
      </div>
    )
  }
  return (
    <>
      <Head now={now} />
      {failed.value ? (
        <p class="banner" role="status">
          {back().offline}
        </p>
      ) : null}
      <Doubts now={now} />
      <Silence now={now} />
      <Columns now={now} />
    </>
  )
}

/** What is asked of her and said to her on one side; what she can do and who holds it on the other. */
function Columns({ now }: { now: Case }) {
  return (
    <div class="cols">
      <div>
        <Choice view={now.view} />
        <Promises view={now.view} />
        <Allow view={now.view} />
        <CheckIn
          checkIns={now.view.life.checkIns}
          now={now.view.now}
          closed={now.view.life.state === "CLOSED"}
        />
        <PromisesMade now={now} />
        <Heard view={now.view} />
        <Messages now={now} />
      </div>
      <div>
        <Protection now={now} next={() => shown.value?.view.life.nextMeasure} />
        <Police view={now.view} />
        <Acts view={now.view} />
        <Ladder view={now.view} />
        <Outside now={now} />
        <WhoHolds view={now.view} />
        <Timeline view={now.view} />
        <Reminders reminder={now.view.reminder} />
        <Close />
      </div>
    </div>
  )
}

/** What they can say to what was found and decided comes in a chunk of its own, when there is something to say. */
function Heard({ view }: { view: Case["view"] }) {
  const { heard, life } = view
  const open = heard.may.length > 0 || heard.remedy !== null || life.remedies.length > 0
  if (!open) return null
  return <Lazy load={loadHeard} props={{ heard, remedies: life.remedies, now: view.now }} />
}
const loadHeard = () => import("#web/report/answer/heard.tsx").then((chunk) => chunk.HeardPart)

function Head({ now }: { now: Case }) {
  const fresh = now.said.filter((one) => one.view.by !== null && one.view.readAt === null)
  const w = back()
  const last = fresh.at(-1)
  const title =
    fresh.length === 0
      ? w.newMessages.none
      : fresh.length === 1
        ? w.newMessages.one
        : say(w.newMessages.many, { count: fresh.length })
  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      {last ? (
        <p class="say">
          {say(w.from, {
            name: last.view.by ?? "",
            at: instant(last.view.at, now.view.now, lang.value),
          })}{" "}
          <a
            href="#messages"
            onClick={(event) => {
              event.preventDefault()
              document.getElementById("messages")?.scrollIntoView()
            }}
          >
            {w.messages}
          </a>
        </p>
      ) : null}
    </>
  )
}

/** What does not check out is said plainly. */
function Doubts({ now }: { now: Case }) {
  const w = back()
  const { doubts } = now.checked
  if (doubts.length === 0) return <p class="small">{w.checked}</p>
  return (
    <div class="banner lamp" role="alert">
      <p>
        <b>{w.doubt}</b>
      </p>
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt}>{w.doubts[doubt]}</li>
        ))}
      </ul>
      <p>{w.doubtHow}</p>
    </div>
  )
}

/** After 48 hours without a word from anybody the page says so itself, and that it is the page that says it. */
function Silence({ now }: { now: Case }) {
  const silent = silentFor(now.view)
  if (silent === null) return null
  return (
    <p class="banner lamp" role="note">
      {say(back().silent, { time: lasting(silent, lang.value) })}
    </p>
  )
}

function Close() {
  return (
    <section>
      <div class="acts">
        <button type="button" class="btn quiet wide" onClick={close}>
          {back().close}
        </button>
      </div>
    </section>
  )
}

function close(): void {
  opened.value = null
  shown.value = null
  signOut()
  swap({ at: "code" })
}
