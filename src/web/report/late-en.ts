import { after } from "#content/intake.json?after-en"
import { lateEn } from "#web/words/late-en.ts"

/** What is said on the later screens, and after sending. */
export const lateSheet = { late: lateEn, after }
