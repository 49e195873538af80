import { csvOf } from "#web/desk/csv.ts"
import { sortOf } from "#core/file/kind.ts"
import type { Truth } from "#core/file/truth.ts"
import { evidenceWords } from "./words.ts"
import { custodyNames, type NameOf, senderOf } from "./sender.ts"
import type { CustodyRow, Evidence, Register, Sent } from "./register.ts"

/** A time as every program reads it, with its distance from UTC in the zone it is told in. */
export function isoIn(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at)
  const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value
  return `${parts.replace(" ", "T")}${(offset ?? "GMT").slice(3) || "+00:00"}`
}

/** What a table is made with: the zone of its times, where the opened files lie, and what they turned out to be. */
export type Making = {
  readonly zone: string
  readonly placeOf: (sha256: string) => string | undefined
  readonly truthOf: (sha256: string) => Truth | undefined
  readonly nameOf: NameOf
}

/** The register as a table that spreadsheets read: every piece and, below it, its copies. */
export function registerCsv({ pieces, loose }: Register, making: Making): string {
  const { csv } = evidenceWords()
  const rows = pieces.flatMap((one) => [
    registerRow(one.id, one, making, one),
    ...one.copies.map((copy) => registerRow(copy.id, copy, making, null)),
  ])
  return csvOf([
    csv.register,
    ...rows,
    ...loose.map((copy) => registerRow(copy.id, copy, making, null)),
  ])
}

/** Who had what, when and for what. The whole case is `*`. */
export function custodyCsv({ pieces, whole }: Register, { zone, nameOf }: Making): string {
  const { csv, custody } = evidenceWords()
  const row = (id: string, one: CustodyRow) => [
    id,
    custodyNames(one, nameOf).from,
    one.to || custody.thisCase,
    isoIn(zone, one.at),
    one.purpose || custody.sent,
    one.hash ?? (one.item === "*" ? "" : one.item),
    custodyNames(one, nameOf).by,
    isoIn(zone, one.written),
  ]
  return csvOf([
    csv.custody,
    ...pieces.flatMap((piece) => piece.custody.map((one) => row(piece.id, one))),
    ...whole.map((one) => row("*", one)),
  ])
}

function registerRow(
  id: string,
  { file, view }: Sent,
  making: Making,
  piece: Evidence | null,
): string[] {
  const { kinds, copies, sorts } = evidenceWords()
  const truth = making.truthOf(file.sha256)
  const about = piece?.about
  return [
    id,
    truth ? kinds[truth.kind] : "",
    truth?.lies ? `${sorts[truth.lies.says]} ≠ ${sorts[sortOf(truth.kind)]}` : "",
    file.name,
    copies[file.copy],
    file.of ?? "",
    senderOf({ file, view }, making.nameOf),
    isoIn(making.zone, view.at),
    String(file.size),
    file.sha256,
    about ? isoIn(about.zone, about.between[0]) : "",
    about ? isoIn(about.zone, about.between[1]) : "",
    about?.zone ?? "",
    about?.source ?? "",
    `${view.room}-${view.seq}`,
    making.placeOf(file.sha256) ?? "",
  ]
}
