import { type AnswerWords, answerEn } from "#web/words/answer-en.ts"
import { answerZh } from "#web/words/answer-zh.ts"
import { lang } from "#web/report/memory.ts"

/** The words of this page. Both languages come with it: a file of its own for each would be one more line in what every reporter loads first. */
export function answerWords(): AnswerWords {
  return lang.value === "zh" ? answerZh : answerEn
}
