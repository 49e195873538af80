import { ed25519 } from "@noble/curves/ed25519.js"
import { sha512 } from "@noble/hashes/sha2.js"
import { base64 } from "@scure/base"
import { fromHex, hex, joined, sameBytes, utf8 } from "./bytes.ts"

/** A public signing key: 32 bytes as 64 lowercase hex digits. */
export type VerifyKey = string

/** An Ed25519 key pair: the seed stays in the browser, `vk` is what others check with. */
export type SigningKey = { readonly seed: Uint8Array; readonly vk: VerifyKey }

/** What each signature is about, so that none can be passed off as another. */
export const namespaces = {
  object: "tocsin-object-v1",
  manifest: "tocsin-manifest-v1",
  opening: "tocsin-opening-v1",
  login: "tocsin-login-v1",
  trial: "tocsin-trial-v1",
} as const
export type Namespace = (typeof namespaces)[keyof typeof namespaces]

/** The signing key that a 32-byte seed is. */
export function signingKey(seed: Uint8Array): SigningKey {
  return { seed, vk: hex(ed25519.getPublicKey(seed)) }
}

/** Sign in the form that `ssh-keygen -Y verify` checks. */
export function signText(key: SigningKey, namespace: string, content: Uint8Array): string {
  const signature = ed25519.sign(toBeSigned(namespace, content), key.seed)
  return armoured(fromHex(key.vk), namespace, signature)
}

/** Whether a key signed bytes for one purpose. */
export type Verify = (
  vk: VerifyKey,
  namespace: string,
  content: Uint8Array,
  armor: string,
) => boolean

/** Plain Ed25519: whether a key signed a message. */
export type Check = (signature: Uint8Array, message: Uint8Array, vk: Uint8Array) => boolean

/** Whether this key signed these bytes for this purpose, and the signature is written exactly as ours are. */
export const verifyText: Verify = (vk, namespace, content, armor) =>
  verifyWith(noble)(vk, namespace, content, armor)

/** The same with a platform's own Ed25519, for a server that checks many. */
export function verifyWith(check: Check): Verify {
  return (vk, namespace, content, armor) => {
    const body = armor.slice(begin.length + 1, -(end.length + 2)).replaceAll("\n", "")
    if (!/^[0-9a-f]{64}$/.test(vk) || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(body)) return false
    if (body.length % 4 !== 0) return false
    const signature = base64.decode(body).slice(-64)
    if (armoured(fromHex(vk), namespace, signature) !== armor) return false
    return check(signature, toBeSigned(namespace, content), fromHex(vk))
  }
}

const noble: Check = (signature, message, vk) =>
  ed25519.verify(signature, message, vk, { zip215: false })

/** Who made a signature, read from the signature itself and not yet checked. */
export function signerOf(armor: string): VerifyKey | undefined {
  const body = armor.slice(begin.length + 1, -(end.length + 2)).replaceAll("\n", "")
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(body))
    return undefined
  const blob = base64.decode(body)
  const head = joined(magic, uint32(1), uint32(51), sshString(utf8(algorithm)), uint32(32))
  return sameBytes(blob.slice(0, head.length), head)
    ? hex(blob.slice(head.length, head.length + 32))
    : undefined
}

/** A public key as OpenSSH writes it, for an `allowed_signers` file. */
export function sshPublicKey(vk: VerifyKey): string {
  return `${algorithm} ${base64.encode(publicBlob(fromHex(vk)))}`
}

const algorithm = "ssh-ed25519"
const magic = utf8("SSHSIG")
const begin = "-----BEGIN SSH SIGNATURE-----"
const end = "-----END SSH SIGNATURE-----"

function armoured(vk: Uint8Array, namespace: string, signature: Uint8Array): string {
  const blob = joined(
    magic,
    uint32(1),
    sshString(publicBlob(vk)),
    ...context(namespace),
    sshString(joined(sshString(utf8(algorithm)), sshString(signature))),
  )
  const lines = base64.encode(blob).match(/.{1,70}/g) ?? []
  return [begin, ...lines, end, ""].join("\n")
}

function toBeSigned(namespace: string, content: Uint8Array): Uint8Array {
  return joined(magic, ...context(namespace), sshString(sha512(content)))
}

function context(namespace: string): Uint8Array[] {
  return [sshString(utf8(namespace)), sshString(new Uint8Array()), sshString(utf8("sha512"))]
}

function publicBlob(vk: Uint8Array): Uint8Array {
  return joined(sshString(utf8(algorithm)), sshString(vk))
}

function sshString(content: Uint8Array): Uint8Array {
  return joined(uint32(content.length), content)
}

function uint32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value])
}
