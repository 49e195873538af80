/** Somebody she names: from the list of people, or typed. */
export type Named = {
  name: string
  /** The directory's id, when she chose from the list. */
  id?: string
  relation?: string
  power?: boolean
}

/** The answer to one page. Absent parts were left open. */
export type Answer = {
  codes?: string[]
  text?: string
  fields?: Record<string, string>
  named?: Named[]
  /** For a time: the interval she is sure of, in milliseconds; the latest instant counts for every rule. */
  between?: [from: number, to: number]
}
export type Answers = Readonly<Record<string, Answer>>

/** Whether anything was said. */
export function isEmpty(answer: Answer | undefined): boolean {
  if (!answer) return true
  const said = [...(answer.codes ?? []), answer.text ?? "", ...Object.values(answer.fields ?? {})]
  return said.every((part) => part.trim() === "") && !answer.named?.length && !answer.between
}
