/** What was found after the server was killed again and again in the middle of its work. */
export type KillFigures = {
  kills: number
  /** Of PostgreSQL: together with the server, and under a server that lives on. */
  databaseKills: number
  databaseKillsAlone: number
  duringSubmission: number
  duringOpening: number
  duringStep: number
  acknowledged: number
  lost: number
  openings: number
  openingsLost: number
  stepsLost: number
  stepsDoubled: number
  /** From the start of the server's process until a page that was due has arrived at the provider. */
  slowestNextPageMs: number
  /** The same, where PostgreSQL had been killed as well. */
  slowestNextPageWithDatabaseMs: number
  /** From PostgreSQL's kill until it answers again. */
  slowestDatabaseMs: number
  /** From PostgreSQL answering again until that page has arrived: at a server that starts, and at one that lived on. */
  slowestPageFromDatabaseMs: number
  slowestPageFromDatabaseAloneMs: number
}

/** What the proof itself knows of each life, to compare with the rows in the end. */
export type Book = {
  figures: KillFigures
  /** Cases whose receipt came back, and the bodies whose answer never came. */
  acknowledged: Set<string>
  unanswered: Map<string, Uint8Array>
  opened: Set<string>
  busy: Set<string>
}

/** A book in which nothing is written yet. */
export function newBook(): Book {
  const figures = {
    ...{ kills: 0, databaseKills: 0, databaseKillsAlone: 0 },
    ...{ duringSubmission: 0, duringOpening: 0, duringStep: 0 },
    ...{ acknowledged: 0, lost: 0, openings: 0, openingsLost: 0, stepsLost: 0, stepsDoubled: 0 },
    ...{ slowestNextPageMs: 0, slowestNextPageWithDatabaseMs: 0, slowestDatabaseMs: 0 },
    ...{ slowestPageFromDatabaseMs: 0, slowestPageFromDatabaseAloneMs: 0 },
  }
  return {
    ...{ figures, acknowledged: new Set(), unanswered: new Map() },
    ...{ opened: new Set(), busy: new Set() },
  }
}

type Slowest = Extract<keyof KillFigures, `slowest${string}`>

/** Keeps the longest of what was measured. */
export function slowest({ figures }: Book, what: Slowest, ms: number): void {
  figures[what] = Math.max(figures[what], Math.round(ms))
}
