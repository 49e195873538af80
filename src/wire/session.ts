import * as v from "valibot"
import type { Channel } from "#core/channel.ts"
import { base64, hex32, language, line } from "./form.ts"

/** `POST …/challenges` answers with this: one nonce for one sign-in, two minutes long. */
export type Challenge = { nonce: string; rpId: string; prfSalt: string; now: number }

/** Signing in with a key made from words or from a code: the statement of crypto/login.ts, signed. */
export const keySignIn = v.strictObject({
  locator: hex32,
  vk: hex32,
  nonce: base64(32),
  time: v.pipe(v.number(), v.integer()),
  /** The armoured text of an SSHSIG, as bytes. */
  signature: base64(1024),
})
export type KeySignIn = v.InferInput<typeof keySignIn>

/** A WebAuthn answer as JSON. `prf` results anywhere in a body are refused before this is read. */
const credentialAnswer = {
  id: v.pipe(v.string(), v.maxLength(1400)),
  rawId: v.pipe(v.string(), v.maxLength(1400)),
  type: v.literal("public-key"),
  authenticatorAttachment: v.optional(v.nullable(v.string())),
  clientExtensionResults: v.strictObject({}),
}

export const passkeySignIn = v.strictObject({
  nonce: base64(32),
  credential: v.strictObject({
    ...credentialAnswer,
    response: v.strictObject({
      clientDataJSON: base64(4096),
      authenticatorData: base64(4096),
      signature: base64(1024),
      userHandle: v.optional(v.nullable(base64(64))),
    }),
  }),
})
export type PasskeySignIn = v.InferInput<typeof passkeySignIn>

/** A new passkey, with the staff seed sealed to what it unlocks. */
export const passkeyMade = v.strictObject({
  kind: v.literal("passkey"),
  nonce: base64(32),
  label: line(60),
  sealedSeed: base64(8192),
  credential: v.strictObject({
    ...credentialAnswer,
    response: v.strictObject({
      clientDataJSON: base64(4096),
      attestationObject: base64(16384),
      transports: v.optional(v.array(v.pipe(v.string(), v.maxLength(20)))),
    }),
  }),
})

/** Generated words, with the staff seed sealed to what they unlock. */
export const wordsMade = v.strictObject({
  kind: v.literal("words"),
  label: line(60),
  locator: hex32,
  vk: hex32,
  sealedSeed: base64(8192),
})
export const wayMade = v.variant("kind", [passkeyMade, wordsMade])
export type WayMade = v.InferInput<typeof wayMade>

/** Making one's key: the public halves, and at least two ways in, each proved by a trial unlock later. */
export const keyMade = v.strictObject({
  recipient: v.pipe(
    v.string(),
    v.regex(/^age1pq1[02-9ac-hj-np-z]+$/, "recipient"),
    v.maxLength(2400),
  ),
  vk: hex32,
})

/** The trial unlock: a statement `tocsin/v1 trial\n<way id>\n<nonce>\n` signed by the staff key that this way opened. */
export const trialUnlock = v.strictObject({ nonce: base64(32), signature: base64(1024) })

export type WayView = {
  id: string
  kind: "passkey" | "words"
  label: string
  verified: boolean
  madeAt: number
}

/** Who is signed in, and what their browser needs to unlock: answers `POST /desk/api/sessions` and `GET /desk/api/me`. */
export type Me = {
  id: string
  name: string
  email: string
  language: "en" | "zh"
  admin: boolean
  protection: boolean
  /** Sits on the board: sees its figures. */
  board: boolean
  centralDesk: boolean
  recruiter: boolean
  /** Carries out measures for HR: receives instructions. */
  hrOps: boolean
  org: { id: string; name: string; zone: string; country: string; languages: string[] }
  key: { recipient: string; vk: string; fingerprint: string; confirmed: boolean } | null
  ways: WayView[]
  /** The seed sealed to the way that signed in; null when the key is not made yet. */
  sealedSeed: string | null
  channels: ChannelView[]
  /** Whether this person asks before a dismissal, or is one of those who answer: then the screen is theirs. */
  checks: { asks: boolean; answers: boolean }
  /** Of the board or from outside: answers for the yearly reports of the laws. */
  reports: boolean
  now: number
}

/** What a person changes of themselves: the language in which messages reach them. */
export const ownEdit = v.strictObject({ language })

export const channelMade = v.strictObject({
  channel: v.picklist(["push", "voice", "sms", "email", "webhook"]),
  address: v.pipe(v.string(), v.minLength(3, "empty"), v.maxLength(4000, "too long")),
})
export const channelTest = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{6}$/i, "code")),
})
export type ChannelView = {
  id: string
  channel: Channel
  /** Shown to its owner in full, to others as null. */
  address: string | null
  position: number
  testedAt: number | null
  testSentAt: number | null
  dead: boolean
}
