import { signal } from "@preact/signals"
import { useEffect, useRef } from "preact/hooks"

/** One key, what it is called in the bar, and what it does. */
export type Shortcut = {
  /** `j`, `Enter`, or two keys after each other: `g n`. */
  readonly key: string
  readonly label: string
  readonly act: () => void
  /** Left out of the bar, but told under `?`. */
  readonly quiet?: boolean
}

const kept = "tocsin-desk-keys"
/** Whether single keys act at all. */
export const keysOn = signal(localStorage.getItem(kept) !== "off")
/** What the keys do now: the screen's own last. */
export const shortcuts = signal<readonly (readonly Shortcut[])[]>([])

/** Switches single keys on or off on this browser. */
export function switchKeys(on: boolean): void {
  keysOn.value = on
  localStorage.setItem(kept, on ? "on" : "off")
}

/** Gives keys their meaning while a screen is shown. */
export function useShortcuts(own: readonly Shortcut[]): void {
  const said = own.map(({ key, label }) => `${key}=${label}`).join("|")
  const now = useLatest(own)
  useEffect(() => {
    const list = now.current.map((one, at) => ({ ...one, act: () => now.current[at]?.act() }))
    shortcuts.value = [...shortcuts.value, list]
    return () => {
      shortcuts.value = shortcuts.value.filter((other) => other !== list)
    }
  }, [said])
}

function useLatest<T>(value: T): { current: T } {
  const held = useRef(value)
  held.current = value
  return held
}

/** Listens for single keys: only while a list or a case has focus, never in a field or a dialog. */
export function watchKeys(): () => void {
  let first = ""
  let since = 0
  const pressed = (event: KeyboardEvent) => {
    if (!keysOn.value || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (!mayAct(event)) return
    const pair = event.timeStamp - since < 1500 ? `${first} ${event.key}` : ""
    const found = byKey(pair) ?? byKey(event.key)
    first = event.key
    since = event.timeStamp
    if (!found) return
    event.preventDefault()
    first = ""
    found.act()
  }
  addEventListener("keydown", pressed)
  return () => removeEventListener("keydown", pressed)
}

function byKey(key: string): Shortcut | undefined {
  return shortcuts.value
    .flat()
    .toReversed()
    .find((one) => one.key === key)
}

const fields = "input, textarea, select, [contenteditable], dialog"

function mayAct(event: KeyboardEvent): boolean {
  const at = event.target
  if (!(at instanceof Element) || at.closest(fields)) return false
  // A tap beside the fields of a dialog leaves the page with focus: its keys are still the dialog's.
  if (document.querySelector("dialog[open]")) return false
  // On a button or a link, Enter is the button's own.
  if (event.key === "Enter" && at.closest("a, button, summary")) return false
  // When what had focus is gone, nothing has it: the page itself then hears the keys.
  return at === document.body || at.closest("[data-keys]") !== null
}
