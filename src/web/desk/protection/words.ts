import { catalogue } from "#web/lib/words.ts"
import { checkEn } from "#web/words/check-en.ts"
import { checkZh } from "#web/words/check-zh.ts"

/** The check's words, in the language now read. */
export const checkWords = catalogue(checkEn, checkZh)

/** The first signs of a check's id: what HR writes in its own file. */
export function reference(id: string): string {
  return id.slice(0, 8).toUpperCase()
}
