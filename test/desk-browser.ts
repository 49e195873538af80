import { randomBytes } from "node:crypto"
import { staffKeys, type StaffKeys } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import { signTrial } from "#crypto/trial.ts"
import { newWords, unlockKeyFromWords, type WordKeys } from "#crypto/words.ts"
import type { Runtime } from "#server/runtime.ts"
import type { Challenge, KeySignIn, Me } from "#wire/session.ts"
import type { Asked } from "./authenticator.ts"

/** An answer, its body of whatever form the test knows it has. */
export type Answer<T> = { status: number; body: T; headers: Headers }

/** Somebody's browser at the desk: it keeps its cookie and, once made, its key. */
export class Browser {
  readonly #request: (path: string, init: RequestInit) => Promise<Response>
  readonly #runtime: Runtime
  #cookie = ""
  keys: StaffKeys | undefined
  words: WordKeys[] = []
  me: Me | undefined

  constructor(request: (path: string, init: RequestInit) => Promise<Response>, runtime: Runtime) {
    this.#request = request
    this.#runtime = runtime
  }

  /** Sends one request and reads the answer; `body` is of whatever form the test knows it has. */
  async ask<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const headers = { host, "x-tocsin": "desk", cookie: this.#cookie, ...more }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await this.#request(path, { method, headers, ...sent })
    const cookie = response.headers.get("set-cookie")
    if (cookie) this.#cookie = cookie.split(";")[0] ?? ""
    const text = await response.text()
    // The test says what it expects; an unexpected form fails its assertions.
    const read = (text ? JSON.parse(text) : null) as T
    return { status: response.status, body: read, headers: response.headers }
  }

  desk<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    more?: Record<string, string>,
  ): Promise<Answer<T>> {
    return this.ask<T>(method, `/desk/api${path}`, body, more)
  }

  forgetCookie(): void {
    this.#cookie = ""
  }

  async challenge(): Promise<Challenge> {
    return (await this.desk<Challenge>("POST", "/challenges")).body
  }

  async asked(): Promise<Asked> {
    const { nonce, rpId } = await this.challenge()
    return { nonce, rpId, origin }
  }

  /** Makes a key with two ways of words, both proved by a trial unlock. */
  async makeKey(ways = 2): Promise<void> {
    this.keys = await staffKeys(randomBytes(32))
    const { recipient, sign } = this.keys
    await this.must("PUT", "/key", { recipient, vk: sign.vk }, 204)
    this.words = []
    for (let made = 0; made < ways; made += 1) await this.addWords()
  }

  async addWords(): Promise<string> {
    const words = await unlockKeyFromWords(newWords())
    const sealedSeed = randomBytes(40).toString("base64url")
    const { locator } = words
    const way = { kind: "words", label: "On paper", locator, vk: words.auth.vk, sealedSeed }
    const { id } = (await this.must("POST", "/ways", way, 201)) as { id: string }
    await this.must("POST", `/ways/${id}/trial`, await this.trial(id), 204)
    this.words.push(words)
    return id
  }

  async trial(id: string): Promise<{ nonce: string; signature: string }> {
    const { nonce } = await this.challenge()
    if (!this.keys) throw new Error("no key yet")
    return { nonce, signature: armour(await signTrial(this.keys.sign, { way: id, nonce })) }
  }

  /** What a browser sends to sign in with words. */
  async login(words = this.words[0], off = 0): Promise<KeySignIn & { kind: "words" }> {
    if (!words) throw new Error("no words yet")
    const { nonce, now } = await this.challenge()
    const time = now + off
    const signature = armour(await signLogin(words.auth, { origin, nonce, time: String(time) }))
    return { kind: "words", locator: words.locator, vk: words.auth.vk, nonce, time, signature }
  }

  /** A channel of their own, tested with the code that the outbox was given. */
  async addChannel(address: string): Promise<string> {
    const made = await this.must("POST", "/channels", { channel: "email", address }, 201)
    const { id } = made as { id: string }
    await this.must("POST", `/channels/${id}/tests`, undefined, 202)
    const code = await this.lastCode(address)
    await this.must("POST", `/channels/${id}/tests/answer`, { code }, 204)
    return id
  }

  async lastCode(address: string): Promise<string> {
    const { rows } = await this.#runtime.pool.query<{ ref: string }>(
      "select ref from outbox where text_kind = 'test' and address = $1 order by made_at desc limit 1",
      [address],
    )
    return rows[0]?.ref ?? ""
  }

  async must(method: string, path: string, body: unknown, status: number): Promise<unknown> {
    const answer = await this.desk(method, path, body)
    if (answer.status === status) return answer.body
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
}

export const armour = (text: string): string => Buffer.from(text).toString("base64url")

const host = "desk.test"
const origin = `http://${host}`
