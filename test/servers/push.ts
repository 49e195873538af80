import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto"
import type { Certificate } from "./certificate.ts"
import { startHttp, type Asked, type Reply } from "./http.ts"

/** A push as the browser behind the service gets it, with what the service itself could see. */
export type Push = {
  readonly subscription: string
  readonly payload: {
    v: number
    id: string
    title: string
    text: string
    ref: string | null
    lang: string
  }
  readonly bytes: number
  readonly ttl: string
  readonly urgency: string
  readonly topic: string
  readonly claims: { aud: string; sub: string; exp: number }
}

/** A push service on this machine, and the browsers that subscribed to it. */
export type PushService = AsyncDisposable & {
  readonly origin: string
  readonly pushes: readonly Push[]
  /** A browser subscribes: what it would send us as JSON, and the name it has here. */
  subscribe(): { name: string; address: string }
  /** The browser's owner clears it: from now on its address is gone. */
  forget(name: string): void
  /** What the service answers from now on; without a reply it is itself again. */
  behave(reply?: Reply): void
  close(): Promise<void>
}

type Browser = { readonly ecdh: ReturnType<typeof createECDH>; readonly auth: Buffer }

/** Starts a push service that checks who sends (RFC 8292) and opens what is sent (RFC 8291) as a browser would. */
export async function startPush(
  vapidPublicKey: string,
  secure?: Certificate,
): Promise<PushService> {
  const browsers = new Map<string, Browser>()
  const pushes: Push[] = []
  let fixed: Reply | undefined
  const http = await startHttp(
    (asked): Reply => {
      if (fixed) return fixed
      const name = asked.path.slice("/push/".length)
      const browser = browsers.get(name)
      if (!browser) return { status: 410 }
      const claims = checkVapid(asked, vapidPublicKey, http.origin)
      if (!claims) return { status: 403 }
      if (!asked.headers.ttl || asked.headers["content-encoding"] !== "aes128gcm")
        return { status: 400 }
      pushes.push({
        subscription: name,
        payload: JSON.parse(open(browser, asked.body).toString("utf8")) as Push["payload"], // our own payload, asserted on by tests
        bytes: asked.body.length,
        ttl: asked.headers.ttl as string,
        urgency: String(asked.headers["urgency"]),
        topic: String(asked.headers["topic"]),
        claims,
      })
      return { status: 201, headers: { location: `${http.origin}/message/${pushes.length}` } }
    },
    0,
    secure,
  )
  return {
    origin: http.origin,
    pushes,
    subscribe() {
      const name = randomBytes(12).toString("hex")
      const ecdh = createECDH("prime256v1")
      const auth = randomBytes(16)
      const keys = { p256dh: ecdh.generateKeys("base64url"), auth: auth.toString("base64url") }
      browsers.set(name, { ecdh, auth })
      const address = JSON.stringify({ endpoint: `${http.origin}/push/${name}`, keys })
      return { name, address }
    },
    forget: (name) => void browsers.delete(name),
    behave: (reply) => (fixed = reply),
    close: http.close,
    [Symbol.asyncDispose]: http.close,
  }
}

/** RFC 8291 and 8188, from the receiver's side. */
function open({ ecdh, auth }: Browser, body: Buffer): Buffer {
  const salt = body.subarray(0, 16)
  const idLength = body[20] ?? 0
  const sender = body.subarray(21, 21 + idLength)
  const secret = ecdh.computeSecret(sender)
  const about = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender])
  const ikm = Buffer.from(hkdfSync("sha256", secret, auth, about, 32))
  const part = (info: string, length: number) =>
    Buffer.from(hkdfSync("sha256", ikm, salt, Buffer.from(`Content-Encoding: ${info}\0`), length))
  const sealed = body.subarray(21 + idLength)
  const decipher = createDecipheriv("aes-128-gcm", part("aes128gcm", 16), part("nonce", 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  const end = plain.lastIndexOf(2) // the last record ends with a 2 and zeros
  return plain.subarray(0, end)
}

/** RFC 8292: who sends is proved by a token that is signed for this service and not yet expired. */
function checkVapid({ headers }: Asked, expected: string, origin: string): Push["claims"] | null {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(
    headers.authorization ?? "",
  )
  if (!found) return null
  const [, head = "", body = "", signature = "", key = ""] = found
  if (key !== expected) return null
  const point = Buffer.from(key, "base64url")
  const publicKey = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  })
  const right = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  )
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Push["claims"] // checked below
  const now = Date.now() / 1000
  return right && claims.aud === origin && claims.exp > now && claims.exp < now + 86_401
    ? claims
    : null
}
