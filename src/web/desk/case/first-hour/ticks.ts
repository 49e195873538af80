import { day, hour, minute } from "#core/time.ts"
import { type Case, levelOf } from "#web/desk/case/case.ts"
import { type Card, cards } from "#web/desk/case/content.ts"
import type { DeadlineKind } from "#wire/report.ts"

/** The checklists that a case of this level has; one where payback was reported has those too. */
export function cardsOf(one: Case): readonly Card[] {
  const level = levelOf(one)
  const retaliated = one.screen.owed.some(({ alert }) => alert === "retaliation")
  return cards.filter(
    ({ levels }) => levels.includes(level) || (retaliated && levels.includes("r")),
  )
}

/** What is still open of the checklists, and by when the first of them is to be done. */
export function openCards(one: Case): { readonly open: number; readonly due: number | null } {
  const ticks = ticksOf(one)
  const left = cardsOf(one).map((card) => ({
    card,
    open: card.items.filter(({ id }) => !ticks.has(id)).length,
  }))
  const dues = left.flatMap(({ card, open }) => (open > 0 ? (dueOf(card, one) ?? []) : []))
  return {
    open: left.reduce((sum, { open }) => sum + open, 0),
    due: dues.length > 0 ? Math.min(...dues) : null,
  }
}

/** Who ticked an item, and when. */
export type Ticked = { readonly as: string; readonly by: string | null; readonly at: number }

/** The last tick of each item; the first cases had them as notes of the team. */
export function ticksOf({ said, screen }: Case): ReadonlyMap<string, Ticked> {
  const notes = said.flatMap(({ form, view }) =>
    form.tick
      ? [[form.tick, { as: form.ticked ?? "done", by: view.by, at: view.at }] as const]
      : [],
  )
  const acts = screen.timeline.flatMap(({ kind, facts, by, at }) =>
    kind === "card.ticked"
      ? [[String(facts["item"]), { as: String(facts["as"]), by, at }] as const]
      : [],
  )
  return new Map([...notes, ...acts])
}

/** Working days are counted by the server only: such a card falls due with the promise it serves. */
const promiseFor: Readonly<Record<string, DeadlineKind>> = {
  e3_5d: "plan",
  e4_open: "opening",
  e4_contact: "first-contact",
  e4_plan: "plan",
}

/** By when a checklist is to be done; null while what it counts from has not happened. */
export function dueOf({ id, due, levels }: Card, { screen }: Case): number | null {
  const alert = levels.includes("r") ? "retaliation" : "report"
  const kind = promiseFor[id]
  if (kind) return screen.owed.find((one) => one.alert === alert && one.kind === kind)?.due ?? null
  const opened = screen.keys.flatMap(({ openedAt }) => openedAt ?? [])
  const raised = screen.timeline.findLast((event) => event.kind === "retaliation.raised")?.at
  const t0 = levels.includes("r") ? raised : screen.row.receivedAt
  const from = due.from === "opened" ? (opened.length > 0 ? Math.min(...opened) : undefined) : t0
  const unit = { minutes: minute, hours: hour, calendar_days: day }[due.unit as string]
  return from === undefined || unit === undefined ? null : from + due.amount * unit
}
