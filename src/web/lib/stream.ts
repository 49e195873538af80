import { signal } from "@preact/signals"

/** Counts the server's rings and every reconnection: a screen that shows something fetches it again when this moves. */
export const bell = signal(0)
/** Whether the server's doorbell is connected. */
export const connected = signal(false)

/** Listens to the doorbell until stopped; the browser's own reconnection is helped when it gives up. */
export function listen(): () => void {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let wait = 1000
  const ring = () => {
    bell.value += 1
  }
  const connect = () => {
    source = new EventSource("/desk/api/stream", { withCredentials: true })
    source.addEventListener("open", () => {
      wait = 1000
      connected.value = true
      ring()
    })
    for (const kind of ["ring", "case", "roster"]) source.addEventListener(kind, ring)
    source.addEventListener("error", () => {
      connected.value = false
      if (source?.readyState !== EventSource.CLOSED) return
      again = setTimeout(connect, wait)
      wait = Math.min(wait * 2, 30_000)
    })
  }
  connect()
  // A lost connection is found out by asking, and said by whoever asked in vain.
  for (const change of ["online", "offline"]) addEventListener(change, ring)
  return () => {
    source?.close()
    clearTimeout(again)
    for (const change of ["online", "offline"]) removeEventListener(change, ring)
    connected.value = false
  }
}
