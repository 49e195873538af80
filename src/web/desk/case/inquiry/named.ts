import type { Case } from "#web/desk/case/case.ts"
import { papersOf } from "#web/desk/case/papers-of.ts"

/** Who it is stands in the newest paper about them. */
export function nameOf(one: Case, n: number): string {
  return papersOf(one, "respondent.recorded", n).at(-1)?.form.fields?.["who"] ?? String(n)
}
