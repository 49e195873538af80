/** Bytes nobody can guess, from the engine's own generator. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** A whole number from 0 up to and including `highest`, each equally likely; `highest` is below 2^32 - 1. */
export function randomUpTo(highest: number): number {
  const choices = highest + 1
  const fair = Math.floor(2 ** 32 / choices) * choices
  for (;;) {
    const [drawn = fair] = crypto.getRandomValues(new Uint32Array(1))
    if (drawn < fair) return drawn % choices
  }
}
