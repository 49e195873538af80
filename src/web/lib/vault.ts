import { signal } from "@preact/signals"
import { type StaffKeys, staffKeys } from "#crypto/keys.ts"

/** Thrown when somebody's keys are asked for while this desk is locked. */
export class Locked extends Error {
  override readonly name = "Locked"
}

/** Whether this browser holds the keys now. They are in memory only: a reload or ten idle minutes lose them. */
export const unlocked = signal(false)

let held: { seed: Uint8Array; keys: StaffKeys } | undefined
let lastActive = 0
const idle = 10 * 60_000
const line = new BroadcastChannel("tocsin-desk")

/** Takes the opened seed into memory. */
export async function unlock(seed: Uint8Array): Promise<StaffKeys> {
  const keys = await staffKeys(seed)
  held = { seed: seed.slice(), keys }
  seed.fill(0)
  lastActive = Date.now()
  unlocked.value = true
  return keys
}

/** The keys, while the desk is open. */
export function heldKeys(): StaffKeys {
  if (!held) throw new Locked()
  return held.keys
}

/** The seed itself, to seal it to one more way in. */
export function heldSeed(): Uint8Array {
  if (!held) throw new Locked()
  return held.seed
}

/** Forgets the keys, in every tab of this browser when a person asked for it. */
export function lock(everywhere = false): void {
  held?.seed.fill(0)
  held?.keys.sign.seed.fill(0)
  held = undefined
  unlocked.value = false
  if (everywhere) line.postMessage("lock")
}

/** Watches for ten idle minutes, counted over all tabs, and for another tab that locks. */
export function watchIdle(): () => void {
  const active = () => {
    const at = Date.now()
    if (at - lastActive > 15_000) line.postMessage("active")
    lastActive = at
  }
  const heard = (message: MessageEvent<unknown>) => {
    if (message.data === "lock") lock()
    if (message.data === "active") lastActive = Date.now()
  }
  const moves = ["pointerdown", "keydown", "wheel", "touchstart"] as const
  for (const move of moves) addEventListener(move, active, { passive: true })
  line.addEventListener("message", heard)
  const watch = setInterval(() => {
    if (held && Date.now() - lastActive > idle) lock()
  }, 5000)
  return () => {
    for (const move of moves) removeEventListener(move, active)
    line.removeEventListener("message", heard)
    clearInterval(watch)
  }
}
