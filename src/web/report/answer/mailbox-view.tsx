import { useEffect, useRef } from "preact/hooks"
import { ui } from "#web/report/memory.ts"
import { swap } from "#web/report/place.ts"
import { Changed } from "#web/report/return/acts.tsx"
import { CheckIn } from "#web/report/return/check-in.tsx"
import { opened } from "#web/report/return/opened.ts"
import { way } from "#web/report/return/way.ts"
import { say } from "#web/report/say.ts"
import { sendAs, signOut } from "#web/report/session.ts"
import { End } from "./end.tsx"
import { Know } from "./know.tsx"
import { LetterShown } from "./letter-shown.tsx"
import { Affected, HeldFor, OwedToThem } from "./affected.tsx"
import { type Box, box, forgetBox, loadBox, trouble } from "./mailbox.ts"
import { Next } from "./next.tsx"
import { FirstCode, later, making, OwnCode, taken } from "./own-code.tsx"
import { forgetTyped } from "./typed.ts"
import { partysWay } from "./write.ts"
import { answerWords } from "./words.ts"

const often = 30_000

/** Everything that somebody outside has here, on one page; it looks again every half minute. */
export function MailboxView() {
  const load = () => loadBox().catch(() => undefined) // shown as trouble
  useEffect(() => {
    way.value = partysWay
    void load()
    const beat = setInterval(() => void (document.hidden ? undefined : load()), often)
    return () => clearInterval(beat)
  }, [])
  const now = box.value
  const w = answerWords()
  // While a new code is on its way the old one may be dead already: nothing of the new one is taken from the screen.
  const failed = trouble.value
  if (!making.value && (failed === "gone" || failed === "damaged"))
    return <Shut words={w[failed]} />
  if (!now) {
    if (failed === null) return <p role="status">{ui.value.loading}</p>
    return (
      <div class="banner" role="alert">
        <p>{w.offline}</p>
        <button type="button" class="btn quiet" onClick={() => void load()}>
          {ui.value.again}
        </button>
      </div>
    )
  }
  const { takenAt, closedAt } = now.view
  if (takenAt === null && closedAt === null && !later.value) return <FirstCode />
  return <Whole now={now} offline={failed === "offline"} />
}

/** What was sent and what can be done on one side; what holds and what is theirs on the other. */
function Whole({ now, offline }: { now: Box; offline: boolean }) {
  const w = answerWords()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    document.body.classList.add("two")
    return () => document.body.classList.remove("two")
  }, [])
  const closed = now.view.closedAt !== null
  return (
    <>
      <h1 tabIndex={-1} ref={title}>
        {headline(now)}
      </h1>
      <p class="say">{aboutIn(now)}</p>
      {closed ? null : (
        <p>
          <a
            class="noprint"
            href="#next"
            onClick={(event) => {
              event.preventDefault()
              document.getElementById("next")?.scrollIntoView()
            }}
          >
            {w.next}
          </a>
        </p>
      )}
      <Notes now={now} offline={offline} />
      <div class="cols">
        <div>
          {closed ? <p class="banner">{w.closed[now.view.closedBy ?? "team"]}</p> : null}
          <Asked now={now} />
          <Letters now={now} />
          {closed ? null : <Affected now={now} />}
          {closed ? null : <Next now={now} />}
        </div>
        <div>
          <OwedToThem now={now} />
          {closed ? null : <PaidBack now={now} />}
          {closed ? null : <HeldFor now={now} />}
          <Know now={now} />
          {closed ? null : <OwnCode />}
          <End closed={closed} leave={leaveBox} />
        </div>
      </div>
    </>
  )
}

/** Whoever was affected or saw it is asked for a year how they are. */
function Asked({ now }: { now: Box }) {
  const { checkIns, own } = now.view.life
  const closed = now.view.closedAt !== null || own?.life.state === "CLOSED"
  return <CheckIn checkIns={checkIns} now={now.view.now} closed={closed} />
}

/** Whoever is paid back says so by one press. */
function PaidBack({ now }: { now: Box }) {
  const { party } = now.view.life
  return party === "affected" || party === "witness" ? (
    <Changed how={answerWords().changedHow} />
  ) : null
}

/** What has to be known before anything else is read. */
function Notes({ now, offline }: { now: Box; offline: boolean }) {
  const w = answerWords()
  return (
    <>
      {offline ? (
        <p class="banner" role="status">
          {w.offline}
        </p>
      ) : null}
      {now.view.after ? <p class="banner">{w.after}</p> : null}
      {taken.value ? (
        <p class="banner" role="status">
          {w.own.done}
        </p>
      ) : null}
      {now.whole ? null : (
        <div class="banner lamp" role="alert">
          <p>
            <b>{w.doubt}</b>
          </p>
          <p>{w.doubtHow}</p>
        </div>
      )}
    </>
  )
}

/** Whoever was not told yet what is said learns it from the notice, not from here. */
function aboutIn({ view }: Box): string {
  const { about } = answerWords()
  const { party, noticed } = view.life
  return party === "respondent" && noticed === null ? about.untold : about[party]
}

function headline({ letters }: Box): string {
  const w = answerWords()
  const fresh = unread(letters).length
  if (fresh === 0) return w.title
  return fresh === 1 ? w.fresh.one : say(w.fresh.many, { count: fresh })
}

function unread(letters: Box["letters"]): number[] {
  return letters
    .filter(({ view, broken }) => view.by !== null && view.readAt === null && !broken)
    .map(({ view }) => view.seq)
}

/** What was sent, in order; that it was read is told once it was shown here. */
function Letters({ now }: { now: Box }) {
  const w = answerWords()
  const fresh = unread(now.letters)
  const news = fresh.join(" ")
  useEffect(() => {
    const mine = opened.value
    if (mine && fresh.length > 0)
      void sendAs(mine.keys, "/api/mailbox/reads", {
        method: "POST",
        json: { seqs: fresh },
      }).catch(() => undefined) // told again at the next look
  }, [news])
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{w.letters}</h2>
      {now.letters.length === 0 ? <p class="empty">{w.none}</p> : null}
      {now.letters.map((one) => (
        <LetterShown one={one} now={now} key={one.view.seq} />
      ))}
    </section>
  )
}

/** A code that opens nothing here any more, or a mailbox that does not open as it should. */
function Shut({ words }: { words: string }) {
  return (
    <>
      <h1 tabIndex={-1}>{answerWords().title}</h1>
      <p class="banner lamp" role="alert">
        {words}
      </p>
      <div class="acts">
        <button type="button" class="btn wide" onClick={leaveBox}>
          {answerWords().otherCode}
        </button>
      </div>
    </>
  )
}

/** Back to the code; nothing of the mailbox stays in the page. */
function leaveBox(): void {
  opened.value = null
  forgetBox()
  forgetTyped()
  later.value = false
  taken.value = false
  making.value = null
  signOut()
  swap({ at: "code" })
}
