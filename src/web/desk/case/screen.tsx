import { useEffect, useState } from "preact/hooks"
import { useLoad } from "#web/desk/act.ts"
import { asksByItself } from "#web/lib/api.ts"
import { Loading } from "#web/desk/loading.tsx"
import { go, type ScreenProps } from "#web/desk/router.ts"
import { words } from "#web/desk/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { EvidencePart } from "#web/desk/evidence/part.tsx"
import { evidenceWords } from "#web/desk/evidence/words.ts"
import { Looking } from "#web/desk/evidence/looking.tsx"
import { Banner } from "#web/ui/banner.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { ActName } from "./act-props.ts"
import { ActDialog } from "./acts.tsx"
import { After } from "./after/screen.tsx"
import { answersOf, type Case, loadCase, toldIn } from "./case.ts"
import { safetyOf } from "./answers.ts"
import { withCalendar } from "./calendar.ts"
import { type Closed, closedBy } from "./closed.ts"
import { recheck } from "./conflict/recheck.ts"
import { recordUnlogged } from "./conflict/unlogged.ts"
import { FirstDays } from "./first-hour/screen.tsx"
import { Head } from "./head.tsx"
import { Inquiry } from "./inquiry/screen.tsx"
import { inquiryWords } from "./inquiry/words.ts"
import { Law } from "./law/screen.tsx"
import { sortByReport } from "./intake-told.ts"
import { Mailbox } from "./mailbox.tsx"
import { Outcome } from "./outcome/screen.tsx"
import { measureWords } from "./protection/words.ts"
import { Owing } from "./owing.tsx"
import { type Part, partOf, PartsNav } from "./parts-nav.tsx"
import { RingingAgain, Sealed, Shut } from "./sealed.tsx"
import { renewKeys } from "./take.ts"
import { Told } from "./told.tsx"
import { Timeline } from "./timeline.tsx"
import { caseWords } from "./words.ts"

/** One case: what is owed, what was told and what happened, and the thread with the reporter. */
export function Screen({ params }: ScreenProps) {
  const id = params["id"] ?? ""
  const loaded = useLoad(async (signal) => {
    await withCalendar()
    const found = await loadCase(id, signal)
    asksByItself(signal)
    const sorted = (await sortByReport(found)) ? await loadCase(id, signal) : found
    const checked = (await recheck(sorted, signal)) ? await loadCase(id, signal) : sorted
    const one = (await recordUnlogged(checked, signal)) ? await loadCase(id, signal) : checked
    return (await renewKeys(one)) ? loadCase(id, signal) : one
  }, id)
  useShortcuts([{ key: "Escape", label: words().keys.back, act: () => go("/desk/now") }])
  return (
    <Loading of={loaded}>
      {(one) => (
        <Shown one={one} part={partOf(params["part"])} reload={() => void loaded.reload()} />
      )}
    </Loading>
  )
}

type ShownProps = { readonly one: Case; readonly part: Part; readonly reload: () => void }
function Shown({ one, part, reload }: ShownProps) {
  const say = caseWords()
  const [act, begin] = useState<ActName | null>(null)
  const closed = closedBy(one)
  const column = (at: number) => document.getElementById(`col-${at}`)?.focus()
  const start = (name: ActName) => () => {
    const why = closed[name]
    if (why === null) begin(name)
    else toast(why)
  }
  useShortcuts([
    { key: "c", label: say.call.act, act: start("call") },
    { key: "m", label: measureWords().order, act: start("measure") },
    { key: "x", label: say.hand.act, act: start("hand") },
    { key: "r", label: say.level.raise, act: start("raise") },
    {
      key: "f",
      label: inquiryWords().part.first,
      act: () => go(`/desk/cases/${one.id}/first`),
    },
    {
      key: "v",
      label: evidenceWords().register.open,
      act: () => go(`/desk/cases/${one.id}/evidence`),
    },
    { key: "1", label: say.cols.owed, act: () => column(1), quiet: true },
    { key: "2", label: say.cols.told, act: () => column(2), quiet: true },
    { key: "3", label: say.cols.mail, act: () => column(3), quiet: true },
  ])
  useEffect(() => begin(null), [one.id, part])
  useEffect(() => scrollTo(0, 0), [part])
  return (
    <>
      <Head one={one} closed={closed} begin={begin} />
      {one.papers && one.screen.row.state === "ringing" ? (
        <RingingAgain one={one} onOpened={reload} />
      ) : null}
      {one.papers ? <Safety one={one} part={part} /> : null}
      {one.cannot ? <Shut one={one} why={one.cannot} /> : null}
      {!one.papers && !one.cannot ? <Sealed one={one} onOpened={reload} /> : null}
      {one.papers ? <PartsNav id={one.id} part={part} /> : null}
      {one.papers ? (
        <PartOf part={part} one={one} closed={closed} begin={begin} reload={reload} />
      ) : null}
      <Looking one={one} reload={reload} />
      {act ? <ActDialog name={act} one={one} reload={reload} onClose={() => begin(null)} /> : null}
    </>
  )
}

type PartOfProps = ShownProps & {
  readonly closed: Closed
  readonly begin: (act: ActName) => void
}

/** The part of the case that the address names. */
function PartOf({ part, one, closed, begin, reload }: PartOfProps) {
  const { cols } = caseWords()
  const of = { one, reload }
  if (part === "first") return <FirstDays {...of} closed={closed} begin={begin} />
  if (part === "evidence") return <EvidencePart {...of} />
  if (part === "inquiry") return <Inquiry {...of} />
  if (part === "outcome") return <Outcome {...of} />
  if (part === "law") return <Law {...of} />
  if (part === "after") return <After {...of} />
  return (
    <div class="cols">
      <section id="col-1" tabIndex={-1} class="stack" aria-label={cols.owed}>
        <Owing {...of} closed={closed} begin={begin} />
      </section>
      <div id="col-2" tabIndex={-1} role="group" class="stack" aria-label={cols.told}>
        <Told one={one} />
        <Timeline one={one} />
      </div>
      <Mailbox {...of} closed={closed} />
    </div>
  )
}

/** How the reporter may be reached, always in sight; and a list that does not check out, as what it is. */
function Safety({ one, part }: { readonly one: Case; readonly part: Part }) {
  const say = caseWords()
  const known = toldIn(one).some(({ form }) => form.answers)
  return (
    <>
      {one.papers?.sound === false ? (
        <Banner lamp alert>
          {say.unsound}
        </Banner>
      ) : null}
      <p class="safe">
        {(known ? safetyOf(answersOf(one)) : [say.safe.unknown]).map((part, at) =>
          at === 0 ? <b key={part}>{part}</b> : <span key={part}>{part}</span>,
        )}
      </p>
      {part === "now" ? (
        <p class="jump">
          <a href="#col-1">{say.cols.owed}</a>
          <a href="#col-2">{say.cols.told}</a>
          <a href="#col-3">{say.cols.mail}</a>
        </p>
      ) : null}
    </>
  )
}
