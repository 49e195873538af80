import { catalogue } from "#web/lib/words.ts"
import { measureEn } from "#web/words/measure-en.ts"
import { measureZh } from "#web/words/measure-zh.ts"

/** The words of protection, promises and instructions, in the language now read. */
export const measureWords = catalogue(measureEn, measureZh)
