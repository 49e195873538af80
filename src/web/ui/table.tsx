import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"

/** One column: its head, and what a row shows in it. `n` sets figures at the end. */
export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => ComponentChildren
  readonly n?: boolean
  readonly kind?: "what" | "id"
}

type Props<Row> = {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** The row that the keyboard is on. */
  readonly on?: string | null
  readonly empty?: ComponentChildren
}

/** A dense table of real rows; below 64 rem each row becomes a block. */
export function Table<Row>({ caption, columns, rows, keyOf, on, empty }: Props<Row>) {
  const current = useRef<HTMLTableRowElement>(null)
  useEffect(() => current.current?.scrollIntoView({ block: "nearest" }), [on])
  if (rows.length === 0 && empty) return <p class="empty">{empty}</p>
  return (
    <table class="tbl lead">
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col" class={column.n ? "n" : undefined}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            ref={keyOf(row) === on ? current : null}
            class={keyOf(row) === on ? "on" : undefined}
          >
            {columns.map((column) => (
              <td key={column.head} data-head={column.head} class={column.n ? "n" : column.kind}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
