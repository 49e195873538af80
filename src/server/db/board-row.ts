/** What the board sees of one quarter; written once. */
export type BoardQuarterRow = {
  orgId: string
  quarter: string
  since: string
  countsFrom: Date
  endsAt: Date
  figures: unknown
}
