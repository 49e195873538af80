/** The bell once more, small and by the words of the design alone: numbers and names, nothing of `src/core`. */
export type Model = {
  readonly now: number
  ringing: boolean
  /** A quiet bell about what is late. */
  quiet: boolean
  /** What the quiet bell is about, and whether she said yes to that. */
  about: string | null
  allowed: boolean
  tier: number
  loop: number
  owner: string | null
  lapsed: Set<string>
  step: number | null
  stepped: number
  due: Readonly<Record<string, number>>
  met: Set<string>
  missed: Set<string>
  tiers: { onCall: string[]; holders: string[] }[]
  atStart: number
  /** What the last act rang and released, and whoever was ever given the case. */
  rung: Set<string>
  released: Set<string>
  given: Set<string>
  missedNow: string[]
}

export const promises = ["opening", "first-contact", "protection", "plan", "outcome"] as const
const later = ["protection", "plan", "outcome"]

export function newModel(
  tiers: Model["tiers"],
  due: Model["due"],
  atStart: number,
): { -readonly [K in keyof Model]: Model[K] } {
  const model = {
    ...{ now: 0, ringing: true, quiet: false, tier: -1, loop: 0, owner: null, step: null },
    ...{ lapsed: new Set<string>(), stepped: 0, due, tiers, atStart },
    ...{ met: new Set<string>(), missed: new Set<string>() },
    ...{ rung: new Set<string>(), released: new Set<string>(), missedNow: [] },
    ...{ about: null, allowed: false, given: new Set<string>() },
  }
  climb(model, atStart)
  return model
}

/** Minutes that a wait lasts: a day for a quiet bell, a quarter of an hour at the top, else half an hour. */
export function waitOf(tier: number, top: number, quiet: boolean): number {
  return quiet ? 1440 : tier >= top ? 15 : 30
}

/** Everything that is due at this instant is one step. */
export function fallDue(m: Model): void {
  clear(m)
  m.missedNow = promises.filter(
    (p) => (m.due[p] ?? 0) <= m.now && !m.met.has(p) && !m.missed.has(p),
  )
  m.missedNow.forEach((p) => m.missed.add(p))
  const stepDue = m.step !== null && m.step <= m.now
  const lost = m.missedNow.includes("opening") || m.missedNow.includes("first-contact")
  if (m.ringing) {
    if (stepDue || lost) climb(m, 1)
  } else if (lost) lapse(m)
  else if (m.missedNow.length > 0) {
    m.quiet = true
    m.about = m.missedNow.at(-1) ?? null
    m.allowed = false
    climb(m, 1)
  } else if (stepDue && m.quiet) climb(m, 1)
  else if (stepDue) m.step = m.now + 1440 // nothing is late: it is looked at again tomorrow
}

export function open(m: Model, by: string): void {
  clear(m)
  if (!m.ringing || m.lapsed.has(by)) return
  m.met.add("opening")
  m.owner = by
  m.ringing = false
  rest(m)
}

export function contact(m: Model, by: string): void {
  clear(m)
  m.met.add("first-contact").add("opening")
  m.owner = by
  m.ringing = false
  rest(m)
}

export function protect(m: Model): void {
  clear(m)
  m.met.add("protection")
  if (!m.ringing) rest(m)
}

/** A contact that did not reach her: the promise stands as it stood. */
export function deny(m: Model): void {
  clear(m)
  m.met.delete("first-contact")
  if ((m.due["first-contact"] ?? 0) > m.now) return
  m.missed.add("first-contact")
  if (m.ringing) climb(m, 1)
  else lapse(m)
}

export function neglect(m: Model): void {
  clear(m)
  if (!m.ringing || m.now - m.stepped >= 0.5) lapse(m)
}

export function hand(m: Model, to: string): void {
  clear(m)
  m.owner = to
  m.lapsed.delete(to)
  m.rung.add(to)
  m.released.add(to)
}

export function recuse(m: Model, by: string): void {
  clear(m)
  for (const tier of m.tiers) {
    tier.onCall = tier.onCall.filter((x) => x !== by)
    tier.holders = tier.holders.filter((x) => x !== by)
  }
  if (m.ringing || m.owner === by) lapse(m)
}

export function hasten(m: Model): void {
  clear(m)
  if (m.ringing) climb(m, Math.max(1, m.atStart - 1 - m.tier))
  else if (m.owner) m.rung.add(m.owner)
}

/** Who would be given the case by her yes; nobody when there is nothing to say yes to. */
export function waiting(m: Model): string[] {
  if (m.ringing || !m.quiet || m.allowed || !m.about || !later.includes(m.about)) return []
  const holders = m.tiers.slice(0, m.tier + 1).flatMap((t) => t.holders)
  return holders.filter((who) => !m.given.has(who))
}

/** Her yes: those told of a lateness only are given the case, and it stays so while the bell is about that. */
export function allow(m: Model): void {
  clear(m)
  m.allowed = true
  call(m)
}

function lapse(m: Model): void {
  if (m.owner) m.lapsed.add(m.owner)
  m.owner = null
  m.ringing = true
  m.quiet = false
  m.about = null
  m.allowed = false
  climb(m, 1)
}

function rest(m: Model): void {
  const late = promises.filter((p) => m.missed.has(p) && !m.met.has(p))
  const first = late.find((p) => later.includes(p))
  if (m.quiet && first) {
    if (late.some((p) => p === m.about && later.includes(p))) return
    m.about = first
    m.allowed = false
    return
  }
  const ahead = promises.some((p) => !m.missed.has(p) && !m.met.has(p))
  m.quiet = !ahead && late.length > 0
  m.about = m.quiet ? (first ?? late[0] ?? null) : null
  m.allowed = false
  m.step = ahead ? null : m.now + 1440
}

function climb(m: Model, steps: number): void {
  let wanted = steps
  const top = m.tiers.length - 1
  if (m.tier >= top) m.loop += 1
  while (wanted > 0 && m.tier < top) {
    m.tier += 1
    if ((m.tiers[m.tier]?.onCall.length ?? 0) > 0) wanted -= 1
  }
  call(m)
  m.stepped = m.now
  m.step = m.now + waitOf(m.tier, top, m.quiet)
}

function call(m: Model): void {
  for (const { onCall, holders } of m.tiers.slice(0, m.tier + 1)) {
    for (const person of onCall.length > 0 ? onCall : holders) m.rung.add(person)
    if (!m.quiet || m.allowed) for (const person of holders) m.released.add(person)
  }
  if (m.quiet && m.owner) m.rung.add(m.owner)
}

function clear(m: Model): void {
  for (const person of m.released) m.given.add(person)
  m.rung = new Set()
  m.released = new Set()
  m.missedNow = []
}
