import type { Party } from "#core/mailbox.ts"
import type { OwedKind } from "#core/owed.ts"
import { checkInsFrom, dueOf, openDuties } from "./acts-check-in.ts"
import type { LifeDecision } from "./decide.ts"
import type { Life } from "./life.ts"
import type { LifeMoment, Owe } from "./rule.ts"

/** Somebody outside was given a mailbox: an affected person and a witness are asked in it how it goes, nobody else is. */
export function boxOpened(
  life: Life,
  { n, party }: { readonly n: number; readonly party: Party },
  moment: LifeMoment,
): LifeDecision {
  const next = { ...life, mailboxes: [...life.mailboxes, { n, party, open: true }] }
  if (!isAsked(party)) return changed(next)
  // A witness counts from here: when the report came in is not told to them by the days either.
  const from = party === "affected" ? "report" : "mailbox"
  const { checkIns, owes } = checkInsFrom(next, n, from, moment)
  return changed({ ...next, checkIns }, { owes })
}

/** A mailbox has ended: nobody is waited for in it. */
export function boxEnded(life: Life, n: number): LifeDecision {
  return changed({ ...life, mailboxes: ended(life, n) }, { drops: openDuties(life, n) })
}

/**
 * The same person has a new mailbox in the place of one whose code is lost: whatever runs for them runs on. What they were
 * told, when, and what they said stays as it was; the days of their check-ins are asked in the new one.
 */
export function boxMoved(
  life: Life,
  { from, to, party }: { readonly from: number; readonly to: number; readonly party: Party },
  moment: LifeMoment,
): LifeDecision {
  const moved = life.checkIns.map((one) => (one.mailbox === from ? { ...one, mailbox: to } : one))
  const waited = moved.filter(
    ({ mailbox, as }) => mailbox === to && (as === null || as === "tried"),
  )
  const { of } = life.retaliation
  return changed(
    {
      ...life,
      mailboxes: [...ended(life, from), { n: to, party, open: true, instead: from }],
      checkIns: moved,
      respondents: life.respondents.map((one) =>
        one.mailbox === from ? { ...one, mailbox: to } : one,
      ),
      heard: life.heard.map((one) => ({ ...one, who: renamed(one.who, from, to) })),
      retaliation: {
        ...life.retaliation,
        ...(of ? { of: of.map((one) => (one === from ? to : one)) } : {}),
      },
    },
    { owes: waited.map((one) => dueOf(one, moment)), drops: openDuties(life, from) },
  )
}

function ended({ mailboxes }: Life, n: number): Life["mailboxes"] {
  return mailboxes.map((one) => (one.n === n ? { ...one, open: false } : one))
}

/** A witness is named by the number of their mailbox. */
function renamed(who: string, from: number, to: number): string {
  return who === `witness ${from}` ? `witness ${to}` : who
}

/** Named people are asked nothing: what is right for whoever is protected would question whoever is heard. */
function isAsked(party: Party): boolean {
  return party === "affected" || party === "witness"
}

function changed(
  next: Life,
  due: { readonly owes?: readonly Owe[]; readonly drops?: readonly OwedKind[] } = {},
): LifeDecision {
  const { owes = [], drops = [] } = due
  return { next, events: [], owes, keeps: [], drops, waits: false }
}
