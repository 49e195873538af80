import { randomInt, randomUUID } from "node:crypto"
import { get } from "node:http"
import { setTimeout as pause } from "node:timers/promises"
import { opaque } from "#server/secret.ts"
import { median, progress, type Figure, type Group } from "./figure.ts"
import { openLine, type Asking, type Line } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { apart, apartTogether } from "./rank-sum.ts"
import { ringMany } from "./ringing.ts"

/** Whether time tells what the bytes do not: a case that is not mine, against one that never was. */
export const shadow: Group = {
  name: "shadow",
  async *run() {
    const it = await benchWorld("shadow")
    const ids = await hide(it)
    const node = await startNode({ url: it.url })
    const line = openLine(node.base)
    try {
      progress(`  ${rounds} times each, in chance order …`)
      yield answers(await compare(it, line, ids))
      progress("  the beats of an open desk while a case that is not mine rings …")
      yield await beats(it, node.port, ids)
    } finally {
      line.close()
      await node.end()
      await it.end()
    }
  },
}

const hidden = 40
/** So many others that PostgreSQL looks a case up as it does in a house with a history. */
const others = 5000
const rounds = 1000
const warm = 150
/** By chance alone one run in a thousand is above this, over the twenty-three comparisons of a run. */
const seldom = 4.1

/** To Cleo these cases name her; Dan has a grant in each that is not released. Nothing falls due while it is measured. */
async function hide(it: BenchWorld): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < hidden; n += 1)
    ids.push((await it.report({ level: "e4", excluded: ["cleo"] })).id)
  await ringMany(it, { count: others, withinMs: 60_000, afterMs: 20 * 60_000 })
  await it.sql("update outbox set state = 'delivered'")
  await it.sql("delete from timer where kind = 'unproved'")
  await it.sql("update timer set due_at = clock_timestamp() + interval '20 minutes'")
  await it.sql("analyze")
  return ids
}

type Staff = ReturnType<BenchWorld["person"]>
type Kind = "real" | "never"
type Sample = {
  readonly who: Staff
  readonly path: string
  readonly asking: Asking
  readonly ms: Readonly<Record<Kind, number[]>>
}

/** Both kinds of id in each round, in an order that chance decides: whatever else the machine does meets both alike. */
async function compare(it: BenchWorld, line: Line, real: readonly string[]): Promise<Sample[]> {
  const ids = { real, never: real.map(() => randomUUID()) }
  const samples = ["cleo", "dan"].flatMap((name) =>
    routes.map(([path, asking]): Sample => {
      return { who: it.person(name), path, asking, ms: { real: [], never: [] } }
    }),
  )
  const [mine] = ids.real
  const shown = opaque(it.runtime.secret, it.person("ann").id, mine ?? "")
  const hers = await line.ask(`/desk/api/cases/${shown}`, {
    headers: { cookie: cookieOf(it.person("ann")) },
  })
  if (hers.status !== 200) throw new Error("These ids are not those of the cases.")
  const ask = async ({ who, path, asking }: Sample, id: string): Promise<number> => {
    const shown = opaque(it.runtime.secret, who.id, id)
    const headers = { ...asking.headers, cookie: cookieOf(who), "x-tocsin": "desk" }
    const answer = await line.ask(`/desk/api/cases/${shown}${path}`, { ...asking, headers })
    if (answer.status !== 404) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return answer.ms
  }
  for (let round = -warm; round < rounds; round += 1) {
    for (const sample of samples) {
      const order: Kind[] = randomInt(2) ? ["real", "never"] : ["never", "real"]
      for (const kind of order) {
        const ms = await ask(sample, ids[kind][randomInt(hidden)] ?? "")
        if (round >= 0) sample.ms[kind].push(ms)
      }
    }
  }
  return samples
}

const cookieOf = (who: Staff): string => `tocsin_desk=${who.cookie}`
const json = (method: string, body: object): Asking => ({ method, body: JSON.stringify(body) })
const somebody = "00000000-0000-4000-8000-000000000000"
const said = { room: "desk", seq: 1, epoch: 1, kind: "note", uploads: [] }

