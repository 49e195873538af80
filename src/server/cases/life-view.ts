import { idOf, type PersonId } from "#core/ids.ts"
import type { CheckIn, Life } from "#core/life/life.ts"
import { stateForBystander } from "#core/life/bystander.ts"
import { automatic, isProtection, isTheirs, liftsAt, stands } from "#core/life/measure.ts"
import { affectedBox, readsPayback } from "#core/life/reader.ts"
import type { LifeMoment } from "#core/life/rule.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { ReporterLife } from "#wire/report.ts"
import { placesWith } from "#core/law-place.ts"
import { erasesAt } from "#core/life/retention.ts"
import { type Place, placeOf, plus } from "#server/calendar.ts"
import { namesOf } from "#server/people/names.ts"
import type { Tx } from "#server/runtime.ts"
import { actorOf } from "./actor.ts"
import { lifeOf, outsideOf } from "./life.ts"
import type { CaseRow } from "./say.ts"

/** Where a case stands, for a keyholder who has opened it. */
export async function lifeFor(
  tx: Tx,
  caseId: string,
  me: string,
  opened: boolean,
): Promise<Pick<CaseScreen, "life" | "is" | "outside" | "names" | "measuresEnd" | "appraisals">> {
  if (!opened) return { life: null, is: [], outside: [], names: {}, measuresEnd: {}, appraisals: 0 }
  const life = await readLife(tx, caseId)
  const days = workingDays(await placeOf(tx))
  const { is } = await actorOf(tx, life, caseId, idOf<PersonId>(me))
  const names = await namesOf(tx, peopleIn(life))
  const outside = [...(await outsideOf(tx, caseId))]
  return {
    ...{ life, is: [...is], outside, names: Object.fromEntries(names) },
    measuresEnd: Object.fromEntries(
      life.measures.flatMap((one) => {
        const ends = liftsAt(one, days)
        return ends === null ? [] : [[one.n, ends]]
      }),
    ),
    appraisals: days.plus(life.began, automatic.lasts),
  }
}

/**
 * Where a case stands, as the reporter or an affected person reads it in a mailbox: what was asked, offered, promised and
 * decided, and nobody of the other side. What the affected person chose is not told to whoever reported for them.
 */
export async function lifeSeenIn(tx: Tx, caseId: string, mailbox: number): Promise<ReporterLife> {
  const life = await readLife(tx, caseId)
  const place = await placeOf(tx)
  const days = workingDays(place)
  const affected = mailbox === affectedBox(life)
  const ties = life.declared.filter(({ ties }) => ties.length > 0)
  const names = await namesOf(
    tx,
    ties.map(({ person }) => person),
  )
  return {
    state: affected ? life.state : stateForBystander(life.state),
    since: affected || stateForBystander(life.state) === life.state ? life.since : life.began,
    affected,
    wish: affected ? (life.wish?.path ?? null) : null,
    withdrawn: affected ? life.withdrawn : null,
    refused: affected ? life.refused : null,
    // Whoever reported for somebody else is not told how that person is protected; support of the person named, once it stands.
    measures: affected
      ? life.measures
          .filter((one) => isProtection(one.code) || stands(one))
          .map((one) => ({ ...one, ends: liftsAt(one, days), theirs: isTheirs(one) }))
      : [],
    nextMeasure: affected ? life.measures.length + 1 : 1,
    appraisals: days.plus(life.began, automatic.lasts),
    promises: life.promises.filter(({ to }) => (to === "affected") === (mailbox !== reporters)),
    police: affected
      ? { state: life.police.state, offered: life.police.offered.length }
      : { state: "NOT_ASKED", offered: 0 },
    told: affected ? (life.override?.told ?? null) : null,
    places: placesWith(place.country, life.places),
    comment:
      affected && life.comment
        ? { ends: life.comment.ends, waived: life.comment.waived.includes("affected") }
        : null,
    remedies: affected ? [...life.remedies] : [],
    appeal: { state: life.appeal.state, until: life.appeal.until },
    erases: erasesAt(life, days.plus),
    retaliation: readsPayback(life, mailbox) ? life.retaliation.state : "CLEAR",
    checkIns: checkInsOf(life, mailbox),
    lastWord: lastWordOf(life, mailbox),
    // Whether a tie is waived is the affected person's to say.
    ties: (affected ? ties : [])
      .filter(({ waivedByAffected }) => waivedByAffected === null)
      .map(({ person, ties: which }) => ({
        person,
        name: names.get(person) ?? "",
        ties: [...which],
      })),
  }
}

/** The days on which somebody is asked how it goes: their own, by numbers of their own. */
export function checkInsOf(life: Life, mailbox: number): Omit<CheckIn, "mailbox">[] {
  return life.checkIns.flatMap(({ mailbox: of, ...one }) => (of === mailbox ? one : []))
}

/** The last word is asked of one person, and nobody else reads that it was. */
function lastWordOf({ lastWord }: Life, mailbox: number): ReporterLife["lastWord"] {
  const { asked, given, of = "reporter", own = null } = lastWord
  if ((of === "reporter") !== (mailbox === reporters)) return { asked: null, given: null }
  return { asked, given: of === "affected" ? own : given }
}

/** The mailbox of whoever reported. */
const reporters = 1

/** The life of a case, not locked. */
export async function readLife(tx: Tx, caseId: string): Promise<Life> {
  const { rows } = await tx.client.query<Pick<CaseRow, "state" | "life" | "received_at">>({
    name: "read life",
    text: "select state, life, received_at from case_file where id = $1",
    values: [caseId],
  })
  const [row] = rows
  if (!row) throw new Error("a case that was found has a row")
  return lifeOf(row)
}

/** How this organisation counts working days and years. */
function workingDays(place: Place): Pick<LifeMoment, "plus"> {
  return { plus: (from, amount) => plus(place, amount, new Date(from)).getTime() }
}

function peopleIn(life: Life): string[] {
  return [
    ...life.roles.map(({ person }) => person),
    ...life.declared.map(({ person }) => person),
    ...life.aside,
    ...(life.signing ? [life.signing.by] : []),
    ...(life.quality ? [life.quality.by] : []),
    ...life.failures.flatMap(({ person }) => person ?? []),
  ]
}
