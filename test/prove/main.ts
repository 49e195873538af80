// npm run prove: the long proofs, one JSON line for each. `--short` tries them; `--seed N` replays a run that failed;
// other words choose among bell, life, roster, nodes and kill.
import { randomInt } from "node:crypto"
import { proveBell } from "./bell.ts"
import { proveKills } from "./kill.ts"
import { proveLives } from "./life.ts"
import { proveNodes } from "./nodes.ts"
import { proveRosters } from "./roster.ts"

const words = process.argv.slice(2)
const short = words.includes("--short")
const seedAt = words.indexOf("--seed")
const seed = seedAt < 0 ? randomInt(2 ** 31) : Number(words[seedAt + 1])

/** Each proof, and which of its figures must be nothing. */
const proofs = {
  bell: { run: () => proveBell(seed, short ? 20_000 : 1_000_000), zero: [] },
  life: { run: () => proveLives(seed, short ? 200_000 : 1_000_000), zero: [] },
  roster: { run: () => proveRosters(seed, short ? 1 : 2, short ? 20 : 1), zero: [] },
  nodes: {
    run: () => proveNodes(short ? 10 : 300, short ? 10 : 200),
    zero: ["refused", "pagesAfterOpening", "stepsDoubled", "stepsLost"],
  },
  kill: {
    run: () => proveKills(seed, short ? 5 : 220),
    zero: ["lost", "openingsLost", "stepsLost", "stepsDoubled"],
  },
} as const

/** A page that is due has arrived so soon after a start, or after the database answers again. */
const fiveSeconds = [
  "slowestNextPageMs",
  "slowestPageFromDatabaseMs",
  "slowestPageFromDatabaseAloneMs",
]

const chosen = Object.keys(proofs).filter((name) => words.includes(name))
for (const [name, { run, zero }] of Object.entries(proofs)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  const begun = performance.now()
  try {
    const figures: Record<string, number> = await run()
    const seconds = Math.round((performance.now() - begun) / 100) / 10
    const broken = zero.filter((figure) => figures[figure] !== 0)
    for (const promised of fiveSeconds)
      if ((figures[promised] ?? 0) > 5000) broken.push(promised as never)
    console.log(
      JSON.stringify({ proof: name, held: broken.length === 0, seed, seconds, ...figures }),
    )
    if (broken.length > 0) process.exitCode = 1
  } catch (error) {
    console.log(JSON.stringify({ proof: name, held: false, seed }))
    console.error(error)
    process.exitCode = 1
  }
}
process.exit()
