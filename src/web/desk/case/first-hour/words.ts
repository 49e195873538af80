import { catalogue } from "#web/lib/words.ts"
import { firstHourEn } from "#web/words/first-hour-en.ts"
import { firstHourZh } from "#web/words/first-hour-zh.ts"

/** The words of the first hour, in the language now read. */
export const hourWords = catalogue(firstHourEn, firstHourZh)
