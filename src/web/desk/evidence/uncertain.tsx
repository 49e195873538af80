import { byBeginning, marksOf, orderOf, type Span, wholeOf } from "#core/interval.ts"
import { instantOf } from "#core/time.ts"
import { intervalOfCode } from "#core/when.ts"
import { zone } from "#web/lib/times.ts"
import { fill, locale } from "#web/lib/words.ts"
import { type Column, Table } from "#web/ui/table.tsx"
import { plainName } from "#core/file/kind.ts"
import { type Case, toldIn } from "#web/desk/case/case.ts"
import type { Register } from "./register.ts"
import { timeTold } from "./told.ts"
import { evidenceWords } from "./words.ts"

type Row = {
  readonly key: string
  readonly what: string
  readonly span: Span
  readonly zone: string
  readonly source: string
  readonly reported: boolean
}

/** What nobody knows to the minute, drawn as long as it is uncertain, and in a table that says the same. */
export function Uncertain({ one, register }: { readonly one: Case; readonly register: Register }) {
  const { line } = evidenceWords()
  const rows = [...reportedIn(one), ...piecesIn(register)].toSorted((a, b) =>
    byBeginning(a.span, b.span),
  )
  const reported = rows.find((row) => row.reported)
  const columns: readonly Column<Row>[] = [
    { head: line.what, cell: ({ what }) => what, kind: "what" },
    { head: line.from, cell: ({ span, zone }) => timeTold(span.from, zone) },
    { head: line.to, cell: ({ span, zone }) => timeTold(span.to, zone) },
    { head: line.source, cell: ({ source }) => source },
    {
      head: line.against,
      cell: (row) =>
        reported && !row.reported ? line.order[orderOf(row.span, reported.span)] : "–",
    },
  ]
  return (
    <section aria-labelledby="uncertain">
      <h2 id="uncertain">
        {line.title} <span class="meta">{fill(line.meta, { zone: zone.value })}</span>
      </h2>
      <Bars rows={rows} />
      <Table
        caption={line.title}
        columns={columns}
        rows={rows}
        keyOf={({ key }) => key}
        empty={line.empty}
      />
    </section>
  )
}

const wide = 720
const left = 90
const lane = 26
const top = 24

/** The rope, its marks at whole hours or days, and one bar for each uncertain time. */
function Bars({ rows }: { readonly rows: readonly Row[] }) {
  const { line } = evidenceWords()
  const whole = wholeOf(rows.map(({ span }) => span))
  if (!whole) return null
  const room = Math.max((whole.to - whole.from) * 0.04, 1_800_000)
  const scale = { from: whole.from - room, to: whole.to + room }
  const x = (at: number) => left + ((at - scale.from) / (scale.to - scale.from)) * (wide - left - 8)
  const height = top + rows.length * lane + 8
  const marks = marksOf(scale, zone.value, 8)
  const said = fill(line.picture, {
    n: rows.length,
    from: timeTold(whole.from),
    to: timeTold(whole.to),
  })
  return (
    <div class="bars" tabIndex={0} role="group" aria-label={line.title}>
      <svg viewBox={`0 0 ${wide} ${height}`} role="img" aria-label={said}>
        {marks.map(({ at, day }) => (
          <g key={at} class={day ? "mark day" : "mark"}>
            <line x1={x(at)} x2={x(at)} y1={top - 6} y2={height - 4} />
            <text x={x(at)} y={12} text-anchor="middle">
              {markTold(at, day)}
            </text>
          </g>
        ))}
        <line class="rope" x1={left} x2={wide - 8} y1={top - 6} y2={top - 6} />
        {rows.map((row, at) => {
          const y = top + at * lane
          const long = Math.max(x(row.span.to) - x(row.span.from), 8)
          return (
            <g key={row.key} class={row.reported ? "bar reported" : "bar"}>
              <text x={0} y={y + 15}>
                {row.what.length > 13 ? `${row.what.slice(0, 12)}…` : row.what}
              </text>
              <rect x={x(row.span.from)} y={y + 4} width={long} height={14} rx={7} />
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function markTold(at: number, day: boolean): string {
  const how = day
    ? ({ day: "numeric", month: "short" } as const)
    : ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const)
  return new Intl.DateTimeFormat(locale(), { timeZone: zone.value, ...how }).format(at)
}

/** What the reporter answered about when it was: the interval of the answer, or of the choice counted back from then. */
function reportedIn(one: Case): Row[] {
  const { line } = evidenceWords()
  return toldIn(one).flatMap(({ form, view }) =>
    ["i05", "i05a"].flatMap((page) => {
      const answer = form.answers?.[page]
      const chosen = intervalOfCode(answer?.codes?.[0], instantOf(new Date(view.at)))
      const between =
        answer?.between ??
        (chosen ? [chosen.earliest.epochMilliseconds, chosen.latest.epochMilliseconds] : null)
      const [from, to] = between ?? []
      if (from === undefined || to === undefined || from > to) return []
      const key = `${view.sha256} ${page}`
      const row = { key, what: line.reported, span: { from, to }, zone: zone.value }
      return [{ ...row, source: line.reporter, reported: true }]
    }),
  )
}

function piecesIn({ pieces }: Register): Row[] {
  return pieces.flatMap(({ id, file, about }) => {
    if (!about) return []
    const [from, to] = about.between
    const row = {
      key: id,
      what: `${id} ${plainName(file.name)}`,
      span: { from, to },
      zone: about.zone,
    }
    return [{ ...row, source: about.source, reported: false }]
  })
}
