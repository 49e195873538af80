// Sends sealed parts of one file in order, from a thread of its own, and says how many megabytes a second were taken.
import { createHash, randomBytes } from "node:crypto"
import { once } from "node:events"
import { parentPort, workerData } from "node:worker_threads"
import { openLine } from "./load.ts"

const told = workerData as {
  base: string
  token: string
  upload: string
  parts: number
  bytes: number
} // attach's
const parts = Array.from({ length: told.parts }, () => randomBytes(told.bytes))
const hashes = parts.map((part) => createHash("sha256").update(part).digest("hex"))
parentPort?.postMessage("ready")
if (parentPort) await once(parentPort, "message")
const line = openLine(told.base)
const from = performance.now()
for (const [n, body] of parts.entries()) {
  const headers = { authorization: `Bearer ${told.token}`, "x-part-sha256": hashes[n] ?? "" }
  const path = `/api/uploads/${told.upload}/parts/${n}`
  const answer = await line.ask(path, { method: "PUT", body, headers })
  if (answer.status !== 204)
    throw new Error(`A part was not taken: ${answer.status} ${answer.text}`)
}
const seconds = (performance.now() - from) / 1000
line.close()
parentPort?.postMessage((told.parts * told.bytes) / 1e6 / seconds)
