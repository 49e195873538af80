import type { ActKind } from "#core/life/act.ts"
import type { Case } from "./case.ts"
import type { Said } from "./said.ts"
import { isTheirs } from "./theirs.ts"

/** The papers of one kind of act, oldest first; with a number, those about it. What somebody outside wrote counts only as theirs. */
export function papersOf(one: Case, kind: ActKind, n?: number): Said[] {
  return one.said.filter(
    (said) =>
      said.form.act === kind &&
      (n === undefined || said.form.facts?.["n"] === n) &&
      isTheirs(one, said),
  )
}
