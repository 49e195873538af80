import { useState } from "preact/hooks"
import { answerables } from "#core/answerable.ts"
import { boardPromises, failureEnds, type Count, type Figures } from "#core/board.ts"
import type { BoardScreen } from "#wire/board.ts"
import { get } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Table } from "#web/ui/table.tsx"
import { useLoad } from "#web/desk/act.ts"
import { lifeWords } from "#web/desk/case/life.ts"
import { outcomeWords } from "#web/desk/case/outcome/words.ts"
import { Loading } from "#web/desk/loading.tsx"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { PromiseTimes } from "./promise-times.tsx"
import type { Shown } from "./shown.ts"
import { boardWords, nameOf, tenOf } from "./words.ts"

/** How well promises are kept, by quarters: for the board, who see no case. */
export function Screen() {
  const loaded = useLoad((signal) => get<BoardScreen>("/board", { signal }), "board")
  return <Loading of={loaded}>{(screen) => <Quarters screen={screen} />}</Loading>
}

function Quarters({ screen }: { readonly screen: BoardScreen }) {
  const say = boardWords()
  const [plots, show] = useState(true)
  useShortcuts([{ key: "t", label: say.keys.tables, act: () => show(!plots) }])
  const shown = screen.quarters.flatMap((one): Shown[] =>
    one.figures ? [{ ...one, figures: one.figures, name: nameOf(one) }] : [],
  )
  const head = (
    <>
      <h1>{say.title}</h1>
      <p class="second">{say.why}</p>
    </>
  )
  const last = screen.quarters.at(-1)
  if (shown.length === 0)
    return (
      <>
        {head}
        <p class="empty">{say.none}</p>
      </>
    )
  return (
    <div class="board" data-keys>
      <div>{head}</div>
      <How />
      <Reports shown={shown} waits={last && !last.figures ? nameOf(last) : null} />
      <section aria-labelledby="times">
        <h2 id="times">{say.promises.title}</h2>
        <div class="plots">
          {boardPromises.map((kind) => (
            <PromiseTimes key={kind} kind={kind} shown={shown} plot={plots} />
          ))}
        </div>
      </section>
      <Counts
        id="missed"
        {...{ title: say.missed.title, why: say.missed.why, head: say.missed.role, shown }}
        rows={answerables.map((role) => ({
          name: lifeWords().role[role],
          of: (figures) => figures.missed[role],
        }))}
      />
      <Counts
        id="ends"
        {...{ title: say.ends.title, why: say.ends.why, head: say.ends.what, shown }}
        rows={failureEnds.map((end) => ({
          name: end === "waiting" ? say.ends.waiting : outcomeWords().failures.outcomes[end],
          of: (figures) => figures.ends[end],
        }))}
      />
    </div>
  )
}

function How() {
  const { title, lines } = boardWords().how
  return (
    <details class="how">
      <summary>{title}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

type ReportsProps = {
  readonly shown: readonly Shown[]
  /** What is over and had too little to show. */
  readonly waits: string | null
}
function Reports({ shown, waits }: ReportsProps) {
  const { reports, when } = boardWords()
  const joined = shown.some(({ since, quarter }) => since !== quarter)
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{reports.title}</h2>
      {joined ? <p class="second">{reports.joined}</p> : null}
      {waits ? <p class="second">{fill(reports.waits, { quarter: waits })}</p> : null}
      <Table
        caption={reports.title}
        rows={shown.toReversed()}
        keyOf={({ quarter }) => quarter}
        columns={[
          { head: when, cell: ({ name }) => name, kind: "what" },
          { head: reports.came, cell: ({ figures }) => tenOf(figures.reports), n: true },
        ]}
      />
    </section>
  )
}

/** The newest: about a year, beside each other. */
const mostCompared = 4

type CountsProps = {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly head: string
  readonly shown: readonly Shown[]
  readonly rows: readonly { readonly name: string; readonly of: (figures: Figures) => Count }[]
}

/** Counts of several kinds, a column for each period. */
function Counts({ id, title, why, head, shown, rows }: CountsProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="second">{why}</p>
      <Table
        caption={title}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { head, cell: ({ name }) => name, kind: "what" },
          ...shown.slice(-mostCompared).map((one) => ({
            head: one.name,
            cell: ({ of }: CountsProps["rows"][number]) => tenOf(of(one.figures)),
            n: true,
          })),
        ]}
      />
    </section>
  )
}
