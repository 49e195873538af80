import { rest } from "#content/intake.json?zh"
import { promiseZh } from "#web/words/promise-zh.ts"
import { reportZh } from "#web/words/report-zh.ts"
import type { Sheet } from "./sheet.ts"

/** Everything that is said in Chinese. */
export const sheet: Sheet = { words: reportZh, promise: promiseZh, rest }
