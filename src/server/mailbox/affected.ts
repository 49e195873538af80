import { Hono, type Context } from "hono"
import { affectedBox } from "#core/life/reader.ts"
import { Refusal } from "#core/refusal.ts"
import { allowance, exclusion, levelRaise, reminderWanted } from "#wire/report.ts"
import { readLife } from "#server/cases/life-view.ts"
import { endReminder } from "#server/cases/remind.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { exclude } from "./exclude.ts"
import { partyOf, type Theirs } from "./party-mine.ts"
import { askReminder } from "./reminder.ts"
import { letThemRead, nobodyCame, raiseLevel } from "./urge.ts"

/** What an affected person who did not report may ask for at once, as one who did. To every other mailbox it is not there. */
export const affectedActs = new Hono<Env>()
  .post("/mailbox/neglect", (c) =>
    asAffected(c, (tx, { caseId }) => nobodyCame(tx, caseId, "affected")),
  )
  .post("/mailbox/allowances", async (c) => {
    const yes = parse(allowance, await readJson(c))
    return asAffected(c, (tx, { caseId }) => letThemRead(tx, caseId, yes, "affected"))
  })
  .put("/mailbox/level", async (c) => {
    const { level } = parse(levelRaise, await readJson(c))
    return asAffected(c, (tx, { caseId }) => raiseLevel(tx, caseId, level, "affected"))
  })
  .post("/mailbox/exclusions", async (c) => {
    const { person } = parse(exclusion, await readJson(c))
    return asAffected(c, (tx, { caseId }) => exclude(tx, caseId, person, "affected"))
  })
  .put("/mailbox/reminder", async (c) => {
    const wanted = parse(reminderWanted, await readJson(c))
    return asAffected(c, (tx, { id }) => askReminder(tx, id, wanted))
  })
  .delete("/mailbox/reminder", (c) => asAffected(c, (tx, { id }) => endReminder(tx, id)))

async function asAffected(
  c: Context<Env>,
  act: (tx: Tx, theirs: Theirs) => Promise<void>,
): Promise<Response> {
  const { runtime, org, code } = c.var
  await atomically(runtime, org, async (tx) => {
    const theirs = await partyOf(tx, code)
    if (theirs.closedAt) throw new Refusal("not-now", "mailbox")
    const box = affectedBox(await readLife(tx, theirs.caseId))
    if (theirs.party !== "affected" || theirs.number !== box) throw new Refusal("not-found")
    await act(tx, theirs)
  })
  return c.body(null, 204)
}
