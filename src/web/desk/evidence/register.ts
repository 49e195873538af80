import type { FileEntry } from "#crypto/file.ts"
import type { Said } from "#web/desk/case/said.ts"
import type { ObjectView } from "#wire/report.ts"
import { type About, type Custody, wholeCase } from "./note.ts"

/** A copy of a piece: cleaned by whoever sent it, or redacted at the desk. */
export type CopyOf = Sent & { readonly id: string }

/** One file as it came, and with which message. */
export type Sent = { readonly file: FileEntry; readonly view: ObjectView }

/** A row of custody with who wrote it; the first row of a piece, its arrival, nobody had to write. */
export type CustodyRow = Custody & { readonly by: string | null; readonly written: number }

/** One piece of evidence, numbered in the order in which the pieces came. */
export type Evidence = Sent & {
  readonly id: string
  readonly copies: readonly CopyOf[]
  readonly custody: readonly CustodyRow[]
  readonly about: (About & { readonly by: string | null }) | null
}

/** Everything of a case that is kept as evidence. */
export type Register = {
  readonly pieces: readonly Evidence[]
  /** Rows about exports: what was handed on, to whom. */
  readonly whole: readonly CustodyRow[]
  /** Redacted copies whose original is not in this case any more, or was never opened here. */
  readonly loose: readonly CopyOf[]
}

/** Folds what was opened in this browser into numbered pieces. The same case gives the same numbers in every browser. */
export function registerOf(said: readonly Said[]): Register {
  const inOrder = said.toSorted((a, b) => byArrival(a.view, b.view))
  const sent = inOrder.flatMap(({ files, view }) => files.map((file): Sent => ({ file, view })))
  const redacted = sent.filter(({ file }) => file.copy === "redacted")
  const originals = sent.filter((one) => one.file.copy !== "redacted" && !isCleanTwin(one, sent))
  const custody = custodyIn(inOrder)
  const abouts = inOrder.flatMap(({ form, view }) =>
    form.evidence && view.room === "desk" ? [{ ...form.evidence, by: view.by }] : [],
  )
  const pieces = originals.map((one, at): Evidence => {
    const id = `E${at + 1}`
    const { sha256 } = one.file
    return {
      ...one,
      id,
      copies: [
        ...numbered(
          id,
          "C",
          sent.filter((other) => isTwinOf(other, one)),
        ),
        ...numbered(
          id,
          "R",
          redacted.filter(({ file }) => file.of === sha256),
        ),
      ],
      custody: [arrival(one), ...custody.filter(({ item }) => item === sha256)],
      about: abouts.findLast(({ item }) => item === sha256) ?? null,
    }
  })
  const known = new Set(pieces.map(({ file }) => file.sha256))
  return {
    pieces,
    whole: custody.filter(({ item }) => item === wholeCase),
    loose: numbered(
      "E0",
      "R",
      redacted.filter(({ file }) => !known.has(file.of ?? "")),
    ),
  }
}

function byArrival(a: ObjectView, b: ObjectView): number {
  return a.at - b.at || a.room.localeCompare(b.room) || a.seq - b.seq
}

/** A picture that came clean and as it was, in one message under one name, is one piece: the clean one is its copy. */
function isTwinOf({ file, view }: Sent, original: Sent): boolean {
  return (
    view.sha256 === original.view.sha256 &&
    file.name === original.file.name &&
    file.copy === "clean" &&
    original.file.copy === "original"
  )
}

function isCleanTwin(one: Sent, all: readonly Sent[]): boolean {
  return all.some((original) => isTwinOf(one, original))
}

function numbered(id: string, letter: "C" | "R", copies: readonly Sent[]): CopyOf[] {
  return copies.map((copy, at) => ({ ...copy, id: `${id}-${letter}${at + 1}` }))
}

/** Rows that the team wrote. Whatever stands in a message of anybody else moves nothing. */
function custodyIn(said: readonly Said[]): CustodyRow[] {
  return said
    .flatMap(({ form, view }) =>
      form.custody && view.room === "desk"
        ? [{ ...form.custody, by: view.by, written: view.at }]
        : [],
    )
    .toSorted((a, b) => a.at - b.at || a.written - b.written)
}

/** `from` and `to` are left to the words of the screen: the sender, and this case. */
function arrival({ file, view }: Sent): CustodyRow {
  return {
    item: file.sha256,
    from: view.by ?? (view.room === "mailbox" ? "" : view.room),
    to: "",
    at: view.at,
    purpose: "",
    by: view.by,
    written: view.at,
  }
}
