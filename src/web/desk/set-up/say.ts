import { catalogue } from "#web/lib/words.ts"
import { setUpEn } from "#web/words/set-up-en.ts"
import { setUpZh } from "#web/words/set-up-zh.ts"

/** The words of set-up, people, path and “you”, in the language now read. */
export const say = catalogue(setUpEn, setUpZh)
