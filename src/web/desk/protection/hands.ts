import { get } from "#web/lib/api.ts"
import type { CaseList } from "#wire/case.ts"
import { type Case, loadCase } from "#web/desk/case/case.ts"
import type { ProtectedPerson } from "./match.ts"
import { protectedIn } from "./protected.ts"

/** Everybody whom the cases in my hands protect, and in how many of these I could look. */
export type Hands = {
  readonly people: readonly ProtectedPerson[]
  readonly opened: number
  readonly unopened: number
}

/** Looks into every case in my hands that I opened. Nothing of what is found leaves this browser. */
export async function lookIntoHands(signal: AbortSignal): Promise<Hands> {
  const ids = await allCases(signal)
  const cases: Case[] = []
  for (const id of ids) cases.push(await loadCase(id, signal))
  const opened = cases.filter((one) => one.papers !== null)
  return {
    people: protectedIn(opened),
    opened: opened.length,
    unopened: cases.length - opened.length,
  }
}

async function allCases(signal: AbortSignal): Promise<string[]> {
  const ids = new Set<string>()
  let next: string | null = null
  do {
    const after: string = next === null ? "" : `&after=${next}`
    const page: CaseList = await get<CaseList>(`/cases?open=0${after}`, { signal })
    for (const { id } of page.cases) ids.add(id)
    next = page.next
  } while (next !== null)
  return [...ids]
}
