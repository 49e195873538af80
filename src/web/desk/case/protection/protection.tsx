import { useState } from "preact/hooks"
import type { Measure } from "#core/life/life.ts"
import { now } from "#web/lib/clock.ts"
import { dayOf, when } from "#web/lib/times.ts"
import { counted, fill, lang, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { type Column, Table } from "#web/ui/table.tsx"
import type { ActName } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { Closed } from "#web/desk/case/closed.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { TakeBack } from "#web/desk/case/work/take-back.tsx"
import { MailboxFirst } from "#web/desk/case/parties/first.tsx"
import { Acts, type Begin, type Doing, MeasureDialog } from "./acts.tsx"
import { Told, useInstructions } from "./instructions.tsx"
import { askedDue, contentOf, inOrder, isOver, isReviewLate } from "./of-measure.ts"
import { waitingOrder } from "./sign.tsx"
import { measureWords } from "./words.ts"

type Props = {
  readonly one: Case
  readonly closed: Closed
  readonly begin: (act: ActName) => void
  readonly reload: () => void
}

/** Protection of this case: what was asked for first, then what is late, then the rest, each with what is next. */
export function Protection({ one, closed, begin, reload }: Props) {
  const say = measureWords()
  const [doing, start] = useState<Doing | null>(null)
  const told = useInstructions(one)
  const all = one.screen.life?.measures ?? []
  const alive = inOrder(all.filter((measure) => !isOver(measure)))
  const over = all.filter(isOver)
  const columns = columnsOf(one, (measure) => (
    <>
      <Told measure={measure} one={one} told={told} begin={start} />
      <Acts measure={measure} one={one} begin={start} />
    </>
  ))
  const table = (rows: readonly Measure[]) => (
    <Table caption={say.caption} columns={columns} rows={rows} keyOf={({ n }) => String(n)} />
  )
  return (
    <div class="measures">
      <h2>{say.title}</h2>
      <MailboxFirst one={one} reload={reload} />
      <Signed one={one} begin={start} reload={reload} />
      {all.length === 0 ? <p class="empty">{say.empty}</p> : null}
      {alive.length > 0 ? table(alive) : null}
      {over.length > 0 ? (
        <details>
          <summary>{counted(say.ended, over.length)}</summary>
          {table(over)}
        </details>
      ) : null}
      <ByItself one={one} />
      <Button kind="quiet" cap="m" why={closed.measure} onPress={() => begin("measure")}>
        {say.order}
      </Button>
      {doing ? (
        <MeasureDialog
          doing={doing}
          one={one}
          receivers={told.receivers}
          reload={() => {
            reload()
            told.again()
          }}
          onClose={() => start(null)}
        />
      ) : null}
    </div>
  )
}

function columnsOf(one: Case, next: (measure: Measure) => preact.ComponentChildren) {
  const say = measureWords()
  const columns: Column<Measure>[] = [
    {
      head: say.col.what,
      kind: "what",
      cell: ({ code }) => (
        <>
          <span class="mono">{code}</span> {contentOf(code)?.name[lang.value]}
        </>
      ),
    },
    {
      head: say.col.on,
      cell: ({ code }) => {
        const on = contentOf(code)?.on_whom
        return on ? say.on[on] : ""
      },
    },
    { head: say.col.state, cell: (measure) => <State of={measure} one={one} /> },
    { head: say.col.review, cell: (measure) => <Review of={measure} /> },
    { head: say.col.next, cell: next },
  ]
  return columns
}

/** Where it stands, in words; what the affected person asked for carries its clock. */
function State({ of, one }: { readonly of: Measure; readonly one: Case }) {
  const { row } = measureWords()
  const due = askedDue(one, of)
  if (due !== null && (of.state === "ASKED" || of.state === "CONSENTED")) {
    const late = due <= now.value
    const asked = late ? row.askedLate : row.asked
    return (
      <span class="due" data-s={late ? "over" : "soon"}>
        {fill(of.state === "ASKED" ? asked : row.consented, { time: when(due, now.value) })}
      </span>
    )
  }
  const ends = one.screen.measuresEnd[of.n]
  return (
    <>
      {fill(row.since, {
        state: lifeWords().measure[of.state],
        time: when(of.at, now.value),
      })}
      {of.state === "PROPOSED" ? <span class="second">{row.offered}</span> : null}
      {ends && !isOver(of) ? (
        <span class="second">{fill(row.ends, { time: when(ends, now.value) })}</span>
      ) : null}
    </>
  )
}

function Review({ of }: { readonly of: Measure }) {
  const { row } = measureWords()
  if (of.orderedAt === null || isOver(of)) return null
  if (of.reviewAt === null) return <>{row.noReview}</>
  const late = isReviewLate(of)
  return (
    <span class="due" data-s={late ? "over" : "ahead"}>
      {fill(late ? row.reviewLate : row.review, { time: when(of.reviewAt, now.value) })}
    </span>
  )
}

/** A measure that one person has signed: nobody is told before the second signature. */
type SignedProps = Pick<Props, "one" | "reload"> & { readonly begin: Begin }
function Signed({ one, begin, reload }: SignedProps) {
  const say = measureWords()
  const waiting = waitingOrder(one)
  if (!waiting) return null
  const { signing, facts } = waiting
  const { role } = lifeWords()
  const missing = (["lead", "legal"] as const).filter((one) => !signing.as.includes(one))
  return (
    <div class="banner">
      <p>
        <b>
          {facts.code} {contentOf(facts.code)?.name[lang.value]}
        </b>{" "}
        {fill(say.row.signed, {
          name: one.screen.names[signing.by] ?? "",
          time: when(signing.at, now.value),
          roles: listed(missing.map((one) => role[one])),
        })}
      </p>
      <Button
        kind="quiet"
        why={closedAct(one, "measure.ordered", facts)}
        onPress={() => begin({ what: "sign" })}
      >
        {say.act.sign}
      </Button>
      <TakeBack one={one} reload={reload} />
    </div>
  )
}

/** What begins by itself and needs nobody. */
function ByItself({ one }: { readonly one: Case }) {
  const say = measureWords()
  if (!one.screen.life) return null
  return (
    <p class="second">
      <span class="mono">M15</span>{" "}
      {fill(say.row.byItself, {
        name: contentOf("M15")?.name[lang.value] ?? "",
        date: dayOf(one.screen.appraisals),
      })}
    </p>
  )
}
