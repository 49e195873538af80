import { catalogue } from "#web/lib/words.ts"
import { evidenceEn } from "#web/words/evidence-en.ts"
import { evidenceZh } from "#web/words/evidence-zh.ts"

/** The words of evidence, in the language now read. */
export const evidenceWords = catalogue(evidenceEn, evidenceZh)
