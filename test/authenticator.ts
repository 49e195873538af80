import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto"
import type { PasskeySignIn, WayMade } from "#wire/session.ts"

/** A passkey in software: it makes real attestations and assertions (ES256), as a phone would. */
export type Authenticator = {
  readonly id: string
  counter: number
  /** Whether the next answer says that its owner proved themselves to it. */
  verifies: boolean
  register(asked: Asked): Extract<WayMade, { kind: "passkey" }>
  signIn(asked: Asked): PasskeySignIn
}
export type Asked = { readonly nonce: string; readonly rpId: string; readonly origin: string }

/** A fresh passkey that nobody knows yet. */
export function authenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const jwk = publicKey.export({ format: "jwk" })
  const cose = cbor(
    new Map<number, Value>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x ?? "", "base64url")],
      [-3, Buffer.from(jwk.y ?? "", "base64url")],
    ]),
  )
  const rawId = randomBytes(32)
  const id = rawId.toString("base64url")
  const credential = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} }
  return {
    id,
    counter: 0,
    verifies: true,
    register({ nonce, rpId, origin }) {
      const attested = Buffer.concat([Buffer.alloc(16), uint(rawId.length, 2), rawId, cose])
      const authData = Buffer.concat([head(this, rpId, 0x40), attested])
      const attestationObject = cbor(
        new Map<string, Value>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authData],
        ]),
      )
      const response = {
        clientDataJSON: clientData("webauthn.create", nonce, origin).toString("base64url"),
        attestationObject: attestationObject.toString("base64url"),
        transports: ["internal"],
      }
      return {
        kind: "passkey",
        nonce,
        label: "This phone",
        sealedSeed: randomBytes(200).toString("base64url"),
        credential: { ...credential, response },
      }
    },
    signIn({ nonce, rpId, origin }) {
      this.counter += 1
      const authData = head(this, rpId, 0)
      const client = clientData("webauthn.get", nonce, origin)
      const signed = createSign("sha256").update(authData).update(sha256(client)).sign(privateKey)
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signed.toString("base64url"),
      }
      return { nonce, credential: { ...credential, response } }
    },
  }
}

function head({ verifies, counter }: Authenticator, rpId: string, more: number): Buffer {
  const flags = Buffer.from([0x01 | (verifies ? 0x04 : 0) | more])
  return Buffer.concat([sha256(rpId), flags, uint(counter, 4)])
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

type Value = number | string | Buffer | Map<number | string, Value>

/** The little of CBOR that WebAuthn uses. */
function cbor(value: Value): Buffer {
  if (typeof value === "number") return value < 0 ? lead(1, -1 - value) : lead(0, value)
  if (typeof value === "string") return Buffer.concat([lead(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([lead(2, value.length), value])
  const pairs = [...value].flatMap(([name, inner]) => [cbor(name), cbor(inner)])
  return Buffer.concat([lead(5, value.size), ...pairs])
}

function lead(major: number, count: number): Buffer {
  const top = major << 5
  if (count < 24) return Buffer.from([top | count])
  return count < 256
    ? Buffer.from([top | 24, count])
    : Buffer.from([top | 25, count >> 8, count & 255])
}

const sha256 = (content: string | Buffer): Buffer => createHash("sha256").update(content).digest()

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}
