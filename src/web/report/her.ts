import { signal } from "./signal.ts"
import { invariant } from "#core/refusal.ts"
import type { KeyPair } from "#crypto/keys.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"

/** A code in this page's memory, with everything it opens. */
export type Held = {
  /** As it is written down. */
  readonly code: string
  readonly keys: ReceiptKeys
  /** The mailbox key of the report that is being written; files are sealed to it. */
  readonly mailbox: KeyPair
}

/** The code of the report that is being written, once there is one. */
export const held = signal<Held | null>(null)
/** Whether she asked to keep her place, and how the last saving went. */
export const keeping = signal<"no" | "saving" | "saved" | "failed">("no")

/** What the page can do with keys; loaded when first needed. */
export function sealing(): Promise<typeof import("./sealing.ts")> {
  return import("./sealing.ts")
}

/** Fetch all that sealing and signing need in this browser, so that nothing is missing once the network is gone. */
export async function sealingAhead(): Promise<void> {
  await (await sealing()).signing()
}

/** The code of this report, made now if there is none yet. */
export async function holdCode(orgId: string): Promise<Held> {
  if (!held.value) held.value = await (await sealing()).newHeld(orgId)
  invariant(held.value, "a code was just made")
  return held.value
}

/** Saving, resuming and deleting a draft; loaded when she keeps her place. */
export function keeper(): Promise<typeof import("./keep.ts")> {
  return import("./keep.ts")
}
