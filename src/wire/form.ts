import * as v from "valibot"
import { idOf, type PathId, type PersonId } from "#core/ids.ts"

/** Lower-case hex digits. */
const hex = (digits: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`), "hex"))

/** An opaque id of the desk, different for each person who sees it. */
export const opaqueId = hex(32)
export const hex32 = hex(64)
export const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, "id"),
)
export const personId = v.pipe(
  uuid,
  v.transform((x) => idOf<PersonId>(x)),
)
export const pathId = v.pipe(
  uuid,
  v.transform((x) => idOf<PathId>(x)),
)

/** base64url without padding, decoded by whoever needs the bytes. */
export const base64 = (maxBytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]*$/, "base64url"),
    v.maxLength(Math.ceil((maxBytes * 4) / 3)),
  )

/** A count that begins with 1. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** One line a person typed into a form that is not about a case. */
export const line = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, "empty"),
    v.maxLength(max, "too long"),
    v.regex(/^[^\p{Cc}]*$/u, "one line"),
  )

export const email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254, "too long"),
  v.email("e-mail"),
)
export const instant = v.pipe(v.string(), v.isoTimestamp("time"))
export const languages = ["en", "zh"] as const
export const language = v.picklist(languages, "language")
export type Lang = (typeof languages)[number]
export const zone = v.pipe(
  v.string(),
  v.check((z) => isZone(z), "zone"),
)
export const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "country"))

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }))
  } catch (bad) {
    if (bad instanceof RangeError) return false
    throw bad
  }
}

/** Milliseconds since 1970 as a number: how every instant crosses the network in an answer. */
export type At = number
