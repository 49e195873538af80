import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { evidenceWords } from "./words.ts"

type Props<Row> = {
  readonly rows: readonly Row[]
  readonly label: string
  readonly children: (shown: readonly (readonly [at: number, row: Row])[]) => ComponentChildren
}

const perPage = 300

/** A long list, some hundreds at a time: the browser draws no more than a person reads, and no row is out of reach of the keyboard. */
export function Paged<Row>({ rows, label, children }: Props<Row>) {
  const { view } = evidenceWords()
  const [from, go] = useState(0)
  const shown = rows.slice(from, from + perPage).map((row, at) => [from + at, row] as const)
  const last = Math.max(0, Math.floor((rows.length - 1) / perPage) * perPage)
  const to = Math.min(from + perPage, rows.length)
  return (
    <div class="paged">
      <div class="leaf" tabIndex={0} role="region" aria-label={label}>
        {children(shown)}
      </div>
      {rows.length > perPage ? (
        <div class="acts">
          <Button
            kind="quiet"
            why={from === 0 ? view.first : null}
            onPress={() => go(Math.max(0, from - perPage))}
          >
            {view.before}
          </Button>
          <span class="meta" role="status">
            {fill(view.rows, { from: from + 1, to, all: rows.length })}
          </span>
          <Button
            kind="quiet"
            why={from >= last ? view.last : null}
            onPress={() => go(from + perPage)}
          >
            {view.after}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
