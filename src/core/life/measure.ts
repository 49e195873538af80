import type { Guard, Looking } from "./guard.ts"
import type { Life, Measure } from "./life.ts"
import type { ActorKind } from "./role.ts"
import type { Actor, LifeMoment, Two } from "./rule.ts"
import { affectedBox } from "./reader.ts"
import { inWork } from "./state.ts"
import { type MeasureCode, needsYes } from "./word.ts"

/** Who orders what (domain, section 2.7). Leave for the person named is signed by both of its line. */
export const orderedBy: Readonly<Record<MeasureCode, readonly ActorKind[]>> = {
  M01: ["lead"],
  M02: ["lead"],
  M03: ["lead", "legal"],
  M04: ["lead"],
  M05: ["lead"],
  M06: ["lead"],
  M07: ["lead"],
  M08: ["lead", "duty"],
  M09: ["lead", "duty"],
  M10: ["lead"],
  M11: ["lead", "duty"],
  M12: ["lead"],
  M13: ["lead"],
  M14: ["lead"],
  M15: [],
  M16: ["lead"],
  M17: ["lead"],
}

/** In force by itself from the day the report came in, for this long: nobody asks for it, offers it or orders it. */
export const automatic = { code: "M15", lasts: { amount: 24, unit: "months" } } as const

/** Support of the person named: never the affected person's to ask for, accept or refuse, and no protection of theirs. */
const forRespondent = "M17"

/** Words about them that others will read: the affected person sees them before they are used. */
const seenFirst = "M14"

/** What changes the affected person's own days: they end it by a word. What binds somebody else ends after they were told. */
export function isTheirs({ code }: Pick<Measure, "code">): boolean {
  return code !== "M13" && needsYes.some((one) => one === code)
}

/** What must hold before an act on a measure. */
export const measureGuards = {
  "affected-box": (life) => affectedBox(life) !== null,
  "next-number": (life, { facts }) => facts["n"] === life.measures.length + 1,
  "measure-open": (life, { facts }) => {
    const one = measureOf(life, facts)
    // The same number is the same measure: a yes to one never carries another.
    if (one) return isUndecided(one) && one.code === facts["code"]
    return facts["n"] === life.measures.length + 1
  },
  // A request can be answered by an offer: then the affected person reads first how it would be.
  "offer-number": (life, { facts }) => {
    const one = measureOf(life, facts)
    if (one) return one.state === "ASKED" && one.code === facts["code"]
    return facts["n"] === life.measures.length + 1
  },
  "measure-asked": (life, { facts }) => measureOf(life, facts)?.state === "ASKED",
  "measure-offered": (life, { facts }) => measureOf(life, facts)?.state === "PROPOSED",
  // Broken before it was carried out, it has still to be carried out.
  "measure-ordered": (life, { facts }) =>
    ["ORDERED", "BREACHED", "REVIEWED"].includes(measureOf(life, facts)?.state ?? ""),
  "measure-executed": (life, { facts }) =>
    ["IN_FORCE", "REVIEWED", "BREACHED"].includes(measureOf(life, facts)?.state ?? ""),
  "measure-stands": (life, { facts }) => stands(measureOf(life, facts)),
  "measure-alive": (life, { facts }) => {
    const one = measureOf(life, facts)
    return one !== undefined && ((one.state !== "PROPOSED" && isUndecided(one)) || stands(one))
  },
  "not-theirs": (_, { facts }) => isProtection(facts["code"]),
  "orders-this": (life, { facts, by, moment }) =>
    orderersOf(codeOf(facts), { life, facts, moment }).some((role) => by.is.includes(role)),
  "her-yes": (life, { facts }) =>
    !needsYes.includes(codeOf(facts)) ||
    measureOf(life, facts)?.state === "CONSENTED" ||
    measureOf(life, facts)?.state === "ASKED",
  "seen-first": (life, { facts }) =>
    facts["code"] !== seenFirst ||
    ["PROPOSED", "CONSENTED"].includes(measureOf(life, facts)?.state ?? ""),
  "lifting-told": (life, { facts, moment }) => {
    const ends = liftsAt(measureOf(life, facts), moment)
    return ends !== null && ends <= moment.now
  },
  "on-her": (life, { facts }) => {
    const one = measureOf(life, facts)
    return !one || !stands(one) || isTheirs(one)
  },
} as const satisfies Record<string, Guard>

/** When a measure may end: two working days after the affected person was told; null while they were not. */
export function liftsAt(
  measure: Measure | undefined,
  { plus }: Pick<LifeMoment, "plus">,
): number | null {
  const told = measure?.liftTold ?? null
  return told === null ? null : plus(told, { amount: 2, unit: "working_days" })
}

/** In force, or ordered and on its way. */
export function stands(measure: Measure | undefined): boolean {
  return ["ORDERED", "IN_FORCE", "REVIEWED", "BREACHED"].includes(measure?.state ?? "")
}

/** Says whether it protects the affected person by somebody's decision: asked for, offered and ordered, and keeping the promise. */
export function isProtection(code: unknown): boolean {
  return code !== automatic.code && code !== forRespondent
}

/** Why somebody may not tell HR operations what to do about a measure: only whoever orders it, or looks after it, says it is to be done or undone. */
export function whyNotInstructed(
  life: Life,
  by: Pick<Actor, "is">,
  n: number,
): "role" | "state" | "measure-stands" | null {
  if (!inWork.some((state) => state === life.state)) return "state"
  const measure = measureOf(life, { n })
  if (!measure || (!stands(measure) && measure.state !== "LIFTED")) return "measure-stands"
  const roles = [...orderedBy[codeOf(measure)], "protection", "legal"] as const
  return roles.some((role) => by.is.includes(role)) ? null : "role"
}

/** Leave for the person named is the last resort: the lead and legal sign it; when legal is silent, the sponsor. */
export function signers(life: Life, facts: Looking["facts"], moment: LifeMoment): Two {
  if (facts["code"] !== "M03") return false
  return isLegalSilent(life, facts, moment) ? ["lead", "sponsor"] : ["lead", "legal"]
}

function orderersOf(
  code: MeasureCode,
  { life, facts, moment }: { life: Life; facts: Looking["facts"]; moment: LifeMoment },
): readonly ActorKind[] {
  const usual = orderedBy[code]
  return code === "M03" && isLegalSilent(life, facts, moment) ? [...usual, "sponsor"] : usual
}

/** The lead signed two hours ago, it is urgent, and nobody of legal has answered. */
function isLegalSilent(
  { signing }: Life,
  facts: Looking["facts"],
  { level, now }: LifeMoment,
): boolean {
  if (level !== "e1" && level !== "e2") return false
  if (signing?.act !== "measure.ordered" || signing.facts !== JSON.stringify(facts)) return false
  return signing.as.includes("lead") && now >= signing.at + 2 * hourMs
}

const hourMs = 60 * 60 * 1000

function measureOf(life: Life, facts: Looking["facts"]): Measure | undefined {
  return life.measures.find(({ n }) => n === facts["n"])
}

/** Asked for, offered or accepted: somebody still has to decide. */
export function isUndecided({ state }: Measure): boolean {
  return state === "ASKED" || state === "PROPOSED" || state === "CONSENTED"
}

function codeOf(facts: { readonly [name: string]: unknown }): MeasureCode {
  return facts["code"] as MeasureCode // only codes of the list are ever written
}
