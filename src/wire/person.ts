import * as v from "valibot"
import { country, email, language, languages, line, personId, zone } from "./form.ts"

/** First screen of a new system, opened by the one-time link. */
export const setUp = v.strictObject({
  organisation: line(200),
  country,
  zone,
  languages: v.pipe(v.array(language), v.minLength(1), v.maxLength(languages.length)),
  contact: v.pipe(v.string(), v.trim(), v.maxLength(500, "too long")),
  name: line(200),
  email,
  language,
})
export type SetUp = v.InferInput<typeof setUp>

export const organisationEdit = v.strictObject({
  name: line(200),
  country,
  zone,
  languages: v.pipe(v.array(language), v.minLength(1)),
  contact: v.pipe(v.string(), v.trim(), v.maxLength(500, "too long")),
  exitUrl: v.pipe(
    v.string(),
    v.url("address"),
    v.startsWith("https://", "address"),
    v.maxLength(300),
  ),
})

/** One row of the people file; `manager` is the e-mail of a row or of somebody already known. */
export const personRow = v.strictObject({
  name: line(200),
  email,
  manager: v.optional(v.nullable(email)),
  unit: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, "too long")), ""),
  country: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^([A-Z]{2})?$/, "country")), ""),
  language: v.optional(language, "en"),
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, "too long")), ""),
})
export type PersonRow = v.InferOutput<typeof personRow>

/** The whole file at once: it is taken whole or not at all. `replace` marks people missing from it as left. */
export const peopleFile = v.strictObject({
  rows: v.pipe(v.array(personRow), v.maxLength(20_000, "too many")),
  replace: v.boolean(),
  /** true answers what would change and changes nothing. */
  trial: v.boolean(),
})
export type PeopleFile = v.InferInput<typeof peopleFile>
export type PeopleChange = {
  added: number
  changed: number
  same: number
  left: number
  faults: {
    /** Counted from 1; 0 is somebody missing from the file, whose id then stands in `field`. */
    row: number
    field: string
    fault: "twice" | "unknown-manager" | "circle" | "keyholder-leaves"
  }[]
}

export const personEdit = v.strictObject({
  name: v.optional(line(200)),
  email: v.optional(email),
  manager: v.optional(v.nullable(personId)),
  unit: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  language: v.optional(language),
  hr: v.optional(v.boolean()),
  executive: v.optional(v.boolean()),
  outside: v.optional(v.boolean()),
  board: v.optional(v.boolean()),
  admin: v.optional(v.boolean()),
  protection: v.optional(v.boolean()),
  centralDesk: v.optional(v.boolean()),
  recruiter: v.optional(v.boolean()),
  hrOps: v.optional(v.boolean()),
})
export const personAdd = v.strictObject({
  name: line(200),
  email,
  outside: v.boolean(),
  board: v.boolean(),
  title: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ""),
  language,
})

/** Readiness: can this person be rung and open what they are given? */
export type Ready =
  | "ready"
  | "no-key"
  | "one-way"
  | "no-channel"
  | "untested"
  | "invited"
  | "unconfirmed"
export type PersonView = {
  id: string
  name: string
  email: string
  manager: string | null
  unit: string
  country: string
  language: "en" | "zh"
  title: string
  hr: boolean
  executive: boolean
  outside: boolean
  board: boolean
  admin: boolean
  protection: boolean
  centralDesk: boolean
  recruiter: boolean
  hrOps: boolean
  keyholder: boolean
  fingerprint: string | null
  ready: Ready
  channels: { id: string; channel: string; tested: boolean }[]
  inPath: boolean
}
export type PeoplePage = {
  people: PersonView[]
  next: string | null
  total: number
  /** How many with a key carry out measures for HR. */
  hrOps: number
}

/** `POST /desk/api/invitations` {person} answers with the link, shown once. */
export const invite = v.strictObject({ person: personId, send: v.boolean() })
export type Invited = { link: string; expiresAt: number; sent: boolean }
/** What the invited person's browser learns from the token, sent in the body once. */
export const inviteToken = v.strictObject({
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, "link")),
})
export type InviteView = {
  purpose: "set-up" | "key"
  name: string | null
  email: string | null
  org: string | null
  rpId: string
  prfSalt: string
  nonce: string
  /** Asked to ask, not to be rung. */
  recruiter: boolean
}
