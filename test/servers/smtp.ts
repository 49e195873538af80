import type { AddressInfo, Socket } from "node:net"
import { createTransport } from "nodemailer"
import { SMTPServer, type SMTPServerSession } from "smtp-server"

/** A mail as the server took it. */
export type Letter = {
  readonly from: string
  readonly to: string
  readonly envelopeId: string | null
  readonly ret: string | null
  readonly notify: string
  readonly raw: string
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** How the server treats the next mails. */
export type MailBehaviour =
  | "take"
  | "no-such-mailbox"
  | "refuse"
  | "busy"
  | "drop-at-data"
  | "mute"
  | "mute-at-data"

export type NoticeAction = "delivered" | "failed" | "delayed" | "relayed" | "expanded"

/** A small mail server. It keeps what it takes, and says what became of it only when told to. */
export type Smtp = AsyncDisposable & {
  readonly url: string
  readonly port: number
  readonly letters: readonly Letter[]
  behave(how: MailBehaviour): void
  /** Resolves with the first letter that fits, now or later. */
  arrival(fits?: (letter: Letter) => boolean): Promise<Letter>
  close(): Promise<void>
}

/** Starts a mail server; with `noticesTo` it reports each letter as delivered to that port, as a real one does. */
export async function startSmtp(
  starting: { port?: number; noticesTo?: number } = {},
): Promise<Smtp> {
  let how: MailBehaviour = "take"
  const letters: Letter[] = []
  const sockets = new Set<Socket>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    name: "mail.test",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    hideDSN: false,
    closeTimeout: 100,
    onConnect(_session, done) {
      if (how !== "mute") done()
    },
    onRcptTo(_to, _session, done) {
      if (how === "no-such-mailbox") done(reply(550, "5.1.1 No such mailbox"))
      else if (how === "refuse") done(reply(550, "5.7.1 Not from you"))
      else if (how === "busy") done(reply(451, "4.3.0 Later please"))
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        if (how === "drop-at-data") for (const socket of sockets) socket.destroy()
        if (how === "drop-at-data" || how === "mute-at-data") return
        const letter = letterOf(session, Buffer.concat(chunks).toString("utf8"))
        letters.push(letter)
        done()
        for (const look of waiting) look()
        if (starting.noticesTo) void sendNotice(starting.noticesTo, letter, "delivered")
      })
    },
  })
  server.on("error", () => undefined) // the tests break lines on purpose
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(starting.port ?? 0, "127.0.0.1", done))
  const { port } = server.server.address() as AddressInfo
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((done) => server.close(() => done()))
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    letters,
    behave: (next) => (how = next),
    arrival: (fits = () => true) =>
      new Promise((done) => {
        const look = () => {
          const found = letters.find(fits)
          if (!found) return
          waiting.delete(look)
          done(found)
        }
        waiting.add(look)
        look()
      }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Sends a delivery notice about a letter to where the letter came from, as mail servers do: without a sender. */
export async function sendNotice(
  port: number,
  letter: Pick<Letter, "from" | "to" | "envelopeId">,
  action: NoticeAction,
): Promise<void> {
  await sendRaw(port, { from: "", to: letter.from }, noticeText(letter, action))
}

/** Puts a mail into a server exactly as written. Rejects with what the server said. */
export async function sendRaw(
  port: number,
  { from, to }: { from: string; to: string },
  raw: string,
): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, secure: false })
  await transport.sendMail({ envelope: { from, to: [to] }, raw })
}

/** The text of a notice (RFC 3464). */
export function noticeText(
  { from, to, envelopeId }: Pick<Letter, "from" | "to" | "envelopeId">,
  action: NoticeAction,
): string {
  const status = {
    delivered: "2.0.0",
    failed: "5.1.1",
    delayed: "4.4.1",
    relayed: "2.0.0",
    expanded: "2.0.0",
  }
  return [
    "From: <mailer-daemon@mail.test>",
    `To: <${from}>`,
    "Subject: Delivery status",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="=_edge"',
    "",
    "--=_edge",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "This is an automatic notice.",
    "",
    "--=_edge",
    "Content-Type: message/delivery-status",
    "",
    ...(envelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
    "Reporting-MTA: dns; mail.test",
    "",
    `Original-Recipient: rfc822;${to}`,
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status[action]}`,
    "",
    "--=_edge--",
    "",
  ].join("\r\n")
}

function letterOf({ envelope }: SMTPServerSession, raw: string): Letter {
  const end = raw.indexOf("\r\n\r\n")
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(":")
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const to = envelope.rcptTo[0]
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: to?.address ?? "",
    envelopeId: envelope.dsn?.envid ?? null,
    ret: envelope.dsn?.ret ?? null,
    notify: [to?.dsn?.notify ?? ""].flat().join(","),
    raw,
    headers,
    text: decode(raw.slice(end + 4), headers.get("content-transfer-encoding") ?? "7bit"),
  }
}

function decode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8")
  if (encoding !== "quoted-printable") return body.trimEnd()
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8").trimEnd()
}

function reply(responseCode: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode })
}
