import { rest } from "#content/intake.json?en"
import { promiseEn } from "#web/words/promise-en.ts"
import { reportEn } from "#web/words/report-en.ts"
import type { Sheet } from "./sheet.ts"

/** Everything that is said in English. */
export const sheet: Sheet = { words: reportEn, promise: promiseEn, rest }
