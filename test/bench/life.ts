import { idOf, type PersonId } from "#core/ids.ts"
import { decide } from "#core/life/decide.ts"
import { type Life, newLife } from "#core/life/life.ts"
import type { LifeMoment } from "#core/life/rule.ts"
import { seed, type Sizes } from "./desk.ts"
import { median, progress, type Figure, type Group } from "./figure.ts"
import { openLine, type Line } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"

/** The life of a case: what one act costs, alone and in an organisation with a hundred thousand of them. */
export const life: Group = { name: "life", run }

/** As many open cases in one pair of hands, without and with a hundred thousand others: what is asked is what the others cost. */
const few: Sizes = { cases: 2000, open: 2000, ringing: 5 }
const many: Sizes = { cases: 100_000, open: 2000, ringing: 5 }

async function* run(): AsyncGenerator<Figure> {
  yield {
    name: "life.decide",
    value: deciding(),
    unit: "µs",
    target: 100,
    reference: { what: "an act in a case with sixty promises and twenty measures, median" },
  }
  const small = await measured(few)
  const large = await measured(many)
  for (const what of ["list", "open", "act"] as const)
    yield {
      name: `life.${what}.growth`,
      value: large[what] / small[what],
      unit: "times",
      target: 2,
      reference: {
        what: `${what} with 2,000 open cases, 98,000 closed lives beside them against none, medians; value: ms of both`,
        value: [small[what], large[what]].map((ms) => Math.round(ms * 10) / 10),
      },
    }
}

const dayMs = 86_400_000

/** A life as it is after some months. */
function lived(at: number, person: PersonId): Life {
  const numbers = (most: number) => Array.from({ length: most }, (_, i) => i + 1)
  return {
    ...newLife("OPTIONS", at),
    safetyPlan: at,
    hold: "CONFIRMED",
    declared: [{ person, at, ties: [], waivedByAffected: null, waivedByWatch: null }],
    measures: numbers(20).map((n) => ({
      ...{ n, code: "M01", state: "LIFTED", at, orderedAt: at, reviewAt: null, liftTold: at },
    })),
    promises: numbers(59).map((n) => ({ n, due: at + dayMs, state: "kept" })),
  }
}

function deciding(): number {
  const person = idOf<PersonId>("ann")
  const at = Date.now()
  const stands = lived(at, person)
  const step: LifeMoment["step"] = (_, ours, from) => ({
    ...{ due: from + ours.amount * dayMs, basis: "product" },
  })
  const moment: LifeMoment = {
    ...{ now: at, level: "e2", protectWithin: { amount: 2, unit: "hours" } },
    plus: (from, { amount }) => from + amount * dayMs,
    isOutside: () => false,
    ...{ step, law: { home: "CN", owes: () => [], recount: () => [], step: () => step } },
  }
  const by = { person, is: ["duty", "lead"] as const, mailbox: null }
  const facts = { n: 60, due: at + dayMs }
  const times: number[] = []
  for (let turn = 0; turn < 20_000; turn += 1) {
    const from = performance.now()
    decide(stands, { kind: "promise.made", facts, by }, moment)
    times.push((performance.now() - from) * 1000)
  }
  return median(times)
}

type Times = { list: number; open: number; act: number }

async function measured(sizes: Sizes): Promise<Times> {
  const it = await benchWorld(`life${sizes.cases}`)
  try {
    progress(`  ${sizes.cases} cases with lives …`)
    await seed(it, sizes)
    await giveLives(it)
    const node = await startNode({ url: it.url })
    const line = openLine(node.base)
    try {
      return await asked(line, it.person("ann").cookie)
    } finally {
      line.close()
      await node.end()
    }
  } finally {
    await it.end()
  }
}

async function giveLives(it: BenchWorld): Promise<void> {
  const { state: _, ...whole } = {
    ...lived(Date.now() - 90 * dayMs, idOf<PersonId>(it.person("ann").id)),
    promises: [],
  }
  await it.owner.query(
    "update case_file set life = $1::jsonb || jsonb_build_object('state', state)",
    [JSON.stringify(whole)],
  )
  await it.owner.query("vacuum analyze case_file")
}

async function asked(line: Line, cookie: string): Promise<Times> {
  const times = { list: [] as number[], open: [] as number[], act: [] as number[] }
  const head = { cookie: `tocsin_desk=${cookie}`, "x-tocsin": "desk" }
  const timed = async (of: number[], path: string, init: Parameters<Line["ask"]>[1]) => {
    const answer = await line.ask(path, { ...init, headers: { ...head, ...init?.headers } })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    of.push(answer.ms)
    return answer.text
  }
  const page = JSON.parse(await timed([], "/desk/api/cases?open=1", {})) as {
    cases: { id: string; state: string }[]
  } // the list's own type
  const ids = page.cases.map(({ id }) => id)
  for (let turn = 0; turn < 30; turn += 1) await timed(times.list, "/desk/api/cases?open=1", {})
  let acts = 0
  for (const id of ids) {
    const seen = JSON.parse(await timed(times.open, `/desk/api/cases/${id}`, {})) as {
      life: Life | null
    } // the screen's own type
    if (!seen.life || seen.life.state === "RECEIVED") continue
    const act = { kind: "promise.made", facts: { n: 1, due: Date.now() + dayMs } }
    const headers = { "x-tocsin-act": JSON.stringify(act) }
    await timed(times.act, `/desk/api/cases/${id}/acts`, { method: "POST", headers })
    acts += 1
  }
  if (acts < 20) throw new Error(`${acts} acts are too few to tell`)
  return { list: median(times.list), open: median(times.open), act: median(times.act) }
}
