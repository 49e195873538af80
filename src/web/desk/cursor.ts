import { useState } from "preact/hooks"
import { words as say } from "./say.ts"
import { useShortcuts } from "./shortcuts.ts"

/** The keyboard's place in a list: j and k move it, Enter opens what it is on. */
export function useCursor(ids: readonly string[], open: (id: string) => void): string | null {
  const { keys } = say()
  const [at, move] = useState<string | null>(null)
  const here = at !== null && ids.includes(at) ? at : null
  const step = (by: 1 | -1) => {
    if (ids.length === 0) return
    const next = here === null ? (by > 0 ? 0 : ids.length - 1) : ids.indexOf(here) + by
    move(ids[Math.min(Math.max(next, 0), ids.length - 1)] ?? null)
  }
  useShortcuts([
    { key: "j", label: keys.move, act: () => step(1) },
    { key: "k", label: keys.move, act: () => step(-1), quiet: true },
    { key: "Enter", label: keys.open, act: () => here !== null && open(here) },
  ])
  return here
}
