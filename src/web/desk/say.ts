import { CannotOpen } from "#crypto/cannot-open.ts"
import { Refusal } from "#core/refusal.ts"
import { Offline, Refused } from "#web/lib/api.ts"
import { Locked } from "#web/lib/vault.ts"
import { catalogue, fill } from "#web/lib/words.ts"
import { deskEn } from "#web/words/desk-en.ts"
import { deskZh } from "#web/words/desk-zh.ts"

/** The desk's own words, in the language now read. */
export const words = catalogue(deskEn, deskZh)

/** What a refusal's field means, for the screens that know more about it than its name. */
let explain: (field: string) => string | undefined = () => undefined

/** Brings the sentences of a case's guards, once its screen is loaded. */
export function explainBy(sentence: (field: string) => string | undefined): void {
  explain = sentence
}

/** What went wrong, as a sentence that says what to do. A bug is thrown on, to be shown as one. */
export function sentenceFor(why: unknown): string {
  const { problem, cannotOpen, offline, signIn } = words()
  if (why instanceof Refused) {
    const known = why.problem === "malformed" ? undefined : explain(why.fields[0] ?? "")
    if (known) return known
    return fill(problem[why.problem], { id: why.id ?? "-", fields: why.fields.join(", ") })
  }
  if (why instanceof CannotOpen) return cannotOpen[why.reason]
  if (why instanceof Refusal) return fill(problem[why.code], {})
  if (why instanceof Offline) return offline
  if (why instanceof Locked) return signIn.lockedWhy
  throw why
}
