import { signal } from "@preact/signals"

/** The server's time, in milliseconds since 1970; it moves once a second. Every time on screen is read from here. */
export const now = signal(Date.now())

let ahead = 0

/** Sets the desk's clock by what the server just said, so that a wrong clock on this computer misleads nobody. */
export function setServerTime(server: number): void {
  ahead = server - Date.now()
  now.value = server
}

/** The server's time at this very moment. */
export function serverNow(): number {
  return Date.now() + ahead
}

/** Lets the clock run; answers with what stops it. */
export function startClock(): () => void {
  const beat = setInterval(() => {
    now.value = serverNow()
  }, 1000)
  return () => clearInterval(beat)
}
