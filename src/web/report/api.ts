import type { Problem } from "#wire/problem.ts"

/** The server answered, and the answer was no. */
export class Declined extends Error {
  override readonly name = "Declined"
  readonly problem: Problem
  readonly status: number
  constructor(status: number, problem: Problem) {
    super(problem.problem)
    this.status = status
    this.problem = problem
  }
}

/** No answer came: the network broke, or the server is being started again. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer"
}

export type Asking = {
  method?: "GET" | "POST" | "PUT" | "DELETE"
  json?: unknown
  bytes?: Uint8Array<ArrayBuffer> | undefined
  token?: string | undefined
  headers?: Record<string, string>
  stop?: AbortSignal
}

/** Ask the server; no cookie goes with it and nothing of it is kept by the browser. */
export async function send(path: string, asking: Asking = {}): Promise<Response> {
  const { method = "GET", json, bytes, token, headers = {}, stop } = asking
  const answer = await fetch(path, {
    method,
    credentials: "omit",
    cache: "no-store",
    headers: {
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(stop ? { signal: stop } : {}),
    ...(json === undefined ? (bytes ? { body: bytes } : {}) : { body: JSON.stringify(json) }),
  }).catch((why: unknown) => {
    if (stop?.aborted) throw why
    throw new NoAnswer()
  })
  if (answer.ok) return answer
  throw new Declined(answer.status, await problemOf(answer))
}

/** Ask for an answer in the form that `docs/api.md` names. */
export async function fetched<T>(path: string, asking: Asking = {}): Promise<T> {
  const answer = await send(path, asking)
  return (await answer.json()) as T // our own server's answer; wire names its form
}

async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null) // a proxy's page is no problem of ours
  const isProblem = typeof body === "object" && body !== null && "problem" in body
  return isProblem ? (body as Problem) : { problem: "bug" } // the field that makes a Problem is there
}

/** Which sentence fits a failure. */
export function failureOf(why: unknown): "offline" | "full" | "path" | "server" | "code" {
  if (why instanceof NoAnswer) return "offline"
  if (!(why instanceof Declined)) return "server"
  const { problem } = why.problem
  if (problem === "disk-full" || problem === "quota") return "full"
  if (problem === "path-changed") return "path"
  if (problem === "wrong-code" || problem === "sign-in") return "code"
  return "server"
}
