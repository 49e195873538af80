import { catalogue } from "#web/lib/words.ts"
import { mailboxesEn } from "#web/words/mailboxes-en.ts"
import { mailboxesZh } from "#web/words/mailboxes-zh.ts"

/** The words about mailboxes of people outside, in the language now read. */
export const mailboxWords = catalogue(mailboxesEn, mailboxesZh)
