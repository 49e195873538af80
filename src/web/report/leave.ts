import { signal } from "./signal.ts"
import { forget } from "./memory.ts"
import { shiftCounter } from "./shift.ts"

/** Whether three lone Shifts leave the page; she can switch it off. */
export const shiftLeaves = signal(true)

/** Blank the page, put the neutral page in the place of this one, and go. */
export function leave(url: string): void {
  document.documentElement.replaceChildren()
  forget()
  history.replaceState(null, "", "/")
  location.replace(url)
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
      if (!event.repeat) counter.down(event.key, composing || event.isComposing)
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
