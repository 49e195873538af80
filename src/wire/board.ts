import type { Figures } from "#core/board.ts"
import type { Quarter } from "#core/quarter.ts"

/** One quarter that is over. `figures` is null where too little was there to show: it is counted with the next. */
export type BoardQuarter = {
  quarter: Quarter
  /** The first quarter counted with it. */
  since: Quarter
  figures: Figures | null
}

/** `GET /desk/api/board`: the newest quarters, oldest first. The same bytes for everybody who may see it. */
export type BoardScreen = { quarters: BoardQuarter[] }
