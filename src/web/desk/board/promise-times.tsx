import { shares, type BoardPromise, type PromiseFigures, type Share } from "#core/board.ts"
import { Table } from "#web/ui/table.tsx"
import { fill } from "#web/lib/words.ts"
import { Plot } from "./plot.tsx"
import type { Shown } from "./shown.ts"
import { boardWords, shortOf, tenOf } from "./words.ts"

/** More points than this stand too close on a telephone. */
const mostPoints = 8

type Props = {
  readonly kind: BoardPromise
  readonly shown: readonly Shown[]
  /** Whether the drawing is wanted beside its table. */
  readonly plot: boolean
}

/** How much of its time one promise took, period by period: drawn, and under it as a table. */
export function PromiseTimes({ kind, shown, plot }: Props) {
  const say = boardWords()
  const points = shown.slice(-mostPoints)
  const band = (of: (figures: PromiseFigures) => Share | null) =>
    points.map(({ figures }) => bandAt(of(figures.promises[kind])))
  const id = `promise-${kind}`
  return (
    <figure class="plot" aria-labelledby={id}>
      <figcaption id={id}>
        <b>{say.promise[kind]}</b>
        <span class="meta">{say.promises.axis}</span>
      </figcaption>
      {plot ? (
        <Plot
          label={labelOf(kind, points)}
          names={points.map(shortOf)}
          middle={band(({ middle }) => middle)}
          nine={band(({ nine }) => nine)}
        />
      ) : null}
      <Times kind={kind} shown={points} />
    </figure>
  )
}

function Times({ kind, shown }: Pick<Props, "kind" | "shown">) {
  const { column, when, share, span, few, promise } = boardWords()
  const at = ({ figures }: Shown) => figures.promises[kind]
  const told = (of: Share | null) =>
    of === null ? few : <span class={isPast(of) ? "miss" : undefined}>{share[of]}</span>
  return (
    <Table
      caption={promise[kind]}
      rows={shown.toReversed()}
      keyOf={({ quarter }) => quarter}
      columns={[
        { head: when, cell: ({ name }) => name, kind: "what" },
        { head: column.owed, cell: (one) => tenOf(at(one).owed), n: true },
        { head: column.late, cell: (one) => tenOf(at(one).late), n: true },
        { head: column.middle, cell: (one) => told(at(one).middle) },
        { head: column.nine, cell: (one) => told(at(one).nine) },
        {
          head: column.span,
          cell: (one) => {
            const took = at(one).span
            return took === null ? few : span[took]
          },
        },
      ]}
    />
  )
}

const isPast = (share: Share): boolean => share === "twice" || share === "later"

function bandAt(share: Share | null): number | null {
  return share === null ? null : shares.indexOf(share)
}

/** What a plot says in one sentence: its first value, its last, and the target. */
function labelOf(kind: BoardPromise, points: readonly Shown[]): string {
  const { promise, plot, onePlot, emptyPlot, share } = boardWords()
  const what = promise[kind]
  const told = points.flatMap(({ name, figures }) => {
    const { middle } = figures.promises[kind]
    return middle ? [{ name, share: share[middle] }] : []
  })
  const [first, last] = [told[0], told.at(-1)]
  if (!first || !last) return fill(emptyPlot, { what })
  const blanks = { what, first: first.share, from: first.name, last: last.share, to: last.name }
  return fill(told.length > 1 ? plot : onePlot, blanks)
}
