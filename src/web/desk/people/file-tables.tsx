import { say } from "#web/desk/set-up/say.ts"
import { nameKnown } from "./known.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Table } from "#web/ui/table.tsx"
import { columns } from "./columns.ts"
import type { FileFault, Row } from "./read-file.ts"

const most = 200
const sampled = 10

/** Everything wrong with a file, by the row of the spreadsheet and the column. */
export function FileFaults({ faults }: { readonly faults: readonly FileFault[] }) {
  const { import: words } = say().people
  // A word of the schema that has no sentence here is about the form of the cell.
  const sentence = (fault: string) =>
    words.fault_of[fault as keyof typeof words.fault_of] ?? words.fault_of.empty
  const shown = faults.slice(0, most).map((fault, at) => ({ ...fault, at }))
  return (
    <section class="stack tight" aria-labelledby="file-faults">
      <h2 id="file-faults">{counted(words.faults, faults.length)}</h2>
      <p class="second">{words.faultsWhy}</p>
      {faults.length > most ? <p class="meta">{fill(words.shownOf, { n: most })}</p> : null}
      <Table
        caption={counted(words.faults, faults.length)}
        keyOf={({ at }) => String(at)}
        rows={shown}
        columns={[
          { head: words.row, cell: ({ row }) => (row === 0 ? "–" : row), n: true },
          { head: words.column, cell: ({ field }) => words.columns[field] },
          { head: words.found, cell: ({ found }) => nameKnown(found) ?? found },
          { head: words.fault, cell: ({ fault }) => sentence(fault) },
        ]}
      />
    </section>
  )
}

/** The first rows, to see whether the columns were understood. */
export function Sample({ rows }: { readonly rows: readonly Row[] }) {
  const { import: words } = say().people
  const read = columns.filter((column) => rows.some((row) => row[column]))
  return (
    <section class="stack tight" aria-labelledby="file-sample">
      <h2 id="file-sample">{words.sample}</h2>
      <Table
        caption={words.sample}
        keyOf={({ email }) => email}
        rows={rows.slice(0, sampled)}
        columns={read.map((column) => ({
          head: words.columns[column],
          cell: (row: Row) => row[column] ?? "",
        }))}
      />
    </section>
  )
}
