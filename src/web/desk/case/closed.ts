import { can } from "#core/alert.ts"
import type { ActName } from "./act-props.ts"
import { type Case, levelOf } from "./case.ts"
import { closedAct } from "./life.ts"
import { roomKey } from "./papers.ts"
import { caseWords } from "./words.ts"

/** Why each act is closed now; null is open. Each sentence begins with when it opens. */
export type Closed = Readonly<Record<ActName | "write", string | null>>

/** Looks at where the case stands. The rules are those of core and of the server; here they become sentences. */
export function closedBy(one: Case): Closed {
  const say = caseWords()
  const { row } = one.screen
  const { papers } = one
  const opened = papers ? null : say.notOpenWhy
  const sound = opened ?? (papers?.sound ? null : say.unsoundWhy)
  const desk = sound ?? (papers && roomKey(papers, "desk") ? null : say.noDeskKey)
  const mine = row.mine && can("handOver", { state: row.state }) ? null : say.hand.notMine
  return {
    write: sound,
    call: sound,
    measure: sound ?? closedAct(one, "measure.proposed", { n: nextMeasure(one), code: "M01" }),
    plan: sound ?? closedAct(one, "plan.told", {}),
    note: desk,
    triage: desk,
    hand: desk ?? mine ?? (heirs(one).length > 0 ? null : say.hand.nobody),
    raise: opened ?? (levelOf(one) === "e1" ? say.level.top : null),
    lower: opened ?? (levelOf(one) === "e4" ? say.level.bottom : null),
    key: sound ?? (one.screen.people.some(({ holds }) => !holds) ? null : say.keys.nobody),
    recuse: null,
  }
}

/** The number of the next measure. */
export function nextMeasure({ screen }: Case): number {
  return (screen.life?.measures.length ?? 0) + 1
}

/** Who could take the case over: other people whose key to it is released. */
export function heirs({ screen }: Case): { id: string; name: string }[] {
  const held = screen.keys.filter((key) => key.released && !key.mine)
  return [...new Map(held.map(({ person, name }) => [person, { id: person, name }])).values()]
}
