import { CannotOpen } from "#crypto/cannot-open.ts"
import { readParties } from "#crypto/open-party.ts"
import type { PartyFile } from "#crypto/party.ts"
import type { Entry } from "#crypto/tar.ts"

/** The files of mailboxes that a paper of the desk holds. One that does not check out holds none. */
export function partiesIn(members: readonly Entry[], caseId: string): readonly PartyFile[] {
  try {
    return readParties(members, caseId)
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return [] // its mailbox shows that it has no key here
  }
}
