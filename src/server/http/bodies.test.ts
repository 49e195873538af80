import assert from "node:assert/strict"
import { once } from "node:events"
import { createServer } from "node:http"
import { connect, type AddressInfo } from "node:net"
import { test } from "node:test"
import { getRequestListener } from "@hono/node-server"
import { Hono } from "hono"
import { readBytes } from "./bodies.ts"
import type { Env } from "./env.ts"
import { answerProblem, Malformed } from "./problems.ts"

test("a sender who goes away in the middle of a body is no fault of ours", async () => {
  const said: string[] = []
  const began = Promise.withResolvers<void>()
  const thrown = Promise.withResolvers<unknown>()
  const app = new Hono<Env>()
  app.post("/", async (c) => {
    began.resolve()
    return c.text(String((await readBytes(c, 1000)).length))
  })
  app.onError((error, c) => {
    thrown.resolve(error)
    return answerProblem(c, error, ({ what }) => said.push(what))
  })
  const server = createServer(getRequestListener(app.fetch))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // it listens
  const phone = connect(port, "127.0.0.1")
  phone.write("POST / HTTP/1.1\r\nHost: desk.test\r\nContent-Length: 100\r\n\r\nhalf")
  await began.promise
  phone.destroy()
  assert.ok((await thrown.promise) instanceof Malformed)
  assert.deepEqual(said, [])
  server.close()
  await once(server, "close")
})
