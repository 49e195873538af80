import { idOf, type PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import { automatic, isProtection, isTheirs, liftsAt, stands } from "#core/life/measure.ts"
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

/** Where a case stands, for whoever it is about: what was asked, offered, promised and decided, and nobody of the other side. */
export async function reporterLife(tx: Tx, caseId: string): Promise<ReporterLife> {
  const life = await readLife(tx, caseId)
  const place = await placeOf(tx)
  const days = workingDays(place)
  const affected = life.intake === "self" || life.intake === "system"
  const ties = life.declared.filter(({ ties }) => ties.length > 0)
  const names = await namesOf(
    tx,
    ties.map(({ person }) => person),
  )
  return {
    state: life.state,
    since: life.since,
    affected,
    wish: life.wish?.path ?? null,
    withdrawn: life.withdrawn,
    refused: life.refused,
    // Whoever reported for somebody else is not told how that person is protected; support of the person named, once it stands.
    measures: affected
      ? life.measures
          .filter((one) => isProtection(one.code) || stands(one))
          .map((one) => ({ ...one, ends: liftsAt(one, days), theirs: isTheirs(one) }))
      : [],
    nextMeasure: life.measures.length + 1,
    appraisals: days.plus(life.began, automatic.lasts),
    promises: [...life.promises],
    police: { state: life.police.state, offered: life.police.offered.length },
    told: life.override?.told ?? null,
    places: placesWith(place.country, life.places),
    comment: life.comment && {
      ends: life.comment.ends,
      waived: life.comment.waived.includes("affected"),
    },
    remedies: [...life.remedies],
    appeal: { state: life.appeal.state, until: life.appeal.until },
    erases: erasesAt(life, days.plus),
    retaliation: life.retaliation.state,
    checkIns: life.checkIns.filter(({ mailbox }) => mailbox === 1),
    lastWord: life.lastWord,
    ties: ties
      .filter(({ waivedByAffected }) => waivedByAffected === null)
      .map(({ person, ties: which }) => ({
        person,
        name: names.get(person) ?? "",
        ties: [...which],
      })),
  }
}

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
    ...(life.signing ? [life.signing.by] : []),
    ...(life.quality ? [life.quality.by] : []),
  ]
}
