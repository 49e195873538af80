import { annual } from "./annual.ts"
import { attach } from "./attach.ts"
import { board } from "./board.ts"
import { crash } from "./crash.ts"
import { desk } from "./desk.ts"
import { evidence } from "./evidence.ts"
import { progress, rounded, type Figure, type Group } from "./figure.ts"
import { law } from "./law.ts"
import { life } from "./life.ts"
import { mail } from "./mail.ts"
import { memory } from "./memory.ts"
import { page } from "./page.ts"
import { closePlace } from "./place.ts"
import { recruiter } from "./recruiter.ts"
import { shadow } from "./shadow.ts"
import { start } from "./start.ts"
import { submit } from "./submit.ts"
import { timer } from "./timer.ts"
import { web } from "./web.ts"

/** Every figure of the product, one line of JSON each; words on the command line choose groups by how their names begin. */
const groups: readonly Group[] = [
  submit,
  page,
  timer,
  mail,
  desk,
  life,
  evidence,
  shadow,
  recruiter,
  board,
  attach,
  web,
  crash,
  law,
  annual,
  start,
  memory,
]

/** Figures of which more is better; of all others less is. */
const moreIsBetter = /^(submit\.(rate|vs_pg|one_address)|attach\.(rate|seal)$)/

const wanted = process.argv.slice(2)
try {
  for (const group of groups) {
    if (wanted.length && !wanted.some((word) => group.name.startsWith(word))) continue
    progress(`${group.name} …`)
    try {
      for await (const figure of group.run()) tell(figure)
    } catch (error) {
      process.exitCode = 1
      progress(`${group.name} stopped: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
} finally {
  await closePlace()
}

function tell(figure: Figure): void {
  const { name, value, target } = figure
  process.stdout.write(`${JSON.stringify({ ...figure, value: rounded(value) })}\n`)
  const met = moreIsBetter.test(name) ? value >= target : value <= target
  progress(`  ${met ? "met   " : "MISSED"} ${name} ${rounded(value)} (target ${target})`)
}
