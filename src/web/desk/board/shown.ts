import type { Figures } from "#core/board.ts"
import type { BoardQuarter } from "#wire/board.ts"

/** One period that is shown: a quarter, or several that were counted together. */
export type Shown = Omit<BoardQuarter, "figures"> & {
  readonly name: string
  readonly figures: Figures
}
