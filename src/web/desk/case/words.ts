import { catalogue } from "#web/lib/words.ts"
import { caseEn } from "#web/words/case-en.ts"
import { caseZh } from "#web/words/case-zh.ts"

/** The words of a case, in the language now read. */
export const caseWords = catalogue(caseEn, caseZh)
