import { signal } from "@preact/signals"

type Toast = { readonly id: number; readonly text: string; readonly undo?: () => void }

const shown = signal<readonly Toast[]>([])
let next = 1

/** More than these would hide the work that they are about. */
const most = 3

/** Says for six seconds what was just done. Never the only trace of an act. */
export function toast(text: string, undo?: () => void): void {
  const one = { id: next++, text, ...(undo ? { undo } : {}) }
  shown.value = [...shown.value, one].slice(-most)
  setTimeout(() => drop(one.id), 6000)
}

/** Where toasts appear; stands once, in the shell. */
export function Toasts({ undo }: { readonly undo: string }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map((one) => (
        <p key={one.id} class="toast">
          {one.text}
          {one.undo ? (
            <button
              type="button"
              class="btn bare"
              onClick={() => {
                one.undo?.()
                drop(one.id)
              }}
            >
              {undo}
            </button>
          ) : null}
        </p>
      ))}
    </div>
  )
}

function drop(id: number): void {
  shown.value = shown.value.filter((one) => one.id !== id)
}
