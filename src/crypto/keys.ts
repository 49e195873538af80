import { identityToRecipient } from "age-encryption"
import { bech32 } from "@scure/base"
import { Refusal } from "#core/refusal.ts"
import { derive, fromHex, protocol, sha256Hex } from "./bytes.ts"
import { crockford } from "./crockford.ts"
import { type SigningKey, type VerifyKey, signingKey } from "./sign.ts"

/** The two halves of a hybrid post-quantum age key, as age writes them. */
export type KeyPair = { readonly identity: string; readonly recipient: string }

/** Everything a keyholder holds, out of one 32-byte seed. */
export type StaffKeys = KeyPair & { readonly sign: SigningKey }

/** The keys of a keyholder. */
export async function staffKeys(seed: Uint8Array): Promise<StaffKeys> {
  const pair = await keyPair(derive(seed, `${protocol} staff`, "age"))
  return { ...pair, sign: await signingKey(derive(seed, `${protocol} staff`, "sign")) }
}

/** The key that a passkey's PRF result unlocks the seed with. */
export function unlockKeyFromPrf(prfOutput: Uint8Array): Promise<KeyPair> {
  if (prfOutput.length !== 32) throw new Refusal("wrong-key", "identity")
  return keyPair(derive(prfOutput, `${protocol} unlock`, "age"))
}

/** What every passkey of this host is asked to evaluate; the same for everyone, so it need not be stored. */
export function prfSalt(rpId: string): Uint8Array {
  return fromHex(sha256Hex(`${protocol} prf|${rpId}`))
}

/** An age key pair from a 32-byte seed. */
export async function keyPair(seed: Uint8Array): Promise<KeyPair> {
  const identity = identityFromSeed(seed)
  return { identity, recipient: await recipientOf(identity) }
}

/** A 32-byte seed as age writes a hybrid post-quantum identity. */
export function identityFromSeed(seed: Uint8Array): string {
  if (seed.length !== 32) throw new Refusal("wrong-key", "identity")
  return bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", seed).toUpperCase()
}

/** The 32 bytes inside an identity. */
export function seedOf(identity: string): Uint8Array {
  if (!/^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/.test(identity)) {
    throw new Refusal("wrong-key", "identity")
  }
  return bech32.decodeToBytes(identity).bytes
}

/** Whom to seal to, so that this identity can open it. */
export function recipientOf(identity: string): Promise<string> {
  seedOf(identity)
  return identityToRecipient(identity)
}

/** The name of a recipient in manifests, grants and objects: SHA-256 of the recipient as text. */
export function recipientHash(recipient: string): string {
  return sha256Hex(mustBeRecipient(recipient))
}

/** Only a hybrid post-quantum recipient is ever sealed to; anything else is refused here. */
export function mustBeRecipient(recipient: string): string {
  if (!isRecipient(recipient)) throw new Refusal("wrong-key", "recipient")
  return recipient
}

/** Whether a text is a key that is sealed to: of the hybrid post-quantum kind. */
export function isRecipient(text: string): boolean {
  return /^age1pq1[02-9ac-hj-np-z]{1952}$/.test(text)
}

/** Twelve symbols two people read to each other to know that a key is the right one. */
export function fingerprint(recipient: string, vk: VerifyKey): string {
  const hash = sha256Hex(`${protocol} fingerprint|${mustBeRecipient(recipient)}|${vk}`)
  const symbols = crockford(fromHex(hash).slice(0, 15)).slice(0, 12)
  return symbols.match(/.{4}/g)?.join(" ") ?? ""
}
