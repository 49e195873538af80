import { signal } from "./signal.ts"

/** Where she is. A question's screen is named by its page; nothing of this is in the address. */
export type Screen =
  | { at: "ask"; id: string }
  | { at: "told" | "keep" | "kept" | "hours" | "sent" | "help" | "gone" | "numbers" | "who" }
  | { at: "code" | "case" }

const trail: Screen[] = [
  location.pathname[1] ? { at: "code" } : { at: "ask", id: "i00" }, // `/answer` and `/return`
]
let step = 0

/** The screen that is shown. */
export const here = signal<Screen>(trail[0] ?? { at: "code" })

/** Go on to a screen; the browser's back comes back to this one. The history holds a number and nothing else. */
export function go(screen: Screen): void {
  trail.length = step + 1
  step = trail.push(screen) - 1
  history.pushState({ step }, "", location.pathname)
  show(screen)
}

/** Show another screen in place of this one. */
export function swap(screen: Screen): void {
  trail[step] = screen
  show(screen)
}

/** The question she was at last; a draft is resumed there. */
export function lastAsked(): string {
  const before = trail
    .slice(0, step + 1)
    .findLast((screen) => screen.at === "ask" && screen.id !== "i00")
  return before?.at === "ask" ? before.id : "i00a"
}

/** Whether the screen before this one is this question. */
export function cameFrom(id: string): boolean {
  const before = trail[step - 1]
  return before?.at === "ask" && before.id === id
}

/** Back, exactly as the browser's own button does it. */
export function back(): void {
  history.back()
}

/** Listen to the browser's back and forward. */
export function followHistory(): void {
  history.replaceState({ step: 0 }, "", location.pathname)
  addEventListener("popstate", (event: PopStateEvent) => {
    const state: unknown = event.state
    const wanted =
      typeof state === "object" && state !== null && "step" in state ? Number(state.step) : 0
    step = Math.min(Math.max(0, wanted), trail.length - 1)
    const screen = trail[step]
    if (screen) show(screen)
  })
}

function show(screen: Screen): void {
  here.value = screen
  requestAnimationFrame(() => {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true })
  })
}
