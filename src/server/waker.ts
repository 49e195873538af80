/** Waits for a time or until somebody wakes it, whichever is first. */
export type Waker = { wake(): void; wait(ms: number): Promise<void> }

export function newWaker(): Waker {
  const waiting = new Set<() => void>()
  return {
    wake: () => waiting.forEach((go) => go()),
    wait: (ms) =>
      new Promise((done) => {
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
