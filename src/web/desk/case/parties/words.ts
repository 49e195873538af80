import { catalogue, fill } from "#web/lib/words.ts"
import { partyEn } from "#web/words/party-en.ts"
import { partyZh } from "#web/words/party-zh.ts"
import type { PartyView } from "#wire/party.ts"
import type { Case } from "#web/desk/case/case.ts"
import { whoWords } from "#web/desk/case/inquiry/words.ts"
import { nameOf } from "#web/desk/case/inquiry/named.ts"

/** The words about mailboxes of other people, in the language now read. */
export const partyWords = catalogue(partyEn, partyZh)

/** Whose mailbox it is: a person named by their number and name, anybody else by what they are. */
export function partyName(
  one: Case,
  { number, party }: Pick<PartyView, "number" | "party">,
): string {
  const known = one.screen.life?.respondents.find(({ mailbox }) => mailbox === number)
  if (known) return `${whoWords(`respondent ${known.n}`)}: ${nameOf(one, known.n)}`
  return fill(partyWords().numbered, { who: partyWords().who[party], n: number })
}

/** Where somebody outside opens their mailbox. */
export function answerAddress(): string {
  return `${location.host}/answer`
}
