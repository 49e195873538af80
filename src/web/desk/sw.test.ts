import assert from "node:assert/strict"
import { test } from "node:test"

type Heard = (event: object) => void
const heard = new Map<string, Heard>()
const shown: { title: string; body: string }[] = []
const asked: { url: string; body: string }[] = []
const opened: string[] = []
/** The platform that a browser gives a worker: what it says to it is kept here. */
const platform = {
  addEventListener: (kind: string, act: Heard) => heard.set(kind, act),
  registration: {
    showNotification: (title: string, { body }: { body: string }) => {
      shown.push({ title, body })
      return Promise.resolve()
    },
  },
  clients: {
    matchAll: () => Promise.resolve([]),
    openWindow: (url: string) => {
      opened.push(url)
      return Promise.resolve(null)
    },
  },
  fetch: (url: string, { body }: { body: string }) => {
    asked.push({ url, body })
    return Promise.resolve(new Response())
  },
}
Object.assign(globalThis, platform)
await import("./sw.ts")

async function happens(kind: string, event: object): Promise<void> {
  const work: Promise<unknown>[] = []
  heard.get(kind)?.({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) })
  assert.equal(work.length, 1)
  await Promise.all(work)
}

test("a push shows neutral words with the code, in the person's language, and proves its arrival", async () => {
  const payload = { v: 1, id: "a1", ref: "7Q2MXK", lang: "zh", title: "x", text: "what happened" }
  await happens("push", { data: { json: () => payload } })
  assert.deepEqual(shown, [{ title: "需要您处理", body: "请打开值守台。代码 7Q2MXK。" }])
  assert.deepEqual(asked, [{ url: "/desk/api/deliveries", body: '{"id":"a1"}' }])
})

test("a click opens what needs the person now, and answers nothing", async () => {
  const before = asked.length
  let closed = false
  await happens("notificationclick", {
    notification: {
      close: () => {
        closed = true
      },
    },
  })
  assert.deepEqual(opened, ["/desk/now"])
  assert.equal(closed, true)
  assert.equal(asked.length, before)
})
