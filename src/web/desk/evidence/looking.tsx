import { effect, signal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { unlocked } from "#web/lib/vault.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { Which } from "./opened.ts"
import { Viewer } from "./viewer.tsx"

/** The file that is looked at now, of the case on the screen. */
const looking = signal<Which | null>(null)
effect(() => {
  if (!unlocked.value) looking.value = null
})

/** Opens a file's window. */
export function look(which: Which): void {
  looking.value = which
}

/** Where the window of a file stands: once in a screen, and gone with it. */
export function Looking({ one, reload }: { readonly one: Case; readonly reload: () => void }) {
  const which = looking.value
  useEffect(
    () => () => {
      looking.value = null
    },
    [one.id],
  )
  if (!which) return null
  return <Viewer {...which} one={one} reload={reload} onClose={() => (looking.value = null)} />
}
