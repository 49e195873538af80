import type { AddressInfo } from "node:net"
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from "smtp-server"
import { readNotice } from "./delivery-status.ts"
import { readReturnAddress } from "./return-address.ts"

/** What a mail server told us about one of our mails. */
export type MailNotice = {
  readonly id: string
  readonly state: "delivered" | "failed" | "delayed"
}

/** Where delivery notices come in: only at return addresses that we made, and only notices. */
export type Notices = { readonly port: number; close(): Promise<void> }

type Listening = {
  readonly port: number
  readonly host?: string
  readonly secret: string
  readonly heard: (notice: MailNotice) => Promise<void>
  /** A fault of ours while hearing; the mail server is asked to come again. */
  readonly failed?: (error: unknown) => void
}

/** Listens for delivery notices. A notice is answered with "taken" only after `heard` is done with it. */
export async function startNotices(listening: Listening): Promise<Notices> {
  const server = new SMTPServer({
    name: "notices",
    size: largest,
    hideSMTPUTF8: true,
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    maxClients: 50,
    maxRecipients: 1,
    socketTimeout: 20_000,
    closeTimeout: 500,
    ...answers(listening),
  })
  // A line that breaks is the other side's to mend: it sends the notice again.
  server.on("error", () => undefined)
  await new Promise<void>((done, fail) => {
    server.server.once("error", fail)
    server.listen(listening.port, listening.host ?? "0.0.0.0", () => done())
  })
  return {
    port: (server.server.address() as AddressInfo).port, // a listening TCP server has one
    close: () => new Promise((done) => server.close(() => done())),
  }
}

const largest = 256 * 1024

function answers({ secret, heard, failed }: Listening) {
  return {
    onMailFrom(from, _session, done) {
      // A notice has no sender, so that it is never answered with another one.
      done(from.address ? no(550, "Only delivery notices are taken here.") : null)
    },
    onRcptTo(to, _session, done) {
      done(readReturnAddress(secret, to.address) ? null : no(550, "No such mailbox here."))
    },
    onData(stream, session, done) {
      const id = readReturnAddress(secret, session.envelope.rcptTo[0]?.address ?? "")
      void answer(done, async () => take(stream, id, heard), failed)
    },
  } satisfies SMTPServerOptions
}

async function answer(
  done: (refused: Error | null) => void,
  taking: () => Promise<Error | null>,
  failed: (error: unknown) => void = () => undefined,
): Promise<void> {
  try {
    done(await taking())
  } catch (error) {
    failed(error)
    done(no(451, "Please try again later."))
  }
}

async function take(
  stream: SMTPServerDataStream,
  id: string | null,
  heard: (notice: MailNotice) => Promise<void>,
): Promise<Error | null> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // no encoding is set, so chunks are buffers
    if (!stream.sizeExceeded) chunks.push(chunk)
  }
  if (stream.sizeExceeded) return no(552, "The notice is too large.")
  if (!id) return no(550, "No such mailbox here.")
  const notice = readNotice(Buffer.concat(chunks).toString("utf8"))
  if ("refused" in notice) return no(554, notice.refused)
  if (notice.envelopeId !== null && notice.envelopeId.toLowerCase() !== id)
    return no(554, "The notice is about another mail.")
  if (notice.state !== "no-proof") await heard({ id, state: notice.state })
  return null
}

function no(responseCode: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode })
}