/** What somebody can ask about one case: the case, what was said, its files, and every act. */
const routes: readonly (readonly [string, Asking])[] = [
  ["", {}],
  ["/objects/mailbox/1", {}],
  [`/parts/${"a".repeat(64)}`, {}],
  ["/opening", json("POST", { epoch: 1, slot: 1, ack: "0".repeat(64), signature: "AAAA" })],
  [
    "/objects",
    {
      method: "POST",
      headers: { "x-tocsin-object": JSON.stringify(said) },
      body: "age-encryption.org/v1\n",
    },
  ],
  ["/reads", json("POST", { seqs: [1] })],
  ["/handover", json("POST", { to: somebody })],
  ["/recusal", { method: "POST" }],
  ["/level", json("PUT", { level: "e1" })],
  ["/keys", json("POST", { manifest: "AA", signature: "AA", grants: [] })],
  ["/uploads", json("POST", { id: somebody, parts: 1 })],
]

/** The greatest distance of all, each route by itself and all together, in standard deviations of chance. */
function answers(samples: readonly Sample[]): Figure {
  const each = samples.map((sample) => ({ sample, z: apart(sample.ms.real, sample.ms.never).z }))
  const [widest] = each.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))
  const pairs = samples.map(({ ms }) => [ms.real, ms.never] as const)
  const together = apartTogether(pairs)
  for (const { sample, z } of each) progress(`    ${named(sample)}: z ${z.toFixed(2)}`)
  return {
    name: "shadow.time",
    value: Math.max(Math.abs(together), ...each.map(({ z }) => Math.abs(z))),
    unit: "z",
    target: seldom,
    reference: {
      what: `Mann-Whitney U, ${rounds} of each kind on ${samples.length} routes; all together z ${together.toFixed(2)}; widest ${widest ? named(widest.sample) : ""}; the smallest difference that this run would have shown, as value, in microseconds`,
      value: wouldShow(pairs),
    },
  }
}

const named = ({ who, path, asking }: Sample): string =>
  `${who.name} ${asking.method ?? "GET"} …${path.slice(0, 20)}`

type Pair = readonly [readonly number[], readonly number[]]

/** What a run has to be worth: by how much one kind may be slower everywhere before the figure says so. */
function wouldShow(pairs: readonly Pair[]): number {
  for (let micros = 1; micros < 1000; micros += 1) {
    const slower = pairs.map(([, never]): Pair => {
      const [odd, even] = [1, 0].map((side) => never.filter((_, i) => i % 2 === side))
      return [(odd ?? []).map((ms) => ms + micros / 1000), even ?? []]
    })
    if (apartTogether(slower) > seldom) return micros
  }
  return Infinity
}

const beatEvery = 15_000
const beatsHeard = 2

/** How far a beat of the stream is from its time while a case that does not exist for its hearer moves again and again. */
async function beats(it: BenchWorld, port: number, ids: readonly string[]): Promise<Figure> {
  const headers = { host: `localhost:${port}`, cookie: cookieOf(it.person("cleo")) }
  const heard: number[] = []
  let hello = 0
  const asked = get({ port, path: "/desk/api/stream", headers }, (answer) => {
    answer.on("data", (chunk: Buffer) => {
      const text = chunk.toString()
      if (text.includes("event: hello")) hello = performance.now()
      else if (text.startsWith(": beat")) heard.push(performance.now())
      else throw new Error(`The stream said: ${text}`)
    })
  })
  const until = performance.now() + beatsHeard * beatEvery + 2000
  while (performance.now() < until) {
    it.runtime.doorbell.ring(it.org, [`case:${ids[randomInt(hidden)]}`])
    await pause(randomInt(3000))
  }
  asked.destroy()
  const late = heard.map((at, n) => Math.abs(at - hello - (n + 1) * beatEvery))
  return {
    name: "shadow.beat",
    value: heard.length === beatsHeard ? Math.max(...late) : beatEvery,
    unit: "ms",
    target: 250,
    reference: { what: "beats heard, of two; median", value: heard.length ? median(late) : 0 },
  }
}
