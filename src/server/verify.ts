import { createPublicKey, verify } from "node:crypto"
import { verifyWith, type Verify } from "#crypto/verify.ts"

/** The signature check of `crypto/sign.ts` with the platform's own Ed25519, eight times as quick. */
export const verifyQuickly: Verify = verifyWith((signature, message, vk) => {
  const key = createPublicKey({ key: Buffer.concat([spki, vk]), format: "der", type: "spki" })
  return verify(null, message, key, signature)
})

/** What stands before the 32 bytes of an Ed25519 public key in its usual wrapping (RFC 8410). */
const spki = Buffer.from("302a300506032b6570032100", "hex")
