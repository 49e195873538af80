import type { PersonView } from "#wire/person.ts"

/** What an administrator or a colleague is doing about one person. */
export type Doing =
  | { readonly kind: "add" }
  | { readonly kind: "edit" | "invite" | "confirm" | "left"; readonly person: PersonView }
