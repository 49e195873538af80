import * as v from "valibot"
import { personId, uuid } from "./form.ts"

/** The header `x-tocsin-instruction`, as JSON: about which measure, to whom, by when. Its text is sealed. */
export const instructionHead = v.strictObject({
  id: uuid,
  measure: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  to: personId,
  due: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
})
export type InstructionHead = v.InferInput<typeof instructionHead>

/** The header `x-tocsin-answer`, as JSON: whether it was done. What is said about it is sealed. */
export const answerHead = v.strictObject({ as: v.picklist(["done", "cannot"]) })

export type InstructionState = "sent" | "opened" | "done" | "cannot"

/** One instruction as the person of HR operations sees it: nothing that leads to a case or to another instruction. */
export type InstructionView = {
  id: string
  from: string
  /** Whose signature it must carry. */
  vk: string
  state: InstructionState
  dueAt: number
  sealed: string
}
/** `GET /desk/api/instructions`: what is open, and what was answered in the last thirty days. */
export type InstructionsScreen = { instructions: InstructionView[]; now: number }

/** One instruction as a keyholder of its case sees it. */
export type CaseInstruction = {
  id: string
  measure: number
  /** The epoch whose desk key the answer derives from. */
  epoch: number
  to: string
  /** Whose signature the answer carries; null until there is one. */
  vk: string | null
  by: string
  state: InstructionState
  dueAt: number
  sentAt: number
  openedAt: number | null
  answeredAt: number | null
  sha256: string
  answer: string | null
}
/** Somebody of HR operations who can be instructed, and who stands above them: a tie that the browser looks for. */
export type InstructionReceiver = {
  id: string
  name: string
  title: string
  recipient: string
  vk: string
  above: string[]
  /** Holds a key of this case. */
  holds: boolean
}
/** `GET /desk/api/cases/:id/instructions` */
export type CaseInstructions = { instructions: CaseInstruction[]; receivers: InstructionReceiver[] }
