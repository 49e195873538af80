import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http"
import { createServer as createSecure } from "node:https"
import type { AddressInfo } from "node:net"
import type { Certificate } from "./certificate.ts"

/** A request as it came in, with its bytes. */
export type Asked = {
  readonly method: string
  readonly path: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What the server does: answers, cuts the line, or says nothing at all. */
export type Reply =
  | { status: number; headers?: Record<string, string>; body?: string }
  | "cut"
  | "mute"

export type Http = { readonly origin: string; readonly port: number; close(): Promise<void> }

/** A small server on this machine that hands every request to one function; with a certificate it speaks TLS. */
export async function startHttp(
  answer: (asked: Asked) => Reply | Promise<Reply>,
  port = 0,
  secure?: Certificate,
): Promise<Http> {
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://127.0.0.1")
      const { method = "", headers } = request
      const reply = await answer({
        method,
        path: url.pathname,
        url,
        headers,
        body: Buffer.concat(chunks),
      })
      if (reply === "mute") return
      if (reply === "cut") request.socket.destroy()
      else response.writeHead(reply.status, reply.headers).end(reply.body)
    })
  }
  const server = secure ? createSecure(secure, listener) : createServer(listener)
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done))
  const { port: open } = server.address() as AddressInfo
  return {
    origin: `${secure ? "https" : "http"}://127.0.0.1:${open}`,
    port: open,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}
