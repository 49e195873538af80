/** Waits for a time or until somebody wakes it, whichever is first. Who is woken while awake does not fall asleep next. */
export type Waker = { wake(): void; wait(ms: number): Promise<void> }

export function newWaker(): Waker {
  const waiting = new Set<() => void>()
  let woken = false
  return {
    wake: () => {
      if (!waiting.size) woken = true
      waiting.forEach((go) => go())
    },
    wait: (ms) =>
      new Promise((done) => {
        if (woken) {
          woken = false
          done()
          return
        }
        const go = () => {
          clearTimeout(timeout)
          waiting.delete(go)
          done()
        }
        const timeout = setTimeout(go, ms)
        waiting.add(go)
      }),
  }
}
