import { createTransport } from "nodemailer"
import { later, never, type Message, type Outcome, type Sender } from "./channel.ts"
import { bareAddress, returnAddress } from "./return-address.ts"

/** The organisation's own mail server, and how we sign our return addresses. */
export type Mail = {
  readonly smtpUrl: string
  readonly from: string
  readonly secret: string
}

/** Sends mail: a record and a second way, since nobody is woken by one. It asks for a notice of what became of it. */
export function emailSender({ smtpUrl, from, secret }: Mail): {
  send: Sender
  close(): Promise<void>
} {
  const mailbox = bareAddress(from)
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 8,
    // The outbox tries again, and knows how often.
    maxRequeues: 0,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    dnsTimeout: 5000,
    socketTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(message, signal) {
      if (!isMailbox(message.address)) return never("bad-address")
      try {
        const sent = await transport.sendMail({ ...letter(message, mailbox, secret), signal })
        return { kind: "handed", providerId: sent.messageId }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    async close() {
      transport.close()
    },
  }
}

function letter(message: Message, from: string, secret: string) {
  const domain = from.slice(from.lastIndexOf("@") + 1)
  const { id, address, text, subject } = message
  return {
    messageId: `<${id}@${domain}>`,
    from: { name: "", address: from },
    to: { name: "", address },
    subject: subject ?? "",
    text,
    envelope: { from: returnAddress(secret, id, domain), to: [address] },
    dsn: { id, return: "headers", notify: ["success", "failure", "delay"] },
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    xMailer: false as const,
  }
}

/** One mailbox and nothing else: no list, no route, no line of a header. */
function isMailbox(address: string): boolean {
  return /^[^\s<>(),;:"\\@]{1,64}@[^\s<>(),;:"\\@]{1,255}$/.test(address)
}

/** What nodemailer tells of a failure: the server's number where it gave one, and how far we were. */
type Failure = {
  readonly code?: string
  readonly syscall?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

function outcomeOf(error: unknown): Outcome {
  const { code, syscall, command, responseCode, response = "" } = error as Failure // whatever it is, it is only read
  if (responseCode && responseCode >= 500 && responseCode !== 503) {
    // Only what says so for certain marks an address as dead; a filter's "no" is not that.
    const gone = command === "RCPT TO" && /^\d{3}[ -]5\.1\.(1|2|3|6|10)\b/.test(response)
    return never(gone ? "bad-address" : "refused")
  }
  if (responseCode && responseCode >= 400) return later("busy")
  if (syscall === "connect" || code === "EDNS") return later("unreachable")
  // A line that was lost or fell silent, or a send called off: the mail may have been taken before.
  return later("unknown")
}
