import type { Rest } from "#web/build/slim-types.ts"
import type { PromiseWords } from "#web/words/promise-en.ts"
import type { ReportWords } from "#web/words/report-en.ts"

/** All the words of one language: the screens', the promises' and the questions'. */
export type Sheet = { words: ReportWords; promise: PromiseWords; rest: Rest }
