import { say } from "./say.ts"

/** The sentence about the fault of a field, from the schema's own word for it. */
export function sentence(fault: string | undefined): string | null {
  const { field } = say().form
  if (fault === undefined) return null
  // A word of the schema that has no sentence here means that the field is not filled.
  return field[fault as keyof typeof field] ?? field.empty
}
