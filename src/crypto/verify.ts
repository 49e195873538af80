import { base64 } from "@scure/base"
import { fromHex, hex, sameBytes } from "./bytes.ts"
import { isSignedBy, sha512 } from "./noble.ts"
import { type VerifyKey, armoured, beforeKey, begin, end, toBeSigned } from "./sign.ts"

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
  verifyWith(isSignedBy)(vk, namespace, content, armor)

/** The same with a platform's own Ed25519, for a server that checks many. */
export function verifyWith(check: Check): Verify {
  return (vk, namespace, content, armor) => {
    const body = armor.slice(begin.length + 1, -(end.length + 2)).replaceAll("\n", "")
    if (!/^[0-9a-f]{64}$/.test(vk) || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(body)) return false
    if (body.length % 4 !== 0) return false
    const signature = base64.decode(body).slice(-64)
    if (armoured(fromHex(vk), namespace, signature) !== armor) return false
    return check(signature, toBeSigned(namespace, sha512(content)), fromHex(vk))
  }
}

/** Who made a signature, read from the signature itself and not yet checked. */
export function signerOf(armor: string): VerifyKey | undefined {
  const body = armor.slice(begin.length + 1, -(end.length + 2)).replaceAll("\n", "")
  if (!/^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(body))
    return undefined
  const blob = base64.decode(body)
  const head = beforeKey()
  return sameBytes(blob.slice(0, head.length), head)
    ? hex(blob.slice(head.length, head.length + 32))
    : undefined
}
