import { catalogue } from "#web/lib/words.ts"
import { afterEn } from "#web/words/after-en.ts"
import { afterZh } from "#web/words/after-zh.ts"

/** The words of the year after, in the language now read. */
export const afterWords = catalogue(afterEn, afterZh)
