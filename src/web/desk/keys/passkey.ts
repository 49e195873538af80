import { CannotOpen } from "#crypto/cannot-open.ts"
import { fromHex } from "#crypto/bytes.ts"
import { randomBytes } from "#crypto/random.ts"
import { fromBase64, toBase64 } from "#web/lib/base64.ts"
import type { Challenge, PasskeySignIn, WayMade } from "#wire/session.ts"

/** Why no passkey came of it. */
export const passkeyFaults = ["stopped", "no-prf", "same-device"] as const
export type PasskeyFault = (typeof passkeyFaults)[number]

/** A passkey was not made or not used; nothing left the browser. */
export class PasskeyStopped extends Error {
  override readonly name = "PasskeyStopped"
  readonly fault: PasskeyFault
  constructor(fault: PasskeyFault) {
    super(fault)
    this.fault = fault
  }
}

/** What a passkey answered: the part that is sent, and the secret that never is. */
export type Answered = { readonly sent: PasskeySignIn["credential"]; readonly prf: Uint8Array }

/** Asks for any passkey of this host, and its secret, in one prompt. */
export async function askPasskey(challenge: Challenge): Promise<Answered> {
  const { credential, prf } = await evaluate(challenge, fromBase64(challenge.nonce))
  const response = credential.response
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new PasskeyStopped("stopped")
  return {
    prf,
    // Written out field by field: `toJSON` would carry the secret with it.
    sent: {
      id: credential.id,
      rawId: toBase64(credential.rawId),
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64(response.clientDataJSON),
        authenticatorData: toBase64(response.authenticatorData),
        signature: toBase64(response.signature),
        userHandle: response.userHandle ? toBase64(response.userHandle) : null,
      },
    },
  }
}

/** A new passkey and what it unlocks with. */
export type NewPasskey = {
  readonly sent: Extract<WayMade, { kind: "passkey" }>["credential"]
  readonly prf: Uint8Array
  readonly rawId: Uint8Array<ArrayBuffer>
}

/** Makes a passkey that can open keys; `known` are those made in this sitting, so that no device counts twice. */
export async function newPasskey(
  challenge: Challenge,
  person: { readonly name: string; readonly email: string; readonly org: string },
  known: readonly Uint8Array<ArrayBuffer>[],
): Promise<NewPasskey> {
  const credential = await create(challenge, person, known)
  const response = credential.response
  if (!(response instanceof AuthenticatorAttestationResponse)) throw new PasskeyStopped("stopped")
  const { prf } = credential.getClientExtensionResults()
  if (prf?.enabled !== true) throw new PasskeyStopped("no-prf")
  const rawId = new Uint8Array(credential.rawId)
  const first = prf.results?.first
  return {
    rawId,
    prf: first ? bytesOf(first) : await secretOf(challenge, rawId),
    sent: {
      id: credential.id,
      rawId: toBase64(credential.rawId),
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64(response.clientDataJSON),
        attestationObject: toBase64(response.attestationObject),
        transports: response.getTransports(),
      },
    },
  }
}

/** Evaluates one passkey's secret again; the answer goes nowhere. */
export async function secretOf(
  challenge: Pick<Challenge, "rpId" | "prfSalt">,
  rawId: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  return (await evaluate(challenge, randomBytes(32), rawId)).prf
}

async function create(
  { rpId, prfSalt, nonce }: Challenge,
  person: { readonly name: string; readonly email: string; readonly org: string },
  known: readonly Uint8Array<ArrayBuffer>[],
): Promise<PublicKeyCredential> {
  const made = await orStopped(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: fromBase64(nonce),
        rp: { id: rpId, name: person.org },
        // A fresh handle each time: with one handle a second passkey would silently replace the first.
        user: { id: randomBytes(16), name: person.email, displayName: person.name },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        attestation: "none",
        excludeCredentials: known.map((id) => ({ type: "public-key", id })),
        extensions: { prf: { eval: { first: new Uint8Array(fromHex(prfSalt)) } } },
      },
    }),
  )
  if (!(made instanceof PublicKeyCredential)) throw new PasskeyStopped("stopped")
  return made
}

async function evaluate(
  { rpId, prfSalt }: Pick<Challenge, "rpId" | "prfSalt">,
  challenge: Uint8Array<ArrayBuffer>,
  only?: Uint8Array<ArrayBuffer>,
): Promise<{ credential: PublicKeyCredential; prf: Uint8Array }> {
  const got = await orStopped(() =>
    navigator.credentials.get({
      publicKey: {
        challenge,
        rpId,
        userVerification: "required",
        ...(only ? { allowCredentials: [{ type: "public-key", id: only }] } : {}),
        extensions: { prf: { eval: { first: new Uint8Array(fromHex(prfSalt)) } } },
      },
    }),
  )
  if (!(got instanceof PublicKeyCredential)) throw new PasskeyStopped("stopped")
  const first = got.getClientExtensionResults().prf?.results?.first
  if (!first) throw new PasskeyStopped("no-prf")
  const prf = bytesOf(first)
  if (prf.length !== 32) throw new CannotOpen("wrong-key")
  return { credential: got, prf }
}

/** A prompt that was closed, ran out of time or is not to be had is one thing: stopped. */
async function orStopped<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (why) {
    if (why instanceof DOMException) {
      throw new PasskeyStopped(why.name === "InvalidStateError" ? "same-device" : "stopped")
    }
    if (why instanceof TypeError || !("credentials" in navigator))
      throw new PasskeyStopped("stopped")
    throw why
  }
}

function bytesOf(source: BufferSource): Uint8Array {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
}
