import { acts } from "#core/life/decide.ts"
import type { ActKind } from "#core/life/act.ts"
import type { ActorKind } from "#core/life/role.ts"
import { isOwnReport } from "#core/life/reader.ts"
import { partyIn } from "#core/mailbox.ts"
import type { Case } from "./case.ts"
import type { Said } from "./said.ts"

/**
 * Whether a paper may count as the act that its form names. What the team wrote, the server let through with its act. Somebody
 * outside can write any form into a message: it counts only where the table gives them the act, and speaks of themselves.
 */
export function isTheirs(one: Pick<Case, "screen">, { view, form }: Said): boolean {
  if (view.by !== null || !form.act) return true
  const number = partyIn(view.room)
  const party = one.screen.parties.find((known) => known.number === number)?.party
  if (number !== null && !party) return false
  // Whoever reported for somebody else writes nothing in that person's name.
  const { life } = one.screen
  const kinds: readonly ActorKind[] = party
    ? [party]
    : life && !isOwnReport(life)
      ? ["reporter"]
      : ["reporter", "affected"]
  if (!kinds.some((kind) => mayDo(form.act, kind))) return false
  const own = one.screen.life?.respondents.find(({ mailbox }) => mailbox === number)?.n
  const { n, who, to } = form.facts ?? {}
  if (form.act === "promise.made" && (to === "affected") !== (party === "affected")) return false
  if (party === "respondent" && n !== undefined && n !== own) return false
  return who === undefined || who === voice(party, own ?? number)
}

function mayDo(act: ActKind | undefined, kind: ActorKind): boolean {
  if (!act) return false
  const { by } = acts[act]
  const lists: readonly (readonly ActorKind[])[] = isList(by) ? [by] : Object.values(by)
  return lists.some((list) => list.includes(kind))
}

const isList = (by: unknown): by is readonly ActorKind[] => Array.isArray(by)

function voice(party: string | undefined, n: number | null): string {
  return party === "respondent" || party === "witness" ? `${party} ${n}` : "affected"
}
