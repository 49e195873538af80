import { Hono } from "hono"
import { type CaseId, idOf } from "#core/ids.ts"
import type { AlertState } from "#core/ladder.ts"
import { isOwedToBystander } from "#core/life/bystander.ts"
import { voiceOf } from "#core/life/party.ts"
import { hiddenPayback } from "#core/life/reader.ts"
import { isOwedToReporter } from "#core/owed.ts"
import { invariant } from "#core/refusal.ts"
import type { Heard } from "#wire/heard.ts"
import type { Owed, ReporterCase } from "#wire/report.ts"
import { nextStep } from "#server/alerts/next.ts"
import { quietFor } from "#server/alerts/quiet.ts"
import { outsider } from "#server/cases/actor.ts"
import { lifeOf, momentFor } from "#server/cases/life.ts"
import { lifeSeenIn, readLife } from "#server/cases/life-view.ts"
import { bytesOf, manifestsOf, objectsOf, place, signersOf } from "#server/cases/objects.ts"
import { visited } from "#server/cases/remind.ts"
import { readCase } from "#server/cases/say.ts"
import { timelineOf } from "#server/cases/timeline.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { ladderFor, owedFor, promisedOnce } from "#server/reports/promised.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { sendPart } from "#server/uploads/take.ts"
import { heardIn } from "./heard.ts"
import { keysOf } from "./holders.ts"
import { mailboxOf, type Mine } from "./mine.ts"
import { reminderOf } from "./reminder.ts"

/** Everything the reporter reads when they come back: what is owed, who was rung, what was said, who holds a key. */
export const showing = new Hono<Env>()
  .get("/case", async (c) => {
    const { runtime, org, code } = c.var
    return c.json(
      await atomically(runtime, org, async (tx) => {
        const mine = await mailboxOf(tx, code)
        visited(tx, mine.id)
        return view(tx, mine)
      }),
    )
  })
  .get("/case/objects/:seq", async (c) => {
    const { runtime, org, code } = c.var
    const seq = parse(place.seq, c.req.param("seq"))
    const bytes = await atomically(runtime, org, async (tx) =>
      bytesOf(tx, (await mailboxOf(tx, code)).caseId, "mailbox", seq),
    )
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
  })
  .get("/case/parts/:sha256", (c) =>
    sendPart(c, async (tx) => ({
      caseId: (await mailboxOf(tx, c.var.code)).caseId,
      of: "reporter",
    })),
  )

async function view(tx: Tx, { id, caseId, grant }: Mine): Promise<ReporterCase> {
  const { rows } = await tx.client.query<{
    level: ReporterCase["level"]
    kind: ReporterCase["kind"]
    received_at: Date
    state: AlertState
    owner: string | null
  }>({
    name: "reporter case",
    text: `select c.level, c.kind, c.received_at, a.state, p.name as owner
           from case_file c join alert a on a.case_id = c.id and a.kind = 'report' left join person p on p.id = a.owner_id where c.id = $1`,
    values: [caseId],
  })
  const row = rows[0]
  invariant(row, "a mailbox has a case")
  const life = await lifeSeenIn(tx, caseId, 1)
  const isOwed = life.affected ? isOwedToReporter : isOwedToBystander
  // That somebody else is paid back, and is protected from it, is theirs.
  const hidden = hiddenPayback(await readLife(tx, caseId), 1)
  const isTheirs = ({ kind, alert }: Pick<Owed, "kind" | "alert">) =>
    isOwed(kind) && (hidden === null || !isPayback({ kind, alert }))
  return {
    case: caseId,
    level: row.level,
    kind: row.kind,
    receivedAt: row.received_at.getTime(),
    grant: grant.toString("base64url"),
    owed: promisedOnce(await owedFor(tx, caseId)).filter(isTheirs),
    ladder: (await ladderFor(tx, caseId)).filter(
      ({ alert, at }) => hidden === null || alert !== "retaliation" || at < hidden,
    ),
    next: await nextStep(tx, caseId),
    state: row.state,
    quiet: (await quietFor(tx, caseId)).filter(isTheirs),
    owner: row.owner,
    objects: await objectsOf(tx, caseId, ["mailbox"]),
    manifests: await manifestsOf(tx, caseId),
    keys: await keysOf(tx, caseId),
    signers: await signersOf(tx, caseId),
    asked: await askedOf(tx, caseId),
    reminder: await reminderOf(tx, id),
    life,
    heard: await heardHere(tx, caseId),
    timeline: await timelineOf(tx, caseId, life.affected ? "reporter" : "bystander", hidden),
    now: tx.now.getTime(),
  }
}

/** What the reporter may say to what was found and decided. */
async function heardHere(tx: Tx, caseId: string): Promise<Heard> {
  const found = await readCase(tx, idOf<CaseId>(caseId))
  const life = lifeOf(found)
  const by = outsider(life, "reporter", 1)
  return heardIn({ life, by, moment: await momentFor(tx, found, life), who: voiceOf(life, by) })
}

/** A promise about payback: of the bell for it, or a duty that it brought. */
function isPayback({ kind, alert }: Pick<Owed, "kind" | "alert">): boolean {
  return alert === "retaliation" || kind === "duty:freeze" || kind === "duty:retaliation"
}

/** Calls somebody logged, about which the reporter has not been heard. */
async function askedOf(tx: Tx, caseId: string): Promise<ReporterCase["asked"]> {
  const { rows } = await tx.client.query<{ seq: number; at: Date }>({
    name: "asked",
    text: `select o.seq, o.at from sealed_object o where o.case_id = $1 and o.room = 'mailbox' and o.kind = 'call'
             and not exists (select 1 from event e where e.case_id = $1 and e.kind in ('call.denied', 'call.confirmed') and (e.facts->>'seq')::int = o.seq)
           order by o.seq`,
    values: [caseId],
  })
  return rows.map((r) => ({ seq: r.seq, at: r.at.getTime() }))
}
