import { quarterBegins, quarterOf } from "#core/quarter.ts"
import { instantOf } from "#core/time.ts"
import { countQuarters } from "#server/board/count.ts"
import { atomically } from "#server/runtime.ts"
import { seedCases } from "../world/board.ts"
import { median, progress, type Figure, type Group } from "./figure.ts"
import { openLine } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"

/** What the board sees: a quarter counted in an organisation with a hundred thousand cases, and its page. */
export const board: Group = { name: "board", run }

const zone = "Europe/London"
const parts = 50
const cases = 100_000

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("board")
  try {
    progress("  a hundred thousand cases, all of one quarter …")
    await seed(it)
    const times: number[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      await it.sql("delete from board_quarter")
      const from = performance.now()
      await atomically(it.runtime, it.org, countQuarters)
      times.push(performance.now() - from)
    }
    yield {
      name: "board.count",
      value: median(times),
      unit: "ms",
      target: 1000,
      reference: { what: "a quarter with 100,000 cases and 500,000 deadlines, median of five" },
    }
    yield await pages(it)
  } finally {
    await it.end()
  }
}

async function seed(it: BenchWorld): Promise<void> {
  const begun = quarterBegins(quarterOf(instantOf(new Date()), zone), zone)
  const last = quarterBegins(quarterOf(begun.subtract({ hours: 1 }), zone), zone)
  const first = last.epochMilliseconds
  await it.sql("update organisation set made_at = $1", [new Date(first)])
  const failed = { outcome: "retrained", decided: new Date(first + 86_400_000) }
  for (let n = 0; n < parts; n += 1)
    await seedCases(it, {
      ...{ cases: cases / parts, at: new Date(first + n * 86_400_000), opening: n },
      missed: n % 2 ? "duty:findings-1" : "promise:3",
      ...(n % 10 === 0 ? { failure: failed } : {}),
    })
  for (const table of ["case_file", "alert", "deadline"]) await it.sql(`vacuum analyze ${table}`)
}

async function pages(it: BenchWorld): Promise<Figure> {
  const node = await startNode({ url: it.url })
  const line = openLine(node.base)
  const times: number[] = []
  try {
    for (let turn = 0; turn < 60; turn += 1) {
      const headers = { cookie: `tocsin_desk=${it.person("ida").cookie}` }
      const answer = await line.ask("/desk/api/board", { headers })
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
      if (!answer.text.includes(`"reports":`)) throw new Error("nothing is shown")
      if (turn >= 10) times.push(answer.ms)
    }
  } finally {
    line.close()
    await node.end()
  }
  return {
    name: "board.page",
    value: median(times),
    unit: "ms",
    target: 20,
    reference: { what: "the page of a member of the board, median of fifty" },
  }
}
