import { catalogue, fill } from "#web/lib/words.ts"
import { inquiryEn } from "#web/words/inquiry-en.ts"
import { inquiryZh } from "#web/words/inquiry-zh.ts"

/** The words of an investigation, in the language now read. */
export const inquiryWords = catalogue(inquiryEn, inquiryZh)

/** Whoever is heard or speaks: `affected`, `respondent 1`, `witness 3`. */
export function whoWords(who: string): string {
  const say = inquiryWords()
  const [kind, n = ""] = who.split(" ")
  if (kind === "respondent") return fill(say.respondent, { n })
  return kind === "witness" ? fill(say.witnessN, { n }) : say.affected
}
