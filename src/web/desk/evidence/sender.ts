import { partyIn } from "#core/mailbox.ts"
import type { Case } from "#web/desk/case/case.ts"
import { readerName } from "#web/desk/case/reader.ts"
import type { CustodyRow, Sent } from "./register.ts"
import { evidenceWords } from "./words.ts"

/** Names whoever sent something from outside, by the room it came to. */
export type NameOf = (room: string) => string

/** The names of those outside as the rest of the case has them. */
export function senderNames(one: Case): NameOf {
  return (room) => {
    const number = partyIn(room)
    return number === null ? evidenceWords().custody.reporter : readerName(one, `party-${number}`)
  }
}

/** Who sent a file. */
export function senderOf({ view }: Sent, nameOf: NameOf): string {
  return view.by ?? nameOf(view.room)
}

/** From whom a piece went in a row of custody, and who wrote the row; of an arrival both are whoever sent it. */
export function custodyNames(
  { from, by }: CustodyRow,
  nameOf: NameOf,
): { readonly from: string; readonly by: string } {
  if (by !== null) return { from: from || evidenceWords().custody.reporter, by }
  return { from: nameOf(from), by: nameOf(from) }
}
