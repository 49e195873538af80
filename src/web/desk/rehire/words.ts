import { dayOf } from "#web/lib/times.ts"
import { catalogue } from "#web/lib/words.ts"
import { rehireEn } from "#web/words/rehire-en.ts"
import { rehireZh } from "#web/words/rehire-zh.ts"

/** The words about who is not hired again. */
export const rehireWords = catalogue(rehireEn, rehireZh)

/** The last day before an instant: what is owed is owed by its end. */
export const lastDayBefore = (at: number): string => dayOf(at - 1)
