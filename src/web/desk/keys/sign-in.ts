import { CannotOpen } from "#crypto/cannot-open.ts"
import { utf8 } from "#crypto/bytes.ts"
import { unlockKeyFromPrf } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import { openSeed } from "#crypto/open.ts"
import { unlockKeyFromWords } from "#crypto/words.ts"
import { post } from "#web/lib/api.ts"
import { fromBase64, toBase64 } from "#web/lib/base64.ts"
import { setServerTime } from "#web/lib/clock.ts"
import { lock, unlock } from "#web/lib/vault.ts"
import type { Challenge, Me } from "#wire/session.ts"
import { askPasskey } from "./passkey.ts"

/** A way signed in, but what it opened is another key than the one the desk knows. */
export class NotMyKey extends Error {
  override readonly name = "NotMyKey"
}

/** One prompt signs in and opens the key. */
export async function signInWithPasskey(): Promise<Me> {
  const challenge = await askChallenge()
  const { sent, prf } = await askPasskey(challenge)
  const me = await post<Me>("/sessions", {
    kind: "passkey",
    nonce: challenge.nonce,
    credential: sent,
  })
  return opened(me, (await unlockKeyFromPrf(prf)).identity)
}

/** Twelve words sign in and open the key; they do not leave this browser. */
export async function signInWithWords(typed: readonly string[]): Promise<Me> {
  const words = await unlockKeyFromWords(typed)
  const { nonce, now } = await askChallenge()
  const login = { origin: location.origin, nonce, time: String(now) }
  const me = await post<Me>("/sessions", {
    kind: "words",
    locator: words.locator,
    vk: words.auth.vk,
    nonce,
    time: now,
    signature: toBase64(utf8(await signLogin(words.auth, login))),
  })
  return opened(me, words.identity)
}

/** The server's question for one sign-in. */
export async function askChallenge(): Promise<Challenge> {
  const challenge = await post<Challenge>("/challenges")
  setServerTime(challenge.now)
  return challenge
}

async function opened(me: Me, identity: string): Promise<Me> {
  if (!me.key || !me.sealedSeed) return me
  const keys = await unlock(await openSeed(fromBase64(me.sealedSeed), identity).catch(notMine))
  if (keys.recipient === me.key.recipient && keys.sign.vk === me.key.vk) return me
  lock()
  throw new NotMyKey()
}

function notMine(why: unknown): never {
  if (why instanceof CannotOpen) throw new NotMyKey()
  throw why
}
