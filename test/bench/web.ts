import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core"
import { launch } from "../browser.ts"
import { elsewhere, median, percentile, progress, type Figure, type Group } from "./figure.ts"
import { startNode } from "./node.ts"
import { benchWorld } from "./place.ts"
import { answerFirstQuestion, leaveByShift, pressSend, type Marks } from "./visitor.ts"

/** What a reporter waits for, in a real browser with an empty cache, against the built pages. */
export const web: Group = { name: "web", run }

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("web")
  const node = await startNode({ url: it.url })
  const base = `http://localhost:${node.port}`
  const browser = await launch()
  try {
    await firstAnswer(browser, base, 1) // the server has read its files, the browser has started
    yield* opening(browser, base)
    progress("  the same on a slow phone …")
    const slow: number[] = []
    for (let run = 0; run < 5; run += 1)
      slow.push((await firstAnswer(browser, base, 4)).marks.answered)
    yield {
      name: "web.usable.slow",
      value: median(slow) / 1000,
      unit: "s",
      target: 3,
      reference: {
        what: `median of five at 4x CPU, 400 ms, 1.6 Mbit/s; value: the slowest; form accepts typing, ${elsewhere}`,
        value: Number((Math.max(...slow) / 1000).toFixed(2)),
        peer: 9.9,
      },
    }
    progress("  leaving …")
    yield await leaving(browser, base)
    progress("  whole reports …")
    yield* sending(browser, base)
  } finally {
    await browser.close()
    await node.end()
    await it.end()
  }
}

async function* opening(browser: Browser, base: string): AsyncGenerator<Figure> {
  const runs: Opened[] = []
  for (let run = 0; run < 7; run += 1) runs.push(await firstAnswer(browser, base, 1))
  const [one] = runs
  if (!one) return
  yield {
    name: "web.first.bytes",
    value: one.bytes,
    unit: "bytes",
    target: 20_480,
    reference: {
      what: `bodies as they come in, until Start can be pressed; value: with headers; ${elsewhere}`,
      value: one.whole,
      peer: 1_165_900,
    },
  }
  yield {
    name: "web.requests",
    value: one.requests,
    unit: "requests",
    target: 4,
    reference: { what: `until Start can be pressed; ${elsewhere}`, peer: 16 },
  }
  const answered = runs.map((opened) => opened.marks.answered)
  yield {
    name: "web.usable",
    value: median(answered) / 1000,
    unit: "s",
    target: 0.3,
    reference: {
      what: `from the address to the first question answered, by a visitor who waits for nothing, median of seven; value: the slowest; form accepts typing, ${elsewhere}`,
      value: Number((Math.max(...answered) / 1000).toFixed(2)),
      peer: 1.32,
    },
  }
}

async function leaving(browser: Browser, base: string): Promise<Figure> {
  const times: number[] = []
  for (let run = 0; run < 7; run += 1) {
    const { page, context } = await open(browser, 4)
    await answerFirstQuestion(page, base)
    times.push(await leaveByShift(page))
    await context.close()
  }
  return {
    name: "web.leave",
    value: Math.max(...times),
    unit: "ms",
    target: 100,
    reference: {
      what: "slowest of seven at 4x CPU, from the third Shift to an empty page; value: the median",
      value: Number(median(times).toFixed(1)),
    },
  }
}

async function* sending(browser: Browser, base: string): AsyncGenerator<Figure> {
  const times: number[] = []
  const traffic: Traffic[] = []
  for (let run = 0; run < 5; run += 1) {
    const visit = await open(browser, 1)
    await visit.page.goto(base)
    times.push(await pressSend(visit.page))
    traffic.push(...visit.traffic())
    await visit.context.close()
    if (run === 0) yield sealedBytes(traffic)
  }
  yield {
    name: "web.receipt",
    value: median(times) / 1000,
    unit: "s",
    target: 0.6,
    reference: {
      what: `median of five, ten keyholders; value: the slowest; with a file and a fixed second of polling, ${elsewhere}`,
      value: Number((percentile(times, 1) / 1000).toFixed(2)),
      peer: 3.5,
    },
  }
}

/** The roster and the directory have budgets of their own and grow with the company. */
function sealedBytes(traffic: readonly Traffic[]): Figure {
  const roster = traffic.filter((one) => /^\/api\/(receivers|directory)/.test(one.path))
  const sum = (many: readonly Traffic[]) => many.reduce((bytes, one) => bytes + one.bytes, 0)
  return {
    name: "web.sealed.bytes",
    value: sum(traffic) - sum(roster),
    unit: "bytes",
    target: 76_800,
    reference: {
      what: "bodies received from the address to the receipt, without the roster of ten keyholders, whose bytes are the value",
      value: sum(roster),
    },
  }
}

/** `bytes` of the body as it came over the line; `whole` with its headers. */
type Traffic = { readonly path: string; readonly bytes: number; readonly whole: number }
type Opened = { marks: Marks; bytes: number; whole: number; requests: number }

/** Opens the address with nothing kept from before and answers the first question as soon as it is there. */
async function firstAnswer(browser: Browser, base: string, slower: number): Promise<Opened> {
  const { page, context, until } = await open(browser, slower)
  try {
    const marks = await answerFirstQuestion(page, base)
    const before = until(marks.started)
    const bytes = before.reduce((sum, one) => sum + one.bytes, 0)
    const whole = before.reduce((sum, one) => sum + one.whole, 0)
    return { marks, bytes, whole, requests: before.length }
  } finally {
    await context.close()
  }
}

type Visit = {
  readonly page: Page
  readonly context: BrowserContext
  traffic(): Traffic[]
  /** What was asked for within so many milliseconds of the first request. */
  until(ms: number): Traffic[]
}

async function open(browser: Browser, slower: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 800 },
    locale: "en-GB",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const session = await context.newCDPSession(page)
  const asked = await watch(session)
  if (slower > 1) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower })
    const rate = 1_600_000 / 8
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 400,
      downloadThroughput: rate,
      uploadThroughput: rate,
    })
  }
  const all = () => [...asked.values()]
  return {
    page,
    context,
    traffic: all,
    until: (ms) => {
      const first = Math.min(...all().map((one) => one.at))
      return all().filter((one) => (one.at - first) * 1000 <= ms)
    },
  }
}

type Asked = Traffic & { readonly at: number }

/** Everything that goes over the network, with the bytes as they come in, headers too. */
async function watch(session: CDPSession): Promise<Map<string, Asked>> {
  const asked = new Map<string, Asked>()
  await session.send("Network.enable")
  session.on("Network.requestWillBeSent", ({ requestId, request, timestamp }) => {
    if (request.url.startsWith("data:")) return
    asked.set(requestId, { path: new URL(request.url).pathname, bytes: 0, whole: 0, at: timestamp })
  })
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) asked.set(requestId, { ...one, bytes: one.bytes + encodedDataLength })
  })
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) asked.set(requestId, { ...one, whole: encodedDataLength })
  })
  return asked
}
