import type { ReporterCase } from "#wire/report.ts"
import { back } from "./words.ts"

/** Which protection something is about, by the name that stands under Protection: to whoever reads it a number says nothing. */
export function whichProtection({ life }: Pick<ReporterCase, "life">, n: unknown): string | null {
  const code = life.measures.find((one) => one.n === n)?.code
  return (code && back().protection.name[code]) ?? null
}
