/** Counts lone presses of Shift; three within a second mean: leave. Any other key begins anew. */
export function shiftCounter(): {
  down: (key: string, composing: boolean) => void
  up: (key: string, at: number) => boolean
} {
  let alone = false
  let presses: number[] = []
  return {
    down(key, composing) {
      alone = key === "Shift" && !composing
      if (!alone) presses = []
    },
    up(key, at) {
      if (key !== "Shift" || !alone) return false
      alone = false
      presses = [...presses.filter((press) => at - press < 1000), at]
      return presses.length >= 3
    },
  }
}
