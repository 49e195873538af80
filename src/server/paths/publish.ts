import { Hono, type Context } from "hono"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { poolOf } from "#core/roster.ts"
import type { Tiers } from "#wire/path.ts"
import type { Problem } from "#wire/problem.ts"
import { record } from "#server/events.ts"
import type { Env } from "#server/http/env.ts"
import { adminOnly, keyholderOnly, signedIn } from "#server/http/session.ts"
import { announce } from "#server/people/announce.ts"
import { provedWays } from "#server/people/make-key.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { lockPath, mustBeProposed, type Version } from "./find.ts"
import { faultsOf } from "./faults.ts"

/** A path comes into force by two people: one proposes it, another keyholder signs it. Everybody with a key hears of both. */
export const publishing = new Hono<Env>()
  .post("/path/proposal", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    const faults = await atomically(runtime, org, async (tx) => {
      const { draft } = await lockPath(tx)
      if (draft?.state !== "draft") throw new Refusal("not-now")
      const found = await faultsOf(tx, draft)
      if (!found.length) await propose(tx, draft, me.id)
      return found
    })
    return faults.length ? unsafe(c, faults) : c.body(null, 204)
  })
  .post("/path/signature", signedIn, keyholderOnly, async (c) => {
    const { runtime, org, me } = c.var
    const faults = await atomically(runtime, org, async (tx) => {
      const { inForce, draft } = await lockPath(tx)
      const proposed = mustBeProposed(draft)
      if (proposed.proposedBy === me.id) throw new Refusal("needs-second-person")
      if ((await provedWays(tx, me.id)) < 2) throw new Refusal("needs-two-ways")
      // What was safe when it was proposed need not be so now: somebody left, a rota ran out.
      const found = await faultsOf(tx, proposed)
      if (!found.length) await putInForce(tx, proposed, inForce, me.id)
      return found
    })
    return faults.length ? unsafe(c, faults) : c.body(null, 204)
  })
  .delete("/path/proposal", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    await atomically(runtime, org, async (tx) => {
      const { draft } = await lockPath(tx)
      if (!me.admin && draft?.proposedBy !== me.id) throw new Refusal("not-found")
      const { id, number } = mustBeProposed(draft)
      await tx.sql
        .updateTable("pathVersion")
        .set({ state: "draft", proposedBy: null, proposedAt: null })
        .where("id", "=", id)
        .execute()
      await record(tx, null, [{ kind: "path.withdrawn", facts: { by: me.id, number } }])
      await announce(tx, "path-withdrawn")
    })
    return c.body(null, 204)
  })

/** Each thing that is wrong with the path, by its code: what the editor says beside it. */
function unsafe(c: Context<Env>, faults: readonly string[]): Response {
  return c.json({ problem: "path-unsafe", fields: [...faults] } satisfies Problem, 409)
}

async function propose(tx: Tx, { id, number }: Version, by: PersonId): Promise<void> {
  await tx.sql
    .updateTable("pathVersion")
    .set({ state: "proposed", proposedBy: by, proposedAt: tx.now })
    .where("id", "=", id)
    .execute()
  await record(tx, null, [{ kind: "path.proposed", facts: { by, number } }])
  await announce(tx, "path-proposed")
}

async function putInForce(
  tx: Tx,
  version: Version,
  before: Version | null,
  by: PersonId,
): Promise<void> {
  if (before) {
    await tx.sql
      .updateTable("pathVersion")
      .set({ state: "superseded", supersededAt: tx.now })
      .where("id", "=", before.id)
      .execute()
  }
  await tx.sql
    .updateTable("pathVersion")
    .set({ state: "in-force", signedBy: by, inForceAt: tx.now })
    .where("id", "=", version.id)
    .execute()
  await writeSlots(tx, version)
  await record(tx, null, [{ kind: "path.signed", facts: { by, number: version.number } }])
  await announce(tx, "path-signed")
  // The look-ahead is due now: it finds what the new path leaves open, and hastens what already rings.
  await changeTimers(tx, tx.org, 0, [{ set: "look-ahead", due: tx.now }])
}

/** One slot for each keyholder of each tier's whole pool, with the key they have now; who is in two tiers stands in the lower. */
async function writeSlots({ client, org }: Tx, { id, tiers }: Version): Promise<void> {
  const tierOf = lowestTiers(tiers)
  await client.query(
    `insert into path_slot (version_id, org_id, slot, tier, person_id, recipient, vk)
     select $1, $2, row_number() over (order by u.place), u.tier, k.person_id, k.recipient, k.vk
     from unnest($3::uuid[], $4::int[]) with ordinality u(person, tier, place)
       join keyholder k on k.person_id = u.person and k.retired_at is null
       join person p on p.id = k.person_id and p.left_at is null`,
    [id, org, [...tierOf.keys()], [...tierOf.values()]],
  )
}

function lowestTiers(tiers: Tiers): Map<PersonId, number> {
  const found = new Map<PersonId, number>()
  for (const [at, tier] of tiers.entries()) {
    for (const person of poolOf(tier.schedule)) if (!found.has(person)) found.set(person, at + 1)
  }
  return found
}
