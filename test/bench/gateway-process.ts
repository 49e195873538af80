// The provider's process: notes when each order came in, answers, and says by the callback that it was delivered.
import { createHmac } from "node:crypto"
import { Agent, createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import type { Receipt } from "./gateway.ts"

const { wait, confirm } = JSON.parse(process.argv[2] ?? "{}") as { wait: number; confirm: boolean } // startGateway's
const receipts: Receipt[] = []
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

const server = createServer((asked, answer) => {
  const at = performance.timeOrigin + performance.now()
  const chunks: Buffer[] = []
  asked.on("data", (chunk: Buffer) => chunks.push(chunk))
  asked.on("end", () => {
    const order = JSON.parse(Buffer.concat(chunks).toString()) as Order // our own gateway's body
    receipts.push({ id: order.id, at, to: order.to })
    setTimeout(() => {
      answer.setHeader("content-type", "application/json")
      answer.end(JSON.stringify({ providerId: `p-${order.id}` }))
    }, wait)
    if (confirm) setTimeout(() => tell(order), wait + 150)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port }) // it listens
})
process.on("message", () => process.send?.(receipts))
process.on("disconnect", () => process.exit(0))

type Order = { id: string; to: string; callback: string }

function tell({ id, callback }: Order): void {
  const body = JSON.stringify({ id, state: "delivered" })
  const time = String(Math.floor(Date.now() / 1000))
  const mac = createHmac("sha256", "bench").update(`${time}.${body}`).digest("hex")
  const headers = { "x-tocsin-time": time, "x-tocsin-signature": `v1=${mac}` }
  const url = callback.replace("localhost", "127.0.0.1")
  const telling = request(url, { method: "POST", headers, agent }, (said) => said.resume())
  telling.on("error", () => undefined) // the node was killed: another notice is not owed
  telling.end(body)
}
