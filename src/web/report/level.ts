import { signal } from "@preact/signals"
import { rules } from "#content/level.json?rules"
import { words as levelWords } from "#content/level.json?words"
import { higher, levelOf, type ReportLevel } from "#core/level.ts"
import { answers, lang } from "./memory.ts"

/** A more urgent level that she chose herself. */
export const raised = signal<ReportLevel | null>(null)

/** The level of what she told: what the rules say, or more urgent if she wishes so. */
export function levelNow(): ReportLevel {
  const found = levelOf(answers.value, { rules })
  return raised.value ? higher(found, raised.value) : found
}

/** A level in words. */
export function levelName(level: ReportLevel): string {
  return levelWords[level][lang.value]
}
