import { catalogue } from "#web/lib/words.ts"
import { workEn } from "#web/words/work-en.ts"
import { workZh } from "#web/words/work-zh.ts"

/** The words of the work on a case, in the language now read. */
export const workWords = catalogue(workEn, workZh)
