import { after } from "#content/intake.json?after-zh"
import { lateZh } from "#web/words/late-zh.ts"

/** What is said on the later screens, and after sending. */
export const lateSheet = { late: lateZh, after }
