import { randomBytes } from "node:crypto"
import { staffKeys, type StaffKeys } from "#crypto/keys.ts"
import { sealSeed } from "#crypto/seal.ts"
import { signLogin } from "#crypto/login.ts"
import { signTrial } from "#crypto/trial.ts"
import { newWords, unlockKeyFromWords } from "#crypto/words.ts"
import type { Challenge, Me, WayView } from "#wire/session.ts"

/** How an actor reaches the system: over the network, or straight into it. */
export type Reach = (path: string, init: RequestInit) => Promise<Response>

/** One person of the cast with what their browser would hold. */
export type Actor = {
  readonly name: string
  readonly seed: Uint8Array
  readonly keys: StaffKeys
  /** Two sets of twelve words: two ways in. */
  readonly words: readonly (readonly string[])[]
  cookie: string
}

/** Somebody who has not come in yet. */
export async function newActor(name: string): Promise<Actor> {
  const seed = new Uint8Array(randomBytes(32))
  return { name, seed, keys: await staffKeys(seed), words: [newWords(), newWords()], cookie: "" }
}

/** Asks as this person. An answer that is no success is an error that names the problem. */
export async function ask<T>(
  { reach, actor, more = {} }: { reach: Reach; actor: Actor | null; more?: Record<string, string> },
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const headers: Record<string, string> = { "x-tocsin": "desk", ...more }
  if (actor?.cookie) headers["cookie"] = actor.cookie
  const answer = await reach(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const cookie = answer.headers.get("set-cookie")
  if (actor && cookie) actor.cookie = cookie.split(";")[0] ?? ""
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return (text ? JSON.parse(text) : undefined) as T // the route's own answer type
}

/** Makes the key, and two ways in, each proved by a trial unlock. */
export async function makeKey(reach: Reach, actor: Actor): Promise<void> {
  await ask({ reach, actor: actor }, "PUT", "/desk/api/key", {
    recipient: actor.keys.recipient,
    vk: actor.keys.sign.vk,
  })
  for (const [i, words] of actor.words.entries()) {
    const way = await unlockKeyFromWords(words)
    const sealedSeed = base64(await sealSeed(actor.seed, way.recipient))
    const made = {
      kind: "words",
      label: i === 0 ? "Words in the safe" : "Words at home",
      locator: way.locator,
      vk: way.auth.vk,
      sealedSeed,
    }
    const view = await ask<WayView>({ reach, actor: actor }, "POST", "/desk/api/ways", made)
    const { nonce } = await ask<Challenge>({ reach, actor: actor }, "POST", "/desk/api/challenges")
    const signature = base64(await signTrial(actor.keys.sign, { way: view.id, nonce }))
    await ask({ reach, actor: actor }, "POST", `/desk/api/ways/${view.id}/trial`, {
      nonce,
      signature,
    })
  }
}

/** Signs in with the first set of words, as the sign-in screen does. */
export async function signIn(reach: Reach, actor: Actor, origin: string): Promise<Me> {
  const way = await unlockKeyFromWords(actor.words[0] ?? [])
  const { nonce, now } = await ask<Challenge>(
    { reach, actor: null },
    "POST",
    "/desk/api/challenges",
  )
  const signature = base64(await signLogin(way.auth, { origin, nonce, time: String(now) }))
  return ask<Me>({ reach, actor: actor }, "POST", "/desk/api/sessions", {
    kind: "words",
    locator: way.locator,
    vk: way.auth.vk,
    nonce,
    time: now,
    signature,
  })
}

export const base64 = (bytes: Uint8Array | string): string =>
  Buffer.from(bytes).toString("base64url")
