import { signal } from "@preact/signals"
import { forget } from "./memory.ts"

/** Whether three lone Shifts leave the page; she can switch it off. */
export const shiftLeaves = signal(true)

/** Blank the page, put the neutral page in the place of this one, and go. */
export function leave(url: string): void {
  document.documentElement.replaceChildren()
  forget()
  history.replaceState(null, "", "/")
  location.replace(url)
}

/** Counts lone presses of Shift; three within a second mean: leave. */
export function shiftCounter(): {
  down(key: string, at: number, composing: boolean): void
  up(key: string, at: number): boolean
} {
  let alone = false
  let presses: number[] = []
  const reset = () => {
    alone = false
    presses = []
  }
  return {
    down(key, _at, composing) {
      if (key !== "Shift" || composing) return reset()
      alone = true
    },
    up(key, at) {
      if (key !== "Shift" || !alone) return false
      alone = false
      presses = [...presses.filter((press) => at - press < 1000), at]
      return presses.length >= 3
    },
  }
}

/** Listen for the three Shifts on every screen. A page that comes back from the browser's memory starts anew. */
export function watchShift(url: () => string): void {
  const counter = shiftCounter()
  let composing = false
  addEventListener("compositionstart", () => (composing = true))
  addEventListener("compositionend", () => (composing = false))
  addEventListener(
    "keydown",
    (event) => {
      if (!event.repeat) counter.down(event.key, event.timeStamp, composing || event.isComposing)
    },
    true,
  )
  addEventListener(
    "keyup",
    (event) => {
      if (counter.up(event.key, event.timeStamp) && shiftLeaves.value) leave(url())
    },
    true,
  )
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
}
