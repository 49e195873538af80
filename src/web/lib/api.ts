import { signal } from "@preact/signals"
import type { Problem } from "#wire/problem.ts"

/** The server said no; `problem` is the closed word for why. */
export class Refused extends Error {
  override readonly name = "Refused"
  readonly status: number
  readonly problem: Problem["problem"]
  readonly fields: readonly string[]
  readonly id: string | undefined
  constructor(status: number, said: Problem) {
    super(said.problem)
    this.status = status
    this.problem = said.problem
    this.fields = said.fields ?? []
    this.id = said.id
  }
}

/** The server could not be reached at all. */
export class Offline extends Error {
  override readonly name = "Offline"
}

/** Whether the last request reached the server. */
export const offline = signal(false)
/** Counts how often the server said that nobody is signed in any more. */
export const sessionEnded = signal(0)

const again = new WeakSet<AbortSignal>()
/** From now on what is asked with this signal is asked by the page itself, and not by whoever sits before it. */
export function asksByItself(signal: AbortSignal): void {
  again.add(signal)
}
/** Says whether the page asks by itself. */
export const isByItself = (signal: AbortSignal): boolean => again.has(signal)

type More = { readonly signal?: AbortSignal; readonly headers?: Readonly<Record<string, string>> }

/** Reads JSON. Paths are under `/desk/api`. */
export async function get<T>(path: string, more: More = {}): Promise<T> {
  return readJson<T>(await ask("GET", path, undefined, more))
}

/** Reads sealed bytes. */
export async function getBytes(path: string, more: More = {}): Promise<Uint8Array> {
  return new Uint8Array(await (await ask("GET", path, undefined, more)).arrayBuffer())
}

/** Writes JSON; the answer is `undefined` when there is nothing to say. */
export async function post<T = void>(path: string, body?: unknown, more: More = {}): Promise<T> {
  return readJson<T>(await ask("POST", path, json(body), withType(more, body)))
}
/** Replaces JSON. */
export async function put<T = void>(path: string, body?: unknown, more: More = {}): Promise<T> {
  return readJson<T>(await ask("PUT", path, json(body), withType(more, body)))
}
/** Changes a part. */
export async function patch<T = void>(path: string, body?: unknown, more: More = {}): Promise<T> {
  return readJson<T>(await ask("PATCH", path, json(body), withType(more, body)))
}
/** Takes away. */
export async function del(path: string, more: More = {}): Promise<void> {
  await ask("DELETE", path, undefined, more)
}
/** Sends sealed bytes. */
export async function sendBytes<T = void>(
  method: "POST" | "PUT",
  path: string,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<T> {
  const type = { "content-type": "application/octet-stream" }
  // A view of bytes is a body; the type of fetch is only narrower about what lies under it.
  const body = bytes as Uint8Array<ArrayBuffer>
  return readJson<T>(await ask(method, path, body, { headers: { ...type, ...headers } }))
}

async function ask(
  method: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer> | undefined,
  more: More,
): Promise<Response> {
  const headers = {
    ...(method === "GET" ? {} : { "x-tocsin": "desk" }),
    ...(more.signal && isByItself(more.signal) ? { "x-tocsin-again": "1" } : {}),
    ...more.headers,
  }
  const response = await reach(`/desk/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(more.signal ? { signal: more.signal } : {}),
  })
  if (response.ok) return response
  const said = await problemOf(response)
  if (said.problem === "sign-in") sessionEnded.value += 1
  throw new Refused(response.status, said)
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { ...init, cache: "no-store", credentials: "same-origin" })
    offline.value = false
    return response
  } catch (why) {
    if (init.signal?.aborted) throw why
    offline.value = true
    throw new Offline()
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const isJson = response.headers.get("content-type")?.includes("json")
  // Every refusal of the server is a Problem; something between us that answers otherwise is named as a fault.
  return isJson ? ((await response.json()) as Problem) : { problem: "bug" }
}

async function readJson<T>(response: Response): Promise<T> {
  const text = await response.text()
  // The form of each answer is the contract of src/wire, kept by the server's own tests.
  return (text === "" ? undefined : JSON.parse(text)) as T
}

function json(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body)
}

function withType(more: More, body: unknown): More {
  if (body === undefined) return more
  return { ...more, headers: { "content-type": "application/json", ...more.headers } }
}
