import { signal } from "@preact/signals"
import { useEffect, useRef, useState } from "preact/hooks"
import { asksByItself } from "#web/lib/api.ts"
import { bell } from "#web/lib/stream.ts"
import { sentenceFor } from "./say.ts"

/** A fault that no sentence is written for; the shell shows it as what it is. */
export const crash = signal<unknown>(null)

/** An act that a person began: whether it runs, and why it did not succeed. */
export type Act = {
  readonly busy: boolean
  readonly error: string | null
  /** Runs the act; answers whether it succeeded. A second press while it runs does nothing. */
  readonly run: (act: () => Promise<void>) => Promise<boolean>
  readonly clear: () => void
}

/** Runs acts one at a time and keeps the sentence about the last failure. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const running = useRef(false)
  const run = async (act: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailed(null)
    try {
      await act()
      return true
    } catch (why) {
      if (told(why) !== null) setFailed(why)
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  // Said anew each time, in the language then read.
  const error = failed === null ? null : sentenceFor(failed)
  return { busy, error, run, clear: () => setFailed(null) }
}

/** The sentence about a failure; a bug goes to the shell. */
export function told(why: unknown): string | null {
  try {
    return sentenceFor(why)
  } catch (bug) {
    crash.value = bug
    return null
  }
}

/** What a screen shows: not here yet, here, or why not. What was here stays while it is fetched again. */
export type Loaded<T> = {
  readonly value: T | null
  readonly failure: unknown
  readonly reload: () => Promise<void>
}

/** Fetches what a screen shows, again at each ring of the doorbell, and every 20 seconds in case it is not heard. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, key: string): Loaded<T> {
  const [shown, show] = useState<{ key: string; value: T | null; failure: unknown }>({
    key,
    value: null,
    failure: null,
  })
  const newest = useRef<AbortController | null>(null)
  const latest = useRef(load)
  latest.current = load
  const answered = useRef<string | null>(null)
  const reload = async () => {
    newest.current?.abort()
    const mine = new AbortController()
    newest.current = mine
    // Until there is an answer it is whoever came here who asks.
    if (answered.current === key) asksByItself(mine.signal)
    try {
      const value = await latest.current(mine.signal)
      if (newest.current !== mine) return
      answered.current = key
      show({ key, value, failure: null })
    } catch (why) {
      if (newest.current !== mine || mine.signal.aborted) return
      answered.current = key
      show((before) => ({ key, value: before.key === key ? before.value : null, failure: why }))
    }
  }
  useEffect(() => {
    answered.current = null
    void reload()
    const stop = bell.subscribe((rung) => {
      if (rung > 0) void reload()
    })
    const again = setInterval(() => void reload(), 20_000)
    return () => {
      stop()
      clearInterval(again)
      newest.current?.abort()
    }
  }, [key])
  return shown.key === key ? { ...shown, reload } : { value: null, failure: null, reload }
}
