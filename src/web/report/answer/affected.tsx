import { Choice } from "#web/report/return/choice.tsx"
import { Level } from "#web/report/return/acts.tsx"
import { Allow } from "#web/report/return/allow.tsx"
import { WhoHolds } from "#web/report/return/ladder.tsx"
import { Police } from "#web/report/return/police.tsx"
import { Promises } from "#web/report/return/owed.tsx"
import { PromisesMade } from "#web/report/return/promised.tsx"
import { Protection, type Reading } from "#web/report/return/protection.tsx"
import { Reminders } from "#web/report/return/reminders.tsx"
import type { Held } from "#web/report/return/way.ts"
import { Remedies } from "./heard.tsx"
import { type Box, box } from "./mailbox.ts"

/** What an affected person who did not report decides about themselves, on the same parts of a page that a reporter has. */
export function Affected({ now }: { now: Box }) {
  const seen = readingOf(now)
  const { own } = now.view.life
  if (!seen || !own) return null
  return (
    <>
      <Choice view={seen.view} />
      <Protection now={seen} next={() => box.value?.view.life.own?.life.nextMeasure} />
      <Police view={seen.view} />
      <Remedies remedies={seen.view.life.remedies} />
    </>
  )
}

/** What is owed to them and by when, what to press when it does not come, and what was promised in words. */
export function OwedToThem({ now }: { now: Box }) {
  const seen = readingOf(now)
  if (!seen) return null
  const closed = now.view.closedAt !== null
  return (
    <>
      <Promises view={closed ? { ...seen.view, state: "closed" } : seen.view} />
      {closed ? null : <Allow view={seen.view} />}
      <PromisesMade now={seen} />
    </>
  )
}

/** How urgent it is, who has a key, and whether they are reminded. */
export function HeldFor({ now }: { now: Box }) {
  const seen = readingOf(now)
  if (!seen) return null
  return (
    <>
      <Level view={seen.view} />
      <WhoHolds view={seen.view} />
      <Reminders reminder={seen.view.reminder} />
    </>
  )
}

/** How it stands, and what was sent, as the parts of the reporter's page read it; null for whoever it is not about. */
export function readingOf({ view, letters }: Box): (Reading & { view: Held }) | null {
  const { own } = view.life
  return own && { view: { ...own, now: view.now }, said: letters }
}
