import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  RegistrationResponseJSON,
} from "@simplewebauthn/server"
import type { Context } from "hono"
import type * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import type { passkeyMade, PasskeySignIn } from "#wire/session.ts"
import type { Env } from "#server/http/env.ts"
import { origin, rpId } from "#server/http/session.ts"

/** What is kept of a passkey. */
export type Passkey = {
  readonly locator: string
  readonly vk: Buffer
  readonly counter: number
  readonly transports: readonly string[]
}

/** Loaded when the first passkey comes: it brings thirty megabytes that a quiet night does not need. */
const webAuthn = () => import("@simplewebauthn/server")

const algorithms = [-8, -7, -257]

/** Reads a new passkey out of the browser's answer. No attestation is asked: any maker's will do. */
export async function passkeyFrom(
  c: Context<Env>,
  made: v.InferOutput<typeof passkeyMade>,
): Promise<Passkey> {
  const { credential } = made
  const { transports = [], ...rest } = credential.response
  const response: RegistrationResponseJSON = {
    id: credential.id,
    rawId: credential.rawId,
    type: "public-key",
    clientExtensionResults: {},
    response: rest,
  }
  const { verifyRegistrationResponse } = await webAuthn()
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: made.nonce,
    expectedOrigin: origin(c),
    expectedRPID: rpId(c),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refused)
  if (!verified.verified) throw new Refusal("wrong-key")
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return { locator: id, vk: Buffer.from(publicKey), counter, transports: transports.slice(0, 8) }
}

/** The counter after this answer when this passkey gave it, null when it did not. A passkey nobody knows takes as long. */
export async function counterAfter(
  c: Context<Env>,
  sent: PasskeySignIn,
  known: Passkey | undefined,
): Promise<number | null> {
  const { credential } = sent
  const { userHandle, ...rest } = credential.response
  const response: AuthenticationResponseJSON = {
    id: credential.id,
    rawId: credential.rawId,
    type: "public-key",
    clientExtensionResults: {},
    response: { ...rest, ...(userHandle ? { userHandle } : {}) },
  }
  const { locator, vk, counter, transports } = known ?? { ...nobody, locator: credential.id }
  const { verifyAuthenticationResponse } = await webAuthn()
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: sent.nonce,
    expectedOrigin: origin(c),
    expectedRPID: rpId(c),
    requireUserVerification: true,
    credential: {
      id: locator,
      publicKey: new Uint8Array(vk),
      counter,
      transports: transports as AuthenticatorTransport[], // hints, read by nobody here
    },
  }).catch(() => null) // every way of not answering is one answer: no
  if (!known || !verified?.verified) return null
  return verified.authenticationInfo.newCounter
}

/** A P-256 key that no authenticator holds, as COSE: what an unknown passkey is checked against. */
const nobody: Omit<Passkey, "locator"> = {
  vk: Buffer.from(
    "a50102032620012158206b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" +
      "2258204fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
    "hex",
  ),
  counter: 0,
  transports: [],
}

function refused(): never {
  throw new Refusal("wrong-key")
}
