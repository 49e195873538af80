import { type Case, toldIn } from "#web/desk/case/case.ts"
import type { ProtectedPerson } from "./match.ts"

/** Everybody whom the cases protect, as far as this browser opened them. What was once said counts also when it was changed later. */
export function protectedIn(cases: readonly Case[]): ProtectedPerson[] {
  return cases.flatMap((one) =>
    toldIn(one).flatMap(({ form: { answers = {} } }) => {
      const { i02, i17, i22 } = answers
      const own = i22?.codes?.includes("name") ? (i22.fields?.["name"] ?? "") : ""
      const helper = i02?.fields?.["person"] ?? ""
      const found: ProtectedPerson[] = [
        { id: one.id, as: "reporter", person: null, said: own },
        { id: one.id, as: "supporter", person: null, said: helper },
        ...(i17?.named ?? []).map(({ id, name }) => ({
          ...{ id: one.id, as: "witness" as const, person: id ?? null, said: name },
        })),
      ]
      return found.filter(({ said, person }) => said.trim() !== "" || person !== null)
    }),
  )
}
