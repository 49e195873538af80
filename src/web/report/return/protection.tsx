import type { ComponentChildren } from "preact"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { MeasureCode } from "#core/life/word.ts"
import { useSignal, type Signal } from "#web/report/signal.ts"
import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"
import { choose as doOne } from "./acts.tsx"
import { AskFor, ask } from "./ask-for.tsx"
import type { Opened } from "./case.ts"
import { Look } from "./look.tsx"
import type { Seen } from "./way.ts"
import { back } from "./words.ts"

type View = Seen
type Measure = View["life"]["measures"][number]
/** How it stands, and the words that were sent. */
export type Reading = {
  readonly view: View
  readonly said: readonly Pick<Opened, "text" | "about">[]
}
/** The number of the next measure, as it is known at that moment. */
type Next = () => number | undefined
/** Do one thing about a measure and say how it went. */
export type Choose = <K extends ActKind>(kind: K, facts: ActFacts[K], done: string) => Promise<void>

/** Protection as the person it is for sees it: what is offered, what is in force, what ends, and what else can be asked for. */
export function Protection({ now, next }: { now: Reading; next: Next }) {
  const told = useSignal("")
  const { view } = now
  const w = back().protection
  if (!view.life.affected) return null
  const holds = <p class="small">{say(w.appraisals, { date: farDay(view.life.appraisals) })}</p>
  // What was ended stays ended; what holds by itself holds on.
  if (view.life.state === "CLOSED")
    return (
      <section aria-labelledby="protect">
        <h2 id="protect">{w.title}</h2>
        {holds}
      </section>
    )
  const choose: Choose = async (kind, facts, done) => {
    told.value = await doOne(kind, facts, done)
  }
  const of = (...states: Measure["state"][]) =>
    view.life.measures.filter(({ state }) => states.includes(state))
  const over = of("LIFTED", "REFUSED", "DECLINED")
  return (
    <section aria-labelledby="protect">
      <h2 id="protect">{w.title}</h2>
      <p class="small" role="status">
        {told.value}
      </p>
      <Group title={w.offered} how={w.offeredHow} of={of("PROPOSED")}>
        {(one) => <Offered one={one} now={now} choose={choose} />}
      </Group>
      <Group title={w.yours} of={of("ASKED", "CONSENTED")}>
        {(one) => <Waiting one={one} view={view} choose={choose} />}
      </Group>
      <Group title={w.force} of={of("BREACHED", "ORDERED", "IN_FORCE", "REVIEWED")}>
        {(one) => <InForce one={one} view={view} choose={choose} />}
      </Group>
      {holds}
      {view.life.state === "RECEIVED" ? (
        <p class="small">{w.notYet}</p>
      ) : (
        <AskFor measures={view.life.measures} told={told} ask={(code) => ask(code, next)} />
      )}
      {over.length > 0 ? (
        <details>
          <summary>{w.over}</summary>
          <ul class="line owed">
            {over.map((one) => (
              <li data-s="done" key={one.n}>
                <b>{w.name[one.code]}</b>
                <span class="second">{w.was[one.state as keyof typeof w.was]}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Decline view={view} told={told} />
    </section>
  )
}

/** Measures that stand alike, each with its name. */
function Group({
  title,
  how,
  of,
  children,
}: {
  title: string
  how?: string
  of: readonly Measure[]
  children: (one: Measure) => ComponentChildren
}) {
  if (of.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      {how ? <p class="small">{how}</p> : null}
      {of.map((one) => (
        <div class="msg" role="group" aria-label={back().protection.name[one.code]} key={one.n}>
          <p>
            <b>{back().protection.name[one.code]}</b>
          </p>
          {children(one)}
        </div>
      ))}
    </>
  )
}

type One = { one: Measure; choose: Choose }

/** What the team offers, in its own words: yes or no. */
function Offered({ one, now, choose }: One & { now: Reading }) {
  const w = back().protection
  const words = now.said.find(
    ({ about }) => about?.act === "measure.proposed" && about.n === one.n,
  )?.text
  return (
    <>
      <p class="lines">{words ?? w.what[one.code]}</p>
      <div class="acts">
        <Press kind="measure.accepted" one={one} choose={choose} text={w.yes} done={w.accepted} />
        <Press kind="measure.refused" one={one} choose={choose} text={w.no} done={w.refused} />
      </div>
    </>
  )
}

/** Asked for or accepted: the clock of the answer, which the team sees too. */
function Waiting({ one, view, choose }: One & { view: View }) {
  const w = back().protection
  const owed = view.owed.find(({ kind }) => kind === `promise:measure-${one.n}`)
  const due = owed?.due ?? one.at
  const late = owed?.missed !== null || due <= view.now
  const text =
    one.state === "ASKED" ? (late ? w.answerLate : w.answerBy) : late ? w.orderLate : w.orderBy
  return (
    <>
      <p>
        <span class="due" data-s={late ? "over" : "ahead"}>
          {say(text, { at: at(one.at, view), due: at(due, view) })}
        </span>
      </p>
      <div class="acts">
        <Enough one={one} choose={choose} />
      </div>
    </>
  )
}

/** What holds now: since when, until when it is looked at again, when it ends; what was broken is said here. */
function InForce({ one, view, choose }: One & { view: View }) {
  const w = back().protection
  const asking = useSignal(false)
  const lines = [
    say(one.state === "ORDERED" ? w.orderedAt : w.since, { at: at(one.orderedAt ?? one.at, view) }),
    one.reviewAt === null ? "" : say(w.review, { at: at(one.reviewAt, view) }),
    one.code === "M17" ? w.alsoThem : "",
  ]
  const broken = async () => {
    await choose("measure.breached", { n: one.n }, w.brokenDone)
    asking.value = false
  }
  return (
    <>
      <p>{lines.filter((line) => line !== "").join(lang.value === "zh" ? "" : " ")}</p>
      {one.ends === null ? null : <p class="banner">{say(w.ends, { at: at(one.ends, view) })}</p>}
      {one.state === "BREACHED" ? <p class="banner lamp">{w.wasBroken}</p> : null}
      {one.code === "M17" || one.state === "BREACHED" ? null : (
        <Look
          id={`broken-${one.n}`}
          press={w.broken}
          question={w.brokenSure}
          what={[w.brokenWhat]}
          asking={asking}
          yes={() => void broken()}
        />
      )}
      {one.theirs ? (
        <div class="acts">
          <Enough one={one} choose={choose} />
        </div>
      ) : null}
    </>
  )
}

function Enough({ one, choose }: One) {
  const w = back().protection
  return (
    <Press kind="measure.released" one={one} choose={choose} text={w.enough} done={w.enoughDone} />
  )
}

type PressProps = One & {
  kind: "measure.accepted" | "measure.refused" | "measure.released"
  text: string
  done: string
}
function Press({ kind, one, choose, text, done }: PressProps) {
  return (
    <button
      type="button"
      class="btn quiet"
      aria-label={`${text}: ${back().protection.name[one.code as MeasureCode] ?? ""}`}
      onClick={() => void choose(kind, { n: one.n }, done)}
    >
      {text}
    </button>
  )
}

/** Wanting none is an answer too, as long as protection is owed. */
function Decline({ view, told }: { view: View; told: Signal<string> }) {
  const w = back().protection
  const open = view.owed.some((owed) => owed.kind === "protection" && owed.met === null)
  if (!open) return null
  return (
    <>
      <div class="acts">
        <button
          type="button"
          class="btn quiet wide"
          onClick={() =>
            void doOne("protection.refused", {}, w.declined).then((said) => (told.value = said))
          }
        >
          {w.decline}
        </button>
      </div>
      <p class="small">{w.declineHow}</p>
    </>
  )
}

function at(time: number, view: View): string {
  return instant(time, view.now, lang.value)
}

/** A day that may be years away. */
function farDay(time: number): string {
  return new Intl.DateTimeFormat(lang.value === "zh" ? "zh-Hans-CN" : "en-GB", {
    dateStyle: "long",
  }).format(time)
}
