import { sha256Hex } from "#crypto/bytes.ts"
import { CannotOpen, type CannotOpenReason } from "#crypto/cannot-open.ts"
import { type ExpectedObject, openObject } from "#crypto/open.ts"
import type { Entry } from "#crypto/tar.ts"

/** One sealed object to be opened, and what must be true of it. */
export type ToOpen = {
  readonly sha256: string
  readonly identity: string
  readonly sealed: Uint8Array
  readonly expect: ExpectedObject
}
/** What came out, or why nothing did. */
export type CameOut = { readonly sha256: string } & (
  | { readonly sender: string; readonly members: readonly Entry[]; readonly fault: null }
  | { readonly fault: CannotOpenReason }
)

/** Opens one object; a fault is an answer, anything else is an error of ours. */
export async function openOne({ sha256, identity, sealed, expect }: ToOpen): Promise<CameOut> {
  try {
    if (sha256Hex(sealed) !== sha256) throw new CannotOpen("damaged")
    const { sender, members } = await openObject(identity, sealed, expect)
    return { sha256, sender, members, fault: null }
  } catch (why) {
    if (why instanceof CannotOpen) return { sha256, fault: why.reason }
    throw why
  }
}
