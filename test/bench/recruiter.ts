import { createHash, randomInt } from "node:crypto"
import { join } from "node:path"
import type { TokenShown } from "#wire/rehire.ts"
import type { WorldWith } from "../world.ts"
import { enter, guMin, withCentralDesk } from "../world/central.ts"
import { median, progress, rounded, type Figure, type Group } from "./figure.ts"
import { openLine, type Line } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { apart } from "./rank-sum.ts"

/** Whether time tells a recruiter what the answer does not: somebody on the list, against somebody who is not. */
export const recruiter: Group = {
  name: "recruiter",
  async *run() {
    const it = await benchWorld("recruiter", { path })
    const token = await prepare(it)
    const key = join(it.runtime.config.dataDir, "no-rehire.key")
    const node = await startNode({ url: it.url, env: { NO_REHIRE_KEY_FILE: key } })
    const line = openLine(node.base)
    try {
      progress(`  ${rounds} times each, in chance order, among ${entries} entries …`)
      yield await compare(it, line, token)
    } finally {
      line.close()
      await node.end()
      await it.end()
    }
  },
}

const path: NonNullable<WorldWith["path"]> = [
  ["noor"],
  ["sam", "ravi"],
  { people: ["orla"], kind: "outside" },
  { people: ["ito"], kind: "board" },
]
const entries = 300
const rounds = 1500
const warm = 150
/** By chance alone one run in a thousand is above this. */
const seldom = 3.3

/** A list with many on it, and a system of HR that may ask. */
async function prepare(it: BenchWorld): Promise<string> {
  const { rita } = await withCentralDesk(it)
  await enter(it)
  for (let n = 1; n < entries; n += 1)
    await enter(it, {
      forms: [{ ...guMin, number: String(10_000 + n) }],
      referenceHash: createHash("sha256").update(String(n)).digest("hex"),
    })
  const made = await it.json<TokenShown>("/desk/api/recruiter-tokens", {
    ...{ method: "POST", as: "noor", body: JSON.stringify({ person: rita, label: "Bench" }) },
  })
  return made.token
}

async function compare(it: BenchWorld, line: Line, token: string): Promise<Figure> {
  const asked = { hit: guMin, none: { ...guMin, family: "Ha" } }
  const ms: Record<keyof typeof asked, number[]> = { hit: [], none: [] }
  const ask = async (kind: keyof typeof asked): Promise<number> => {
    const answer = await line.ask("/hook/recruiter-checks", {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(asked[kind]),
    })
    if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`)
    return answer.ms
  }
  for (let round = -warm; round < rounds; round += 1) {
    if (round % 80 === 0) await anotherDay(it)
    for (const kind of randomInt(2) ? (["hit", "none"] as const) : (["none", "hit"] as const)) {
      const took = await ask(kind)
      if (round >= 0) ms[kind].push(took)
    }
  }
  return {
    name: "recruiter.time",
    value: Math.abs(apart(ms.hit, ms.none).z),
    unit: "z",
    target: seldom,
    reference: {
      what: `Mann-Whitney U, ${rounds} of each kind, the loops running; medians of hit and none, ms; the smallest difference that this run would have shown, as value, in microseconds`,
      value: [rounded(median(ms.hit)), rounded(median(ms.none)), wouldShow(ms.none)],
    },
  }
}

/** A recruiter asks two hundred times a day: what was asked so far was days ago, and is looked at while the next is asked. */
async function anotherDay(it: BenchWorld): Promise<void> {
  await it.sql("update recruiter_check set at = at - interval '3 days'")
  await it.sql("update timer set due_at = tocsin_now() where kind = 'recruiter-check'")
}

function wouldShow(none: readonly number[]): number {
  const [odd, even] = [1, 0].map((side) => none.filter((_, i) => i % 2 === side))
  for (let micros = 1; micros < 1000; micros += 1) {
    const slower = (odd ?? []).map((ms) => ms + micros / 1000)
    if (apart(slower, even ?? []).z > seldom) return micros
  }
  return Infinity
}
