import type { ActFacts, ActKind } from "#core/life/act.ts"
import { acts, whyNot } from "#core/life/decide.ts"
import { type GuardName, guards } from "#core/life/guard.ts"
import { type Actor, inState, type LifeMoment } from "#core/life/rule.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { day, hour, minute } from "#core/time.ts"
import { now } from "#web/lib/clock.ts"
import { catalogue, fill, listed } from "#web/lib/words.ts"
import { actEn } from "#web/words/act-en.ts"
import { actZh } from "#web/words/act-zh.ts"
import { lifeEn } from "#web/words/life-en.ts"
import { lifeZh } from "#web/words/life-zh.ts"
import { opensEn } from "#web/words/opens-en.ts"
import { opensZh } from "#web/words/opens-zh.ts"
import { explainBy } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { type Case, levelOf } from "./case.ts"

/** The words of a case's life: states, parts, acts, and why each is closed. */
export const lifeWords = catalogue(lifeEn, lifeZh)
/** The button of each act. */
export const actWords = catalogue(actEn, actZh)
const opensWords = catalogue(opensEn, opensZh)
explainBy((field) =>
  field in opensEn && field !== "role" ? opensWords()[field as Guard] : undefined,
) // it is one of them
type Guard = keyof typeof opensEn

/** Why an act is closed for me now, as a sentence that says when it opens; null is open. The server has the last word. */
export function closedAct<K extends ActKind>(
  one: Case,
  kind: K,
  facts: ActFacts[K],
): string | null {
  const { life } = one.screen
  const { role } = lifeWords()
  const opens = opensWords()
  if (!life) return opens.state
  const why = whyNot(life, { kind, facts, by: actorHere(one) }, momentHere(one))
  if (why === null) return null
  const who = inState(acts[kind].by, life.state) ?? []
  return fill(opens[why], { roles: listed(who.map((one) => role[one])) })
}

/** Whether something that a rule asks for is so now, as far as this browser can tell. */
export function holdsHere(one: Case, guard: GuardName): boolean {
  const { life } = one.screen
  return Boolean(
    life && guards[guard](life, { facts: {}, by: actorHere(one), moment: momentHere(one) }),
  )
}

/** What I am in this case. */
function actorHere({ screen }: Case): Actor {
  return { person: idOf<PersonId>(me.value?.id ?? ""), is: screen.is, mailbox: null }
}

/**
 * The moment as this browser can tell: it does not know the holidays, so a wait counted in working days may look
 * over a day early here, and the server then says when it opens.
 */
function momentHere(one: Case): LifeMoment {
  const plus: LifeMoment["plus"] = (from, { amount, unit }) => {
    if (unit === "working_days") return workingDays(from, amount)
    const length = {
      minutes: minute,
      hours: hour,
      calendar_days: day,
      months: 30 * day,
      years: 365 * day,
    }
    return from + amount * length[unit]
  }
  const step: LifeMoment["step"] = (_, ours, from) => ({ due: plus(from, ours), basis: "product" })
  const outside = new Set(one.screen.outside)
  return {
    now: now.value,
    level: levelOf(one),
    plus,
    protectWithin: { amount: 0, unit: "minutes" },
    isOutside: (person) => outside.has(person),
    step,
    // What other laws would change, only the server counts; no act is closed by it.
    law: {
      home: me.value?.org.country ?? "",
      owes: () => [],
      recount: () => [],
      step: () => step,
    },
  }
}

/** Working days without holidays: Monday to Friday. */
function workingDays(from: number, amount: number): number {
  let at = from
  for (let left = amount; left > 0;) {
    at += day
    if (![0, 6].includes(new Date(at).getUTCDay())) left -= 1
  }
  return at
}
