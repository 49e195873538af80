import { signal } from "./signal.ts"
import { rules } from "#content/level.json?rules"
import { words as levelWords } from "#content/level.json?words"
import { higher, levelOf, type ReportLevel } from "#core/level.ts"
import { answersInForce } from "#core/question.ts"
import { start } from "#content/intake.json?start"
import { answers, lang } from "./memory.ts"
import { sheet } from "./say.ts"

/** A more urgent level that she chose herself. */
export const raised = signal<ReportLevel | null>(null)

/** The level of what she told: what the rules say, or more urgent if she wishes so. */
export function levelNow(): ReportLevel {
  const found = levelOf(inForce(), { rules })
  return raised.value ? higher(found, raised.value) : found
}

/** The answers whose pages are still asked; what stands behind a closed branch counts for nothing. */
export function inForce(): ReturnType<typeof answersInForce> {
  return answersInForce([...start[lang.value].pages, ...sheet().rest.pages], answers.value)
}

/** A level in words. */
export function levelName(level: ReportLevel): string {
  return levelWords[level][lang.value]
}
