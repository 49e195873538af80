import { utf8 } from "#crypto/bytes.ts"
import { staffKeys, unlockKeyFromPrf } from "#crypto/keys.ts"
import { openSeed } from "#crypto/open.ts"
import { randomBytes } from "#crypto/random.ts"
import { sealSeed } from "#crypto/seal.ts"
import { signTrial } from "#crypto/trial.ts"
import { unlockKeyFromWords } from "#crypto/words.ts"
import { get, post, put } from "#web/lib/api.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldSeed, unlock } from "#web/lib/vault.ts"
import type { Me, WayMade, WayView } from "#wire/session.ts"
import { newPasskey, secretOf } from "./passkey.ts"
import { askChallenge } from "./sign-in.ts"

/** A way just made, and how it is tried: `open` asks for it afresh and opens what was sealed to it. */
export type Untried = { readonly way: WayView; readonly open: () => Promise<Uint8Array> }

/** Makes a person's key in this browser; the server gets its public halves. */
export async function makeKey(): Promise<void> {
  const seed = randomBytes(32)
  const { recipient, sign } = await staffKeys(seed)
  await put("/key", { recipient, vk: sign.vk })
  await unlock(seed)
}

/** Makes a passkey and seals the key to it. It counts only after a trial. */
export async function addPasskey(
  me: Me,
  label: string,
  sitting: Uint8Array<ArrayBuffer>[],
): Promise<Untried> {
  const challenge = await askChallenge()
  const person = { name: me.name, email: me.email, org: me.org.name }
  const { sent, prf, rawId } = await newPasskey(challenge, person, sitting)
  const sealed = await sealSeed(heldSeed(), (await unlockKeyFromPrf(prf)).recipient)
  const made: WayMade = {
    kind: "passkey",
    nonce: challenge.nonce,
    label,
    sealedSeed: toBase64(sealed),
    credential: sent,
  }
  const way = await post<WayView>("/ways", made)
  sitting.push(rawId)
  const open = async () => {
    const again = await secretOf(challenge, rawId)
    return openSeed(sealed, (await unlockKeyFromPrf(again)).identity)
  }
  return { way, open }
}

/** Seals the key to twelve words as they were typed back. It counts only after a trial. */
export async function addWords(label: string, typed: readonly string[]): Promise<Untried> {
  const words = await unlockKeyFromWords(typed)
  const sealed = await sealSeed(heldSeed(), words.recipient)
  const made: WayMade = {
    kind: "words",
    label,
    locator: words.locator,
    vk: words.auth.vk,
    sealedSeed: toBase64(sealed),
  }
  const way = await post<WayView>("/ways", made)
  return { way, open: () => openSeed(sealed, words.identity) }
}

/** Opens the key with the new way and signs with what came out; only then does the way count. */
export async function tryWay({ way, open }: Untried): Promise<void> {
  const seed = await open()
  const { sign } = await staffKeys(seed)
  seed.fill(0)
  const { nonce } = await askChallenge()
  const signature = toBase64(utf8(await signTrial(sign, { way: way.id, nonce })))
  await post(`/ways/${way.id}/trial`, { nonce, signature })
}

/** The person again, with their ways as the server now counts them. */
export function meAgain(): Promise<Me> {
  return get<Me>("/me")
}
