/** One row of custody: a piece, by its SHA-256, went from somebody to somebody, when and for what. `*` is an export of more than one. */
export type Custody = {
  readonly item: string
  readonly from: string
  readonly to: string
  readonly at: number
  readonly purpose: string
  /** The SHA-256 of what was handed over, if it is another than the piece: of a whole export. */
  readonly hash?: string
}

/** When a piece of evidence was made, as far as somebody knows: in between, in a zone, and who or what says so. */
export type About = {
  readonly item: string
  readonly between: readonly [earliest: number, latest: number]
  readonly zone: string
  readonly source: string
}

/** What a row names instead of one piece: an export, whose hash and purpose say what was in it. */
export const wholeCase = "*"

/** Reads a row of custody with care: a row that is not whole is none. */
export function readCustody(value: unknown): Custody | null {
  if (!isRecord(value)) return null
  const { item, from, to, at, purpose, hash } = value
  if (!(isHash(item) || item === wholeCase) || !isLine(from) || !isLine(to)) return null
  if (!isTime(at) || !isLine(purpose)) return null
  return { item, from, to, at, purpose, ...(isHash(hash) ? { hash } : {}) }
}

/** Reads when a piece was made; an interval that ends before it begins is none. */
export function readAbout(value: unknown): About | null {
  if (!isRecord(value)) return null
  const { item, between, zone, source } = value
  if (!isHash(item) || !Array.isArray(between) || between.length !== 2) return null
  const [earliest, latest]: unknown[] = between
  if (!isTime(earliest) || !isTime(latest) || earliest > latest) return null
  return isZone(zone) && isLine(source) ? { item, between: [earliest, latest], zone, source } : null
}

/** A zone that the calendar knows; what another program wrote may be anything. */
export function isZone(value: unknown): value is string {
  if (!isLine(value)) return false
  try {
    return Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== ""
  } catch (why) {
    if (why instanceof RangeError) return false
    throw why
  }
}

const isHash = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
const isLine = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= 500
/** Between the years 0 and 9999, in milliseconds. */
const isTime = (value: unknown): value is number =>
  Number.isInteger(value) &&
  (value as number) > -62_167_219_200_000 &&
  (value as number) < 253_402_300_800_000 // an integer is a number

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
