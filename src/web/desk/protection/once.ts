import { useEffect, useState } from "preact/hooks"
import { told } from "#web/desk/act.ts"

/** What is fetched once for each key, or the sentence why not. What was here stays until the next is. */
export function useOnce<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string,
): { readonly value: T | null; readonly fault: string | null } {
  const [value, setValue] = useState<T | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    const asked = new AbortController()
    const fetchIt = async () => {
      try {
        const got = await load(asked.signal)
        if (asked.signal.aborted) return
        setValue(got)
        setFault(null)
      } catch (why) {
        if (!asked.signal.aborted) setFault(told(why))
      }
    }
    void fetchIt()
    return () => asked.abort()
  }, [key])
  return { value, fault }
}
