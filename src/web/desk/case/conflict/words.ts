import { catalogue } from "#web/lib/words.ts"
import { conflictEn } from "#web/words/conflict-en.ts"
import { conflictZh } from "#web/words/conflict-zh.ts"

/** The words of who is too close to a case, in the language now read. */
export const conflictWords = catalogue(conflictEn, conflictZh)
