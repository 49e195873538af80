import { createHash, randomBytes, randomUUID } from "node:crypto"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Worker } from "node:worker_threads"
import { signLogin } from "#crypto/login.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { maxPartBytes } from "#wire/report.ts"
import { elsewhere, median, progress, type Figure, type Group } from "./figure.ts"
import { openLine, type Line } from "./load.ts"
import { freePort, startNode, type Node } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { sealingInBrowser } from "./sealing.ts"

/** Files of a reporter: taken fast, without holding others up, and never lost once a part is acknowledged. */
export const attach: Group = {
  name: "attach",
  async *run() {
    const it = await benchWorld("attach")
    try {
      yield* speed(it)
      yield await damage(it)
    } finally {
      await it.end()
    }
    yield {
      name: "attach.seal",
      value: await sealingInBrowser(100_000_000),
      unit: "MB/s",
      target: 40,
    }
  },
}

/** 100 MB in parts as large as they come, in order, with somebody else's request every ten milliseconds. */
async function* speed(it: BenchWorld): AsyncGenerator<Figure> {
  const node = await startNode({ url: it.url })
  const line = openLine(node.base)
  const rates: number[] = []
  const stalls: number[] = []
  try {
    await beside(node.base, line, await newCode(it, line), 2)
    for (let run = 0; run < 5; run += 1) {
      const one = await beside(node.base, line, await newCode(it, line), 12)
      rates.push(one.rate)
      stalls.push(one.stall)
    }
  } finally {
    line.close()
    await node.end()
  }
  const low = Number(Math.min(...rates).toFixed(1))
  yield {
    name: "attach.rate",
    value: median(rates),
    unit: "MB/s",
    target: 100,
    reference: {
      what: `median of five, each 12 parts synced to disk; value: the slowest; ${elsewhere}`,
      value: low,
      peer: 113,
    },
  }
  yield {
    name: "attach.stall",
    value: median(stalls),
    unit: "ms",
    target: 50,
    reference: {
      what: `longest other request during each of five, median; value: the longest of all; peer's longest: ${elsewhere}`,
      value: Math.round(Math.max(...stalls)),
      peer: 255,
    },
  }
}

type Code = { readonly token: string; readonly upload: string }

/** Somebody new with a code, signed in, as the page does before the first file. */
async function newCode(it: BenchWorld, line: Line, parts = 12): Promise<Code> {
  const receipt = await deriveReceipt(newReceipt(), it.org)
  const post = (path: string, body: unknown, token?: string) =>
    line.ask(`/api${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
  const asked = await post("/challenges", {})
  const { nonce, now } = JSON.parse(asked.text) as { nonce: string; now: number } // wire's Challenge
  const proof = await signLogin(receipt.auth, { origin: line.origin, nonce, time: String(now) })
  const signature = Buffer.from(proof).toString("base64url")
  const { vk } = receipt.auth
  const said = await post("/sessions", {
    locator: receipt.locator,
    vk,
    nonce,
    time: now,
    signature,
  })
  const { token } = JSON.parse(said.text) as { token: string } // wire's answer
  const upload = randomUUID()
  const begun = await post("/uploads", { id: upload, parts }, token)
  if (begun.status !== 200) throw new Error(`No upload: ${begun.status} ${begun.text}`)
  return { token, upload }
}

/** Sends parts from another thread, so that this one's watch on the other requests is its own. */
async function beside(
  base: string,
  line: Line,
  code: Code,
  parts: number,
): Promise<{ rate: number; stall: number }> {
  const told = { base, ...code, parts, bytes: maxPartBytes }
  const worker = new Worker(new URL("upload-worker.ts", import.meta.url), { workerData: told })
  let rate = 0
  const ready = new Promise<void>((go) => worker.once("message", () => go()))
  await ready
  const ended = new Promise<void>((done, fail) => {
    worker.once("message", (mbPerSecond: number) => done(void (rate = mbPerSecond)))
    worker.once("error", fail)
  })
  let over = false
  void ended.finally(() => (over = true))
  worker.postMessage("go")
  let stall = 0
  while (!over) {
    stall = Math.max(stall, (await line.ask("/api/door")).ms)
    await pause(10)
  }
  await ended
  return { rate, stall }
}

const uploads = 50
const partsEach = 4

/** Fifty uploads, the server ended again and again without and with notice; whatever was acknowledged must be there whole. */
async function damage(it: BenchWorld): Promise<Figure> {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-parts-"))
  const port = await freePort()
  const ends: string[] = []
  let node: Node = await startNode({ url: it.url, port, dataDir })
  const endOnce = async (n: number): Promise<void> => {
    await pause(Math.random() * 200)
    const signal = n % 2 ? ("SIGTERM" as const) : ("SIGKILL" as const)
    await node.end(signal)
    ends.push(signal)
    node = await startNode({ url: it.url, port, dataDir })
  }
  const acknowledged: string[] = []
  try {
    progress("  fifty uploads while the server is killed …")
    for (let n = 0; n < uploads; n += 1) {
      const sending = uploadThrough(it, `http://127.0.0.1:${port}`, acknowledged)
      await Promise.all([sending, endOnce(n)])
    }
  } finally {
    await node.end()
  }
  const damaged = new Set(
    acknowledged
      .filter((said) => {
        const [, hash = ""] = said.split(" ")
        const path = join(dataDir, "parts", hash.slice(0, 2), hash)
        return !existsSync(path) || sha256(readFileSync(path)) !== hash
      })
      .map((said) => said.split(" ")[0]),
  )
  const rows = await it.sql<{ n: number }>(
    "select count(*)::int as n from upload_part where sha256 = any($1::bytea[])",
    [acknowledged.map((said) => Buffer.from(said.split(" ")[1] ?? "", "hex"))],
  )
  const lost = acknowledged.length - (rows[0]?.n ?? 0)
  rmSync(dataDir, { recursive: true, force: true })
  return {
    name: "attach.damaged",
    value: damaged.size + lost,
    unit: "of 50",
    target: 0,
    reference: {
      what: `${acknowledged.length} acknowledged parts read again and hashed; value: how often the server was ended; of 8 killed, ${elsewhere}`,
      value: { SIGKILL: count(ends, "SIGKILL"), SIGTERM: count(ends, "SIGTERM") },
      peer: 8,
    },
  }
}

const count = (ends: readonly string[], which: string) => ends.filter((e) => e === which).length
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

/** One file, as the page sends it: what is not acknowledged is sent again, also after a new sign-in. */
async function uploadThrough(it: BenchWorld, base: string, said: string[]): Promise<void> {
  const line = openLine(base)
  const parts = Array.from({ length: partsEach }, () =>
    randomBytes(200_000 + Math.floor(Math.random() * 3_000_000)),
  )
  const code = await patiently(() => newCode(it, line, partsEach))
  for (const [n, bytes] of parts.entries()) {
    const hash = sha256(bytes)
    const answer = await patiently(async () => {
      const told = await line.ask(`/api/uploads/${code.upload}/parts/${n}`, {
        method: "PUT",
        body: bytes,
        headers: { authorization: `Bearer ${code.token}`, "x-part-sha256": hash },
      })
      if (told.status >= 500) throw new Error(told.text)
      return told
    })
    if (answer.status !== 204)
      throw new Error(`A part was refused: ${answer.status} ${answer.text}`)
    said.push(`${code.upload} ${hash}`)
  }
  line.close()
}

/** Tries again until the server is there again, at most half a minute. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  const until = Date.now() + 30_000
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (Date.now() > until) throw error // more than a restart
      await pause(50)
    }
  }
}
