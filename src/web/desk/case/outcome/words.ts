import { catalogue } from "#web/lib/words.ts"
import { outcomeEn } from "#web/words/outcome-en.ts"
import { outcomeZh } from "#web/words/outcome-zh.ts"

/** The words of an outcome, in the language now read. */
export const outcomeWords = catalogue(outcomeEn, outcomeZh)
