// Seals reports as a browser does, on a thread of its own.
import { parentPort, workerData } from "node:worker_threads"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import type { Receivers } from "#wire/door.ts"
import { bodyOf, seal } from "../world/sealing.ts"
import type { Sealed } from "./load.ts"

const told = workerData as { receivers: Receivers; org: string; level?: string; count: number } // sealMany's
const words = "What happened, told in some detail. ".repeat(900)
const made: Sealed[] = []
for (let at = 0; at < told.count; at += 1) {
  const receipt = await deriveReceipt(newReceipt(), told.org)
  const said = { excluded: [], text: words, kind: "report" as const }
  const sealed = await seal(told.receivers, receipt, said)
  const head = { level: told.level ?? "e2", kind: "report" }
  const body = bodyOf(sealed, told.receivers.pathId, receipt, head)
  made.push({ caseId: sealed.caseId, body })
}
parentPort?.postMessage(made)
