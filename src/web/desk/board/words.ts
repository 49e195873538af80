import type { Count } from "#core/board.ts"
import { step } from "#core/board.ts"
import type { BoardQuarter } from "#wire/board.ts"
import { catalogue, fill } from "#web/lib/words.ts"
import { boardEn } from "#web/words/board-en.ts"
import { boardZh } from "#web/words/board-zh.ts"

/** The words of the board's page, in the language now read. */
export const boardWords = catalogue(boardEn, boardZh)

/** A count as it is read: a ten, or too few. */
export function tenOf(count: Count): string {
  const { few, ten } = boardWords()
  return count === null ? few : fill(ten, { from: count, to: count + step - 1 })
}

/** A quarter's name; with those that were counted with it, from the first to the last. */
export function nameOf({ since, quarter }: Pick<BoardQuarter, "since" | "quarter">): string {
  const { quarter: one, quarters } = boardWords()
  const [from, to] = [partsOf(since), partsOf(quarter)]
  return since === quarter ? fill(one, to) : fill(quarters, { ...from, toN: to.n, toYear: to.year })
}

/** As short as a plot's edge needs it. */
export function shortOf({ quarter }: Pick<BoardQuarter, "quarter">): string {
  return fill(boardWords().short, partsOf(quarter))
}

function partsOf(quarter: string): { year: string; yy: string; n: string } {
  const [year = "", n = ""] = quarter.split("-Q")
  return { year, yy: year.slice(2), n }
}
