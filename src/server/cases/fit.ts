import { type RoomName, partyIn, roomOf } from "#core/mailbox.ts"
import type { Asked } from "#core/life/decide.ts"
import type { Life } from "#core/life/life.ts"
import { isOwnReport, readerOf } from "#core/life/reader.ts"
import type { Rule } from "#core/life/rule.ts"
import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"
import type { CaseRow } from "./say.ts"

type Fitting = {
  /** The room that the act's own row of the table names. */
  readonly wanted: Rule["paper"]
  readonly room: RoomName
  readonly asked: Asked
  readonly life: Life
}

/**
 * A paper goes to the room that the act says, and nowhere else: what is meant for one side is never put where the other
 * reads it, by whatever mistake of a browser.
 */
export async function mustFit(tx: Tx, found: CaseRow, fitting: Fitting): Promise<void> {
  const { wanted, room, asked, life } = fitting
  const { mailbox } = asked.by
  if (mailbox !== null) {
    // To whoever is outside, their own mailbox is the mailbox.
    const fits = wanted !== "desk" && wanted !== undefined && room === roomOf(mailbox)
    return fits ? undefined : refuse()
  }
  if (wanted === "affected" || wanted === "addressed") {
    const reader = readerOf(life, asked, { paper: wanted })
    // Who told us has no mailbox any more: it is kept at the desk, and nobody else reads it.
    return room === (reader === null ? "desk" : roomOf(reader)) ? undefined : refuse()
  }
  const number = partyIn(room)
  if (number !== null) {
    const about = wanted === "mailbox" ? "affected" : wanted === "own" ? addressee(asked) : null
    if (about === null || about !== (await nameOf(tx, found.id, { number, life }))) refuse()
    return
  }
  const isReporters = isHers(life, addressee(asked))
  if (wanted === "own" ? room === "mailbox" && !isReporters : room !== wanted) refuse()
}

/** Whom an act is about or who is told, as the case names them; null is nobody in particular. */
function addressee({ kind, facts }: Asked): string | null {
  const said: Readonly<Record<string, unknown>> = { ...facts }
  if (kind === "outcome.told" && said["to"] !== "respondent") return String(said["to"])
  if (typeof said["who"] === "string") return said["who"]
  return typeof said["n"] === "number" ? `respondent ${said["n"]}` : null
}

/** The reporter's mailbox is the affected person's only where both are one. */
function isHers(life: Life, who: string | null): boolean {
  return who === "reporter" || (who === "affected" && isOwnReport(life))
}

/** How the case names the person behind a mailbox. */
async function nameOf(
  tx: Tx,
  caseId: string,
  { number, life }: { number: number; life: Life },
): Promise<string | undefined> {
  const { rows } = await tx.client.query<{ party: string }>({
    name: "party of a room",
    text: "select party from mailbox where case_id = $1 and number = $2",
    values: [caseId, number],
  })
  const party = rows[0]?.party
  if (party === "affected") return party
  if (party !== "respondent") return party && `${party} ${number}`
  const known = life.respondents.find(({ mailbox }) => mailbox === number)
  return known && `respondent ${known.n}`
}

function refuse(): never {
  throw new Refusal("not-yours", "room")
}
