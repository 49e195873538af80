import { base64 } from "@scure/base"
import { fromHex, hex, joined, utf8 } from "./bytes.ts"
import { signing } from "./ed25519.ts"

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
  instruction: "tocsin-instruction-v1",
  check: "tocsin-check-v1",
} as const
export type Namespace = (typeof namespaces)[keyof typeof namespaces]

/** The signing key that a 32-byte seed is. */
export async function signingKey(seed: Uint8Array): Promise<SigningKey> {
  const { publicKey } = await signing()
  return { seed, vk: hex(await publicKey(seed)) }
}

/** Sign in the form that `ssh-keygen -Y verify` checks. */
export async function signText(
  key: SigningKey,
  namespace: string,
  content: Uint8Array,
): Promise<string> {
  const { sign, sha512 } = await signing()
  const signature = await sign(key.seed, toBeSigned(namespace, await sha512(content)))
  return armoured(fromHex(key.vk), namespace, signature)
}

/** A public key as OpenSSH writes it, for an `allowed_signers` file. */
export function sshPublicKey(vk: VerifyKey): string {
  return `${algorithm} ${base64.encode(publicBlob(fromHex(vk)))}`
}

/** The first and the last line of a signature. */
export const begin = "-----BEGIN SSH SIGNATURE-----"
export const end = "-----END SSH SIGNATURE-----"

const algorithm = "ssh-ed25519"
const magic = utf8("SSHSIG")

/** A signature in OpenSSH's lines; there is one way to write it. */
export function armoured(vk: Uint8Array, namespace: string, signature: Uint8Array): string {
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

/** What the key really signs: the purpose, and the SHA-512 of the content. */
export function toBeSigned(namespace: string, hash: Uint8Array): Uint8Array {
  return joined(magic, ...context(namespace), sshString(hash))
}

/** What stands before the public key in a signature. */
export function beforeKey(): Uint8Array {
  return joined(magic, uint32(1), uint32(51), sshString(utf8(algorithm)), uint32(32))
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
