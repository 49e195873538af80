import { Choice } from "#web/report/return/choice.tsx"
import { OwedLines } from "#web/report/return/owed.tsx"
import { PromisesMade } from "#web/report/return/promised.tsx"
import { Protection, type Reading } from "#web/report/return/protection.tsx"
import { back } from "#web/report/return/words.ts"
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
      <Remedies remedies={seen.view.life.remedies} />
    </>
  )
}

/** What is owed to them and by when, with what was promised in words. */
export function OwedToThem({ now }: { now: Box }) {
  const seen = readingOf(now)
  const { own } = now.view.life
  if (!seen || !own) return null
  const w = back()
  return (
    <>
      <section aria-labelledby="owe">
        <h2 id="owe">{w.owe}</h2>
        <p class="small">{w.sameList}</p>
        <OwedLines view={{ ...seen.view, receivedAt: own.receivedAt }} />
      </section>
      <PromisesMade now={seen} />
    </>
  )
}

/** How it stands, and what was sent, as the parts of the reporter's page read it; null for whoever it is not about. */
export function readingOf({ view, letters }: Box): Reading | null {
  const { own } = view.life
  return own && { view: { life: own.life, owed: own.owed, now: view.now }, said: letters }
}
