import { plainName } from "#core/file/kind.ts"
import { fill, counted } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { type Column, Table } from "#web/ui/table.tsx"
import { useCursor } from "#web/desk/cursor.ts"
import { bytesTold } from "./facts.tsx"
import { look } from "./looking.tsx"
import type { CustodyRow, Evidence, Register, Sent } from "./register.ts"
import type { Asked } from "./part.tsx"
import { custodyNames, type NameOf, senderOf } from "./sender.ts"
import { spanTold, timeTold } from "./told.ts"
import { evidenceWords } from "./words.ts"

type Props = {
  readonly register: Register
  readonly ask: (asked: Asked) => void
  readonly why: string | null
  readonly nameOf: NameOf
}

/** The numbered pieces, each with its copies; j and k move, Enter looks at one. */
export function RegisterTable({ register: { pieces }, ask, why, nameOf }: Props) {
  const { register } = evidenceWords()
  const open = (id: string) => {
    const piece = pieces.find((one) => one.id === id)
    if (piece) lookAt(piece)
  }
  const on = useCursor(
    pieces.map(({ id }) => id),
    open,
  )
  const columns: readonly Column<Evidence>[] = [
    { head: register.number, cell: ({ id }) => id, kind: "id" },
    { head: register.name, cell: (piece) => <Named piece={piece} />, kind: "what" },
    { head: register.from, cell: (piece) => senderOf(piece, nameOf) },
    { head: register.received, cell: ({ view }) => timeTold(view.at) },
    { head: register.made, cell: (piece) => <Made piece={piece} /> },
    { head: register.size, cell: ({ file }) => bytesTold(file.size), n: true },
    { head: register.acts, cell: (piece) => <Acts piece={piece} ask={ask} why={why} /> },
  ]
  return (
    <Table
      caption={register.list}
      columns={columns}
      rows={pieces}
      keyOf={({ id }) => id}
      on={on}
      empty={register.empty}
    />
  )
}

/** The name, the hash by which it is known everywhere, and its copies. */
function Named({ piece }: { readonly piece: Evidence }) {
  const { register, copies, view } = evidenceWords()
  return (
    <>
      <button
        type="button"
        class="btn bare"
        aria-label={`${view.look}: ${piece.id} ${plainName(piece.file.name)}`}
        onClick={() => lookAt(piece)}
      >
        <span dir="auto">{plainName(piece.file.name)}</span>
      </button>
      <span class="second hash">{piece.file.sha256}</span>
      {piece.copies.map((copy) => {
        const told = fill(register.copyOf, { id: copy.id, copy: copies[copy.file.copy] })
        return (
          <button
            key={copy.id}
            type="button"
            class="btn bare"
            aria-label={`${view.look}: ${told}`}
            onClick={() => lookAt(copy)}
          >
            {told}
          </button>
        )
      })}
    </>
  )
}

function Made({ piece }: { readonly piece: Evidence }) {
  const { register } = evidenceWords()
  const { about } = piece
  if (!about) return <span class="second">{register.unknown}</span>
  const [from, to] = about.between
  return (
    <>
      {spanTold({ from, to }, about.zone)}
      <span class="second">{about.source}</span>
    </>
  )
}

type ActsProps = {
  readonly piece: Evidence
  readonly ask: Props["ask"]
  readonly why: string | null
}
function Acts({ piece, ask, why }: ActsProps) {
  const { about, custody } = evidenceWords()
  const { id } = piece
  return (
    <span class="acts">
      <Button
        kind="quiet"
        why={why}
        label={fill(about.label, { id })}
        onPress={() => ask({ act: "about", piece })}
      >
        {about.act}
      </Button>
      <Button
        kind="quiet"
        why={why}
        label={fill(custody.label, { id })}
        onPress={() => ask({ act: "custody", piece })}
      >
        {custody.act}
      </Button>
    </span>
  )
}

type Row = CustodyRow & { readonly id: string; readonly key: string }

/** Who had what, when and for what: the arrival of each piece, and every row that the team wrote. */
export function CustodyTable({ register, nameOf }: Pick<Props, "register" | "nameOf">) {
  const { custody } = evidenceWords()
  const rows: readonly Row[] = [
    ...register.pieces.flatMap(({ id, custody }) =>
      custody.map((row, at) => ({ ...row, id, key: `${id} ${at}` })),
    ),
    ...register.whole.map((row, at) => ({ ...row, id: custody.whole, key: `* ${at}` })),
  ]
  const columns: readonly Column<Row>[] = [
    { head: custody.item, cell: ({ id }) => id, kind: "id" },
    { head: custody.from, cell: (row) => custodyNames(row, nameOf).from },
    { head: custody.to, cell: ({ to }) => to || custody.thisCase },
    { head: custody.time, cell: ({ at }) => timeTold(at) },
    { head: custody.purpose, cell: ({ purpose }) => purpose || custody.sent },
    {
      head: custody.hash,
      cell: ({ hash, item }) => <span class="hash">{(hash ?? item).slice(0, 16)}</span>,
    },
    { head: custody.by, cell: (row) => custodyNames(row, nameOf).by },
  ]
  return (
    <section aria-labelledby="custody">
      <h2 id="custody">
        {custody.title} <span class="meta">{counted(custody.meta, rows.length)}</span>
      </h2>
      <Table caption={custody.title} columns={columns} rows={rows} keyOf={({ key }) => key} />
    </section>
  )
}

function lookAt({ file, view }: Sent): void {
  look({ file, room: view.room, epoch: view.epoch })
}
