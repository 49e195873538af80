import { useEffect, useRef, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"
import { put, Refused } from "#web/lib/api.ts"
import type { PathScreen, PathView, Tiers } from "#wire/path.ts"
import { loadPath } from "./load.ts"

/** Whether what is on screen is also at the server; `conflict`: somebody else saved first. */
export type Saving =
  | { readonly kind: "saved" | "unsaved" | "saving" | "conflict" }
  | { readonly kind: "failed"; readonly why: string }

/** The tiers as they are being written, with every step kept for undo. */
export type Draft = {
  readonly tiers: Tiers
  readonly saving: Saving
  readonly change: (tiers: Tiers) => void
  readonly undo: (() => void) | null
  /** After a conflict: save these edits over the other ones, or drop them. */
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
}

type Mine = { readonly tiers: Tiers; readonly basedOn: string | null }
const rest = 700
const mostSteps = 100

/** Writes a draft: saved by itself a moment after the last edit, naming the version it was begun from. */
export function useDraft(screen: PathScreen, reload: () => Promise<void>): Draft {
  const [mine, setMine] = useState<Mine | null>(null)
  const [past, setPast] = useState<readonly Tiers[]>([])
  const [saving, setSaving] = useState<Saving>({ kind: "saved" })
  const latest = useRef(mine)
  const busy = useRef(false)
  const theirs = screen.draft ?? screen.inForce
  const tiers = mine?.tiers ?? theirs?.tiers ?? []
  const hold = (next: Mine | null) => {
    latest.current = next
    setMine(next)
  }
  const write = (next: Tiers) => {
    hold({ tiers: next, basedOn: latest.current ? latest.current.basedOn : (theirs?.id ?? null) })
    setSaving((now) => (now.kind === "conflict" ? now : { kind: "unsaved" }))
  }
  const save = async () => {
    const sent = latest.current
    if (!sent || busy.current || !canBeSaved(sent.tiers)) return
    busy.current = true
    setSaving({ kind: "saving" })
    try {
      const { id } = await put<PathView>("/path/draft", sent)
      await reload()
      const now = latest.current
      hold(now && now !== sent ? { ...now, basedOn: id } : null)
      setSaving({ kind: now && now !== sent ? "unsaved" : "saved" })
    } catch (why) {
      setSaving(failure(why))
    } finally {
      busy.current = false
    }
  }
  useSoon(saving.kind === "unsaved" && mine !== null, mine, save)
  return {
    tiers,
    saving,
    change: (next) => {
      setPast((steps) => [...steps, tiers].slice(-mostSteps))
      write(next)
    },
    undo: past.length
      ? () => {
          write(past.at(-1) ?? [])
          setPast(past.slice(0, -1))
        }
      : null,
    keepMine: async () => {
      const { draft, inForce } = await loadPath()
      hold(latest.current && { ...latest.current, basedOn: (draft ?? inForce)?.id ?? null })
      setSaving({ kind: "unsaved" })
    },
    takeTheirs: async () => {
      await reload()
      hold(null)
      setPast([])
      setSaving({ kind: "saved" })
    },
  }
}

/** Runs once nothing has changed for a moment, and at the latest when the screen is left. */
function useSoon(wanted: boolean, what: unknown, run: () => Promise<void>): void {
  const latest = useRef(run)
  latest.current = run
  const pending = useRef(false)
  useEffect(() => {
    pending.current = wanted
    if (!wanted) return
    const wait = setTimeout(() => {
      pending.current = false
      void latest.current()
    }, rest)
    return () => clearTimeout(wait)
  }, [wanted, what])
  useEffect(
    () => () => {
      if (pending.current) void latest.current()
    },
    [],
  )
}

/** A tier without a name is still being written. */
function canBeSaved(tiers: Tiers): boolean {
  return tiers.every(({ name }) => name.trim() !== "")
}

function failure(why: unknown): Saving {
  if (why instanceof Refused && why.problem === "path-changed") return { kind: "conflict" }
  return { kind: "failed", why: told(why) ?? "" }
}
