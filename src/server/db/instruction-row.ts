import type { Generated } from "kysely"

/** What HR operations was asked to do: sealed, with its state in the clear. */
export type InstructionRow = {
  id: string
  orgId: string
  caseId: string
  measure: number
  epoch: number
  toPerson: string
  byPerson: string
  byVk: Buffer
  sealedBytes: Buffer
  sha256: Buffer
  state: Generated<string>
  dueAt: Date
  sentAt: Date
  openedAt: Date | null
  answeredAt: Date | null
  sealedAnswer: Buffer | null
  answerVk: Buffer | null
}
