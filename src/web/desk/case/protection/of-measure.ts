import type { RoomName } from "#core/mailbox.ts"
import type { Measure as Kept } from "#core/life/life.ts"
import { stands } from "#core/life/measure.ts"
import { now } from "#web/lib/clock.ts"
import { lang } from "#web/lib/words.ts"
import type { Case } from "#web/desk/case/case.ts"
import { type Measure, measures } from "#web/desk/case/content.ts"

/** A measure's page of the content. */
export function contentOf(code: string): Measure | undefined {
  return measures.find((one) => one.code === code)
}

/** Its code and its name, in the language now read. */
export function nameOf(code: string): string {
  return `${code} ${contentOf(code)?.name[lang.value] ?? ""}`.trim()
}

/** By when the affected person's own request, or their yes, is answered. */
export function askedDue({ screen }: Case, { n }: Pick<Kept, "n">): number | null {
  const owed = screen.owed.find(({ kind }) => kind === `promise:measure-${n}`)
  return owed && owed.met === null ? owed.due : null
}

/** Looking again was due. */
export function isReviewLate({ reviewAt, ...one }: Kept): boolean {
  return stands({ reviewAt, ...one }) && reviewAt !== null && reviewAt <= now.value
}

/** Whatever ended or was not wanted. */
export function isOver({ state }: Kept): boolean {
  return state === "LIFTED" || state === "REFUSED" || state === "DECLINED"
}

/** What the affected person asked for stands first, then what is late or broken, then what waits for us. */
export function inOrder(all: readonly Kept[]): Kept[] {
  return all.toSorted((one, other) => rank(one) - rank(other) || one.n - other.n)
}

const order = ["CONSENTED", "ORDERED", "PROPOSED", "IN_FORCE", "REVIEWED"]
function rank(one: Kept): number {
  if (one.state === "ASKED") return 0
  if (isReviewLate(one) || one.state === "BREACHED") return 1
  return 2 + order.indexOf(one.state)
}

/** What the words of a measure are in a room: the reporter's mailbox has a kind for them, every other room keeps papers. */
export function kindIn(room: RoomName): "measure" | "paper" {
  return room === "mailbox" ? "measure" : "paper"
}
