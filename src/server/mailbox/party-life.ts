import type { Life } from "#core/life/life.ts"
import type { CaseId } from "#core/ids.ts"
import { invariant } from "#core/refusal.ts"
import { voiceOf } from "#core/life/party.ts"
import { isOwedToAffected } from "#core/life/bystander.ts"
import { affectedBox, hiddenPayback } from "#core/life/reader.ts"
import type { AffectedLife, PartyLife } from "#wire/party.ts"
import type { KeyShown, Owed } from "#wire/report.ts"
import type { Heard } from "#wire/heard.ts"
import { nextStep } from "#server/alerts/next.ts"
import { quietFor } from "#server/alerts/quiet.ts"
import { outsider } from "#server/cases/actor.ts"
import { lifeOf, momentFor } from "#server/cases/life.ts"
import { checkInsOf, lifeSeenIn } from "#server/cases/life-view.ts"
import { readCase } from "#server/cases/say.ts"
import { owedFor, promisedOnce } from "#server/reports/promised.ts"
import type { Tx } from "#server/runtime.ts"
import { heardIn } from "./heard.ts"
import { keysOf } from "./holders.ts"
import type { Theirs } from "./party-mine.ts"
import { reminderOf } from "./reminder.ts"

/** What they may do next and by when, asked of the same table that their acts go through. */
export async function partyLife(tx: Tx, theirs: Theirs): Promise<PartyLife> {
  const { party, number, closedAt } = theirs
  const found = await readCase(tx, theirs.caseId)
  const life = lifeOf(found)
  const moment = await momentFor(tx, found, life)
  const by = outsider(life, party, number)
  const known = life.respondents.find(({ mailbox }) => party === "respondent" && mailbox === number)
  const who = party === "witness" ? `witness ${number}` : voiceOf(life, by)
  const noticed = known?.noticed ?? null
  const heard = heardIn({ life, by, moment, who, n: known?.n ?? 0 })
  // Whoever is named and was not told yet learns from no word of ours that there is something to answer.
  const isSilent = closedAt !== null || (party === "respondent" && noticed === null)
  const answer = { amount: 5, unit: "working_days" } as const
  return {
    ...(isSilent ? { ...nothing, who } : heard),
    ...{ party, n: known?.n ?? null, noticed },
    answerBy:
      noticed === null || isSilent || !heard.may.includes("answer.given")
        ? null
        : moment.step("answer", answer, noticed).due,
    checkIns: closedAt || life.state === "CLOSED" ? [] : checkInsOf(life, number),
    own:
      party === "affected" && number === affectedBox(life)
        ? await affectedLife(tx, theirs, life)
        : null,
  }
}

/** What an affected person who did not report reads and decides: the same as one who did, and nothing of what was promised to the reporter. */
async function affectedLife(tx: Tx, theirs: Theirs, life: Life): Promise<AffectedLife> {
  const { caseId, number } = theirs
  const seen = await lifeSeenIn(tx, caseId, number)
  const hidden = hiddenPayback(life, number) !== null
  const isTheirs = ({ kind, alert }: Pick<Owed, "kind" | "alert">) =>
    isOwedToAffected(kind) &&
    (alert === "report" || !hidden) &&
    !(hidden && (kind === "duty:freeze" || kind === "duty:retaliation"))
  return {
    life: seen,
    owed: promisedOnce(await owedFor(tx, caseId)).filter(isTheirs),
    receivedAt: life.began,
    ...(await bellOf(tx, caseId)),
    next: await nextStep(tx, caseId),
    quiet: (await quietFor(tx, caseId)).filter(isTheirs),
    keys: (await keysOf(tx, caseId)).map(asShown),
    reminder: await reminderOf(tx, theirs.id),
  }
}

function asShown({ slot, epoch, person, name, title, released, openedAt }: KeyShown): KeyShown {
  return { slot, epoch, person, name, title, released, openedAt }
}

/** How urgent it is, and whether the bell for it rings. */
async function bellOf(tx: Tx, caseId: CaseId): Promise<Pick<AffectedLife, "level" | "state">> {
  const { rows } = await tx.client.query<Pick<AffectedLife, "level" | "state">>({
    name: "bell of a case",
    text: `select c.level, a.state from case_file c join alert a on a.case_id = c.id and a.kind = 'report' where c.id = $1`,
    values: [caseId],
  })
  invariant(rows[0], "a case has a bell")
  return rows[0]
}

/** Nothing to say yet, or any more. */
const nothing: Omit<Heard, "who"> = {
  ...{ may: [], commentBy: null, appealBy: null, waived: false, remedy: null },
}
