import { answerableFor } from "#core/answerable.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { counted } from "#web/lib/words.ts"
import { type Column, Table } from "#web/ui/table.tsx"
import { lifeWords } from "#web/desk/case/life.ts"
import type { CaseRow } from "#wire/case.ts"
import { Left, Level, listWords, NextDue, nextWords, shortId } from "#web/desk/parts.tsx"

type Props = {
  readonly caption: string
  readonly rows: readonly CaseRow[]
  readonly on: string | null
  readonly empty: string
  /** Also shows state, owner and when it came in. */
  readonly full?: boolean
}

/** Cases as rows, with what is owed in each. */
export function CaseTable({ caption, rows, on, empty, full = false }: Props) {
  return (
    <Table
      caption={caption}
      columns={columns(full)}
      rows={rows}
      keyOf={rowKey}
      on={on}
      empty={empty}
    />
  )
}

/** One row for each thing that goes on in a case. */
export function rowKey(row: CaseRow): string {
  return `${row.id} ${row.kind === "retaliation" ? "r" : "-"}`
}

/** Where a row leads. */
export function caseLink(row: Pick<CaseRow, "id">): string {
  return `/desk/cases/${row.id}`
}

function columns(full: boolean): Column<CaseRow>[] {
  const say = listWords()
  const { col } = say
  const what: Column<CaseRow>[] = [
    { head: col.owed, cell: (row) => <NextDue row={row} /> },
    { head: col.what, kind: "what", cell: (row) => <What row={row} /> },
    {
      head: col.case,
      kind: "id",
      cell: (row) => shortId(row.id),
    },
    { head: col.level, cell: (row) => <Level of={row.level} /> },
  ]
  const more: Column<CaseRow>[] = [
    { head: col.state, cell: (row) => <Stands row={row} /> },
    { head: col.owner, cell: (row) => (row.mine ? say.you : (row.owner ?? say.noOwner)) },
    { head: col.received, n: true, cell: (row) => <time>{when(row.receivedAt, now.value)}</time> },
  ]
  const left: Column<CaseRow> = { head: col.left, n: true, cell: (row) => <Left row={row} /> }
  return full ? [...what, ...more, left] : [...what, left]
}

/** Where the work stands, as far as I may know; then whether it rings. */
function Stands({ row }: { readonly row: CaseRow }) {
  const bell = listWords().state[row.state]
  if (row.stands === null) return <>{bell}</>
  return (
    <>
      {lifeWords().state[row.stands]} <span class="second">{bell}</span>
    </>
  )
}

function What({ row }: { readonly row: CaseRow }) {
  const say = listWords()
  const second = [
    row.overdue ? lifeWords().role[answerableFor(row.overdue)] : "",
    row.kind === "report" ? "" : say.kind[row.kind],
    row.unread > 0 ? counted(say.unread, row.unread) : "",
    row.openedByMe || row.state === "closed" ? "" : say.notOpened,
    !row.mine && row.owner ? row.owner : "",
  ].filter((part) => part !== "")
  return (
    <>
      <a class="row-link" href={caseLink(row)}>
        {nextWords(row)}
      </a>
      {second.length > 0 ? <span class="second">{second.join(" · ")}</span> : null}
    </>
  )
}
