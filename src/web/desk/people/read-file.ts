import * as v from "valibot"
import { personRow } from "#wire/person.ts"
import { countryOf } from "#web/desk/set-up/countries.ts"
import { columnOf, type ColumnName } from "./columns.ts"

/** What a row of the file says, as it is sent. */
export type Row = v.InferInput<typeof personRow>
/** Something in the file that cannot be taken, by the row as a spreadsheet counts it. */
export type FileFault = {
  readonly row: number
  readonly field: ColumnName
  readonly fault: string
  /** What stands there, so that nobody has to search for it. */
  readonly found: string
}
/** A staff file as it was read. */
export type StaffFile = {
  readonly rows: readonly Row[]
  /** The row of the spreadsheet that each of `rows` came from. */
  readonly places: readonly number[]
  readonly faults: readonly FileFault[]
  /** Heads that are none of ours: they are not read and not sent. */
  readonly ignored: readonly string[]
}
/** Why a file as a whole could not be read. */
export type Unreadable = "not-utf8" | "empty" | "no-name" | "no-email" | "quotes" | "too-many"

/** Splits text into cells; papaparse in the browser. */
export type Split = (text: string) => { rows: string[][]; broken: boolean }

const most = 20_000

/** Reads a staff file: any order of columns, heads in English or Chinese, UTF-8 with or without its mark. */
export function readStaffFile(bytes: Uint8Array, split: Split): StaffFile | Unreadable {
  const text = utf8(bytes)
  if (text === null) return "not-utf8"
  const { rows: cells, broken } = split(text)
  if (broken) return "quotes"
  const top = cells.findIndex((row) => row.some((cell) => cell.trim() !== ""))
  const head = cells[top]
  if (!head) return "empty"
  const places = new Map<ColumnName, number>()
  const ignored: string[] = []
  for (const [at, cell] of head.entries()) {
    const column = columnOf(cell)
    if (column && !places.has(column)) places.set(column, at)
    else if (cell.trim() !== "") ignored.push(cell.trim())
  }
  if (!places.has("name")) return "no-name"
  if (!places.has("email")) return "no-email"
  const below = cells
    .map((row, at) => ({ row, place: at + 1 }))
    .slice(top + 1)
    .filter(({ row }) => row.some((cell) => cell.trim() !== ""))
  if (!below.length) return "empty"
  if (below.length > most) return "too-many"
  const read = below.map(({ row, place }) => readRow(row, place, places))
  return {
    rows: read.map(({ row }) => row),
    places: below.map(({ place }) => place),
    faults: read.flatMap(({ faults }) => faults),
    ignored,
  }
}

/** The text, or null when the bytes are in another encoding such as GBK or UTF-16. */
function utf8(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (bad) {
    if (bad instanceof TypeError) return null
    throw bad
  }
}

function readRow(
  cells: readonly string[],
  place: number,
  places: ReadonlyMap<ColumnName, number>,
): { row: Row; faults: FileFault[] } {
  const cell = (column: ColumnName) => cells[places.get(column) ?? -1]?.trim() ?? ""
  const manager = places.has("manager") ? { manager: cell("manager") || null } : {}
  const language = languageOf(cell("language"))
  const row = {
    name: cell("name"),
    email: cell("email"),
    ...manager,
    unit: cell("unit"),
    country: countryOf(cell("country")) ?? cell("country"),
    ...(language === "" ? {} : { language }),
    title: cell("title"),
  }
  const { issues = [] } = v.safeParse(personRow, row)
  const faults = issues.flatMap((found): FileFault[] => {
    const field = found.path?.[0]?.key
    // The schema's keys are the columns of a file.
    const column = field as ColumnName
    return [{ row: place, field: column, fault: found.message, found: cell(column) }]
  })
  // Rows with faults are shown and never sent.
  return { row: row as Row, faults }
}

/** A language however it is written; anything else stays as it is, for the schema to refuse. */
function languageOf(text: string): string {
  const small = text.toLowerCase()
  if (["en", "english", "en-gb", "en-us", "英文", "英语"].includes(small)) return "en"
  const chinese = ["zh", "chinese", "zh-cn", "zh-hans", "中文", "汉语", "简体中文"]
  return chinese.includes(small) ? "zh" : text
}
