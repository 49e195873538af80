/** Somebody a reporter names: picked from the directory or typed, and what was ticked about them. */
export type Named = {
  readonly name: string
  /** The directory's id, when the person was picked from the list. */
  readonly id?: string | undefined
  readonly relation?: string | undefined
  readonly power?: boolean | undefined
}

/** The answer to one page. What was left open is absent. */
export type Answer = {
  readonly codes?: readonly string[] | undefined
  readonly text?: string | undefined
  readonly fields?: Readonly<Record<string, string>> | undefined
  readonly named?: readonly Named[] | undefined
}

/** Everything answered so far, by page. */
export type Answers = Readonly<Record<string, Answer | undefined>>

/** Several keys must all hold; `any` holds when one member does; `null` in a list is no answer. */
export type Condition = {
  readonly [key: string]: readonly (string | boolean | null)[] | readonly Condition[] | undefined
}

/** Says whether a condition of the content holds for these answers; `level` is the result of level.json. */
export function holds(condition: Condition, answers: Answers, level?: string): boolean {
  return Object.entries(condition).every(([key, list]) => {
    if (!list) return true // an absent key asks for nothing
    if (key === "any") return list.some((one) => isCondition(one) && holds(one, answers, level))
    return among(key === "level" && level ? [level] : valuesOf(key, answers), list)
  })
}

/** Says whether anything was answered; spaces are nothing. */
export function answered(answer: Answer | undefined): boolean {
  if (!answer) return false
  const said = [...(answer.codes ?? []), answer.text ?? "", ...Object.values(answer.fields ?? {})]
  return said.some((part) => part.trim() !== "") || Boolean(answer.named?.length)
}

/** The pages whose answers a condition asks about. */
export function askedBy(condition: Condition): string[] {
  const keys = Object.entries(condition).flatMap(([key, list]) =>
    key === "any" ? (list ?? []).flatMap((c) => (isCondition(c) ? askedBy(c) : [])) : [key],
  )
  return [...new Set(keys.filter((key) => key !== "level").map((key) => key.split(".")[0] ?? key))]
}

function among(values: readonly unknown[], list: readonly unknown[]): boolean {
  return values.length ? values.some((v) => list.includes(v)) : list.includes(null)
}

/** `i12.relation` looks at every person of `i12`; any other key at the codes that were chosen, or the text. */
function valuesOf(key: string, answers: Answers): unknown[] {
  const [page = key, field] = key.split(".")
  const answer = answers[page]
  const values = field
    ? [
        ...(answer?.named ?? []).map((one) =>
          field === "power" ? one.power : field === "relation" ? one.relation : one.name,
        ),
        answer?.fields?.[field],
      ]
    : [...(answer?.codes ?? []), answer?.text]
  return values.filter((value) => value !== undefined && value !== "")
}

function isCondition(one: unknown): one is Condition {
  return typeof one === "object" && one !== null && !Array.isArray(one)
}
