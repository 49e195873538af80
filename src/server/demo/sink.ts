import { createHmac } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { SMTPServer } from "smtp-server"

/** One message that left the system, as the phone or the mail box at the other end has it. */
export type Arrived = {
  /** The row of the outbox, where the channel carries it. */
  readonly id: string | null
  readonly at: Date
  readonly channel: string
  readonly to: string
  readonly text: string
  readonly code: string
}

/** The other end of every channel in a demonstration: a mail server, and a gateway that delivers at once and says so. */
export type Sink = {
  readonly smtpUrl: string
  readonly gateway: { readonly url: string; readonly secret: string }
  readonly arrived: readonly Arrived[]
  /** The code of the newest message to an address, once there is one newer than those already read. */
  code(channel: string, address: string): Promise<string>
  close(): Promise<void>
}

/** Opens the sink on two ports of this machine. */
export async function openSink(): Promise<Sink> {
  const arrived: Arrived[] = []
  const read = new Set<Arrived>()
  const secret = "demonstration"
  const gateway = openGateway(arrived, secret)
  const mail = openMail(arrived)
  const gatewayPort = await listening(gateway)
  await new Promise<void>((done) => mail.listen(0, "127.0.0.1", done))
  const mailPort = (mail.server.address() as AddressInfo).port // it listens
  return {
    smtpUrl: `smtp://127.0.0.1:${mailPort}`,
    gateway: { url: `http://127.0.0.1:${gatewayPort}/`, secret },
    arrived,
    async code(channel, address) {
      for (let turn = 0; turn < 1000; turn += 1) {
        const found = arrived.findLast(
          (a) => a.channel === channel && a.to === address && a.code && !read.has(a),
        )
        if (found) {
          read.add(found)
          return found.code
        }
        await pause(10)
      }
      throw new Error(`Nothing arrived for ${address}.`)
    },
    async close() {
      await new Promise((done) => gateway.close(done))
      await new Promise<void>((done) => mail.close(done))
    },
  }
}

/** A provider of calls and texts: it takes everything and says at once that it arrived. */
function openGateway(arrived: Arrived[], secret: string): Server {
  return createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const said = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Sent // our own gateway's body
      arrived.push({
        id: said.id,
        at: new Date(),
        channel: said.kind,
        to: said.to,
        text: said.text,
        code: said.code ?? "",
      })
      response.setHeader("content-type", "application/json")
      response.end(JSON.stringify({ providerId: `demo-${said.id}` }))
      void confirm(said, secret)
    })
  })
}

/** A mail server that takes everything. */
function openMail(arrived: Arrived[]): SMTPServer {
  return new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const text = textOf(Buffer.concat(chunks).toString("utf8"))
        const to = session.envelope.rcptTo.map((r) => r.address).join(", ")
        arrived.push({
          id: null,
          at: new Date(),
          channel: "email",
          to,
          text,
          code: /[0-9A-HJKMNP-TV-Z]{6}/.exec(text)?.[0] ?? "",
        })
        done()
      })
    },
  })
}

/** The words of a mail of ours: one plain part, in whichever of three encodings. */
function textOf(mail: string): string {
  const [head = "", ...rest] = mail.split("\r\n\r\n")
  const body = rest.join("\n").trim()
  if (/encoding: base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8").trim()
  if (!/encoding: quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

type Sent = {
  id: string
  kind: string
  to: string
  text: string
  code?: string | null
  callback?: string | null
}

async function confirm(said: Sent, secret: string): Promise<void> {
  if (!said.callback) return
  const body = JSON.stringify({ id: said.id, state: "delivered" })
  const time = String(Math.floor(Date.now() / 1000))
  const signature = `v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`
  await pause(150)
  await fetch(said.callback, {
    method: "POST",
    body,
    headers: { "x-tocsin-time": time, "x-tocsin-signature": signature },
  }).catch(() => undefined) // the demonstration is closing
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return (server.address() as AddressInfo).port // it listens
}
