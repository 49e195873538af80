import type { RefusalCode } from "#core/refusal.ts"

/** Every answer that is not a success. `field` names what to mend; no value is ever echoed. */
export type Problem = {
  /** `malformed` when a schema did not hold, `bug` for a fault of ours. */
  problem: RefusalCode | "malformed" | "bug"
  fields?: string[]
  /** Names the log line of a fault of ours. */
  id?: string
  /** With `work-needed`: find a nonce so that SHA-256(salt + nonce) begins with this many zero bits. */
  work?: { salt: string; bits: number }
}
