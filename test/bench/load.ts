import { Agent, request } from "node:http"
import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { Receivers } from "#wire/door.ts"

/** A report as a browser has sealed it, ready to be sent. */
export type Sealed = { readonly caseId: string; readonly body: Uint8Array }

/** Seals so many reports of 64 KiB to everybody on the path, each with a code of its own, before any clock starts. */
export async function sealMany(
  told: { receivers: Receivers; org: string; level?: string },
  count: number,
): Promise<Sealed[]> {
  const workers = Math.min(availableParallelism(), count)
  const shares = Array.from({ length: workers }, (_, n) => Math.floor((count + n) / workers))
  const parts = await Promise.all(shares.map((share) => inWorker({ ...told, count: share })))
  return parts.flat()
}

function inWorker(told: object): Promise<Sealed[]> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("seal-worker.ts", import.meta.url), { workerData: told })
    worker.once("message", done)
    worker.once("error", fail)
  })
}

export type Answer = { readonly status: number; readonly ms: number; readonly text: string }
export type Asking = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

/** One browser's line to a server, kept open. */
export type Line = {
  /** The address as a browser names it. */
  readonly origin: string
  ask(path: string, asking?: Asking): Promise<Answer>
  close(): void
}

/** Opens a keep-alive line. It rejects when the server is gone. */
export function openLine(base: string, sockets = 1): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const { hostname, port } = new URL(base)
  const ask = (path: string, { method = "GET", headers = {}, body }: Asking = {}) =>
    new Promise<Answer>((done, fail) => {
      const from = performance.now()
      const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) }
      const options = { agent, hostname, port, path, method }
      const host = `localhost:${port}`
      const asked = request({ ...options, headers: { host, ...headers, ...length } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on("data", (chunk: Buffer) => chunks.push(chunk))
        answer.on("error", fail)
        answer.on("end", () => {
          const text = Buffer.concat(chunks).toString()
          done({ status: answer.statusCode ?? 0, ms: performance.now() - from, text })
        })
      })
      asked.on("error", fail)
      asked.end(body)
    })
  return { origin: `http://localhost:${port}`, ask, close: () => agent.destroy() }
}

/** Sends one sealed report. */
export const send = (line: Line, { body }: Sealed): Promise<Answer> =>
  line.ask("/api/reports", {
    method: "POST",
    headers: { "content-type": "application/x-tar" },
    body,
  })

/** Does something to each of many, so many at once, in order; gives back the answers and how long all of it took. */
export async function atOnce<T, R>(
  many: readonly T[],
  lanes: number,
  act: (one: T, lane: number) => Promise<R>,
): Promise<{ answers: R[]; seconds: number }> {
  const answers: R[] = []
  let next = 0
  const from = performance.now()
  const work = async (lane: number): Promise<void> => {
    for (let at = next++; at < many.length; at = next++) {
      answers[at] = await act(many[at] as T, lane) // at is below the length
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)))
  return { answers, seconds: (performance.now() - from) / 1000 }
}
