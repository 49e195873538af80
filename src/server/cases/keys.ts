import type { Manifest } from "#crypto/manifest.ts"
import { mustFollow, readManifest, verifyManifest } from "#crypto/read-manifest.ts"
import type { Event } from "#core/event.ts"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { KeysChange } from "#wire/report.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"
import { rollParties } from "./roll-parties.ts"
import type { CaseRow } from "./say.ts"

/** Who changes the keys: the reporter (null) or a keyholder, and the key their manifest must be signed with. */
export type Signer = { readonly person: PersonId | null; readonly vk: string }

type Held = {
  epoch: number
  slot: number
  tier: number
  person_id: string
  released_at: Date | null
  opened_at: Date | null
  /** The line of somebody who stepped aside stays in the list until a new epoch; what it gives is not handed out. */
  revoked_at: Date | null
  /** They stepped aside, the reporter said they must not see it, or they are too close to whom it is about, rather than being left out of a later list by somebody else. */
  aside: boolean
}

/** A new signed list and its grants: insurance, a keyholder added, the desk key rolled, or a new epoch. */
export async function changeKeys(
  tx: Tx,
  found: CaseRow,
  change: KeysChange,
  by: Signer,
): Promise<void> {
  const text = Buffer.from(change.manifest, "base64url")
  const signature = Buffer.from(change.signature, "base64url")
  const next = verifyManifest(text.toString("utf8"), signature.toString("utf8"), [by.vk])
  const before = await tx.sql
    .selectFrom("manifest")
    .select("text")
    .where("caseId", "=", found.id)
    .where("number", "=", found.manifest_number)
    .executeTakeFirstOrThrow()
  const last = before.text.toString("utf8")
  mustFollow(next, last)
  if (next.caseId !== found.id) throw new Refusal("bad-seal", "case")
  if (by.person === null && next.epoch !== found.epoch) throw new Refusal("not-yours", "epoch")
  const { rows: held } = await tx.client.query<Held>(
    `select g.epoch, g.slot, g.tier, g.person_id, g.released_at, g.opened_at, g.revoked_at,
            exists (select 1 from event e where e.case_id = g.case_id and e.kind in ('person.recused', 'person.excluded', 'person.conflicted') and e.facts->>'person' = g.person_id::text) as aside
     from key_grant g where g.case_id = $1 order by g.epoch`,
    [found.id],
  )
  const given = grantsOf(next, change, held, found.epoch)
  const people = await peopleFor(tx, found, { next, change, held })
  if (next.epoch > found.epoch) await mustKeepEverybody(tx, found, { next, people, held })
  await tx.client.query(
    `insert into manifest (case_id, org_id, number, epoch, text, signature, sha256, by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [found.id, tx.org, next.number, next.epoch, text, signature, sha256(text), by.person, tx.now],
  )
  await tx.client.query("update case_file set manifest_number = $2, epoch = $3 where id = $1", [
    found.id,
    next.number,
    next.epoch,
  ])
  await writeGrants(tx, found, next, { given, people, held, by })
  if (next.epoch > found.epoch) {
    await leaveBehind(tx, found, { next, change, people })
    const rolled = { ...found, epoch: next.epoch, manifest_number: next.number }
    await rollParties(tx, rolled, change.parties, by.person)
  }
  await record(tx, found.id, [eventFor(readManifest(last), next, by)])
}

/** The sealed grant of each line that is new; a line that stays must be the very same line. */
function grantsOf(
  next: Manifest,
  change: KeysChange,
  held: readonly Held[],
  epoch: number,
): Map<number, Buffer> {
  const given = new Map(change.grants.map((g) => [g.slot, Buffer.from(g.sealed, "base64url")]))
  for (const line of next.slots) {
    const grant = given.get(line.slot)
    const stays =
      next.epoch === epoch && held.some((h) => h.slot === line.slot && h.epoch === epoch)
    if (!grant && !stays) throw new Refusal("bad-seal", `grant ${line.slot}`)
    // A grant once given is not overwritten: its keyholder could be locked out so.
    if (grant && stays) throw new Refusal("already-done", `grant ${line.slot}`)
    if (grant && sha256(grant).toString("hex") !== line.grant)
      throw new Refusal("bad-seal", `grant ${line.slot}`)
  }
  const lines = new Set(next.slots.map((l) => l.slot))
  if ([...given.keys()].some((slot) => !lines.has(slot))) throw new Refusal("bad-seal", "grants")
  return given
}

/** Which person stands behind each slot: as before, as the path says, or newly named and then a keyholder. */
async function peopleFor(
  tx: Tx,
  found: CaseRow,
  { next, change, held }: { next: Manifest; change: KeysChange; held: readonly Held[] },
): Promise<Map<number, string>> {
  const { rows: path } = await tx.client.query<{ slot: number; person_id: string }>(
    "select slot, person_id from path_slot where version_id = $1",
    [found.version_id],
  )
  const known = new Map([
    ...path.map((p) => [p.slot, p.person_id] as const),
    ...held.map((h) => [h.slot, h.person_id] as const),
  ])
  const named = change.grants.flatMap((g) =>
    g.person && !known.has(g.slot) ? [[g.slot, g.person] as const] : [],
  )
  const { rows } = await tx.client.query<{ person_id: string }>(
    `select k.person_id from keyholder k join person p on p.id = k.person_id and p.left_at is null
     where k.retired_at is null and k.person_id = any($1::uuid[])
       and not exists (select 1 from key_grant g where g.case_id = $2 and g.person_id = k.person_id and g.revoked_at is not null)`,
    [named.map(([, person]) => person), found.id],
  )
  if (rows.length !== new Set(named.map(([, p]) => p)).size)
    throw new Refusal("not-found", "person")
  const people = new Map([...known, ...named])
  if (next.slots.some((l) => !people.has(l.slot))) throw new Refusal("not-found", "slot")
  return people
}

/**
 * A keyholder who makes new keys hands them to everybody who still holds the case, at the tier where they stood: one
 * person cannot take it out of the others' hands. Only who left, whose key is out of use or who stepped aside may be missing.
 */
async function mustKeepEverybody(
  tx: Tx,
  found: CaseRow,
  {
    next,
    people,
    held,
  }: { next: Manifest; people: ReadonlyMap<number, string>; held: readonly Held[] },
): Promise<void> {
  const standing = held.filter((h) => h.epoch === found.epoch && h.revoked_at === null)
  const { rows } = await tx.client.query<{ person_id: string }>(
    `select k.person_id from keyholder k join person p on p.id = k.person_id and p.left_at is null
     where k.retired_at is null and k.person_id = any($1::uuid[])`,
    [standing.map((h) => h.person_id)],
  )
  const here = new Set(rows.map((row) => row.person_id))
  const kept = new Set(next.slots.map((l) => `${people.get(l.slot)} ${l.tier}`))
  const forgotten = standing.some(
    (h) => here.has(h.person_id) && !kept.has(`${h.person_id} ${h.tier}`),
  )
  if (forgotten) throw new Refusal("path-changed", "grants")
}

type Writing = {
  given: ReadonlyMap<number, Buffer>
  people: ReadonlyMap<number, string>
  held: readonly Held[]
  by: Signer
}

async function writeGrants(
  tx: Tx,
  found: CaseRow,
  next: Manifest,
  { given, people, held, by }: Writing,
): Promise<void> {
  const lines = next.slots.filter((l) => given.has(l.slot))
  const before = (slot: number) => held.filter((h) => h.person_id === people.get(slot)).at(-1)
  // Somebody added by a keyholder may read at once; an insurance grant waits for its tier like every other.
  const released = (slot: number) =>
    before(slot)?.released_at ?? (by.person && !before(slot) ? tx.now : null)
  // Whom a later list forgot, the reporter can bring back; whoever is aside nobody can.
  const aside = (slot: number) =>
    by.person || before(slot)?.aside ? (before(slot)?.revoked_at ?? null) : null
  await tx.client.query(
    `insert into key_grant (case_id, org_id, epoch, slot, tier, person_id, sealed_grant, ack_hash, received_at, released_at, revoked_at)
     select $1, $2, $3, g.slot, g.tier, g.person, g.sealed, g.ack, $4, g.released, g.aside
     from unnest($5::int[], $6::int[], $7::uuid[], $8::bytea[], $9::bytea[], $10::timestamptz[], $11::timestamptz[])
       g(slot, tier, person, sealed, ack, released, aside)`,
    [
      found.id,
      tx.org,
      next.epoch,
      found.received_at,
      lines.map((l) => l.slot),
      lines.map((l) => l.tier),
      lines.map((l) => people.get(l.slot)),
      lines.map((l) => given.get(l.slot)),
      lines.map((l) => Buffer.from(l.ack, "hex")),
      lines.map((l) => released(l.slot)),
      lines.map((l) => aside(l.slot)),
    ],
  )
}

/** In a new epoch whoever has no line any more has no case any more, and the reporter has a new grant of their own. */
async function leaveBehind(
  tx: Tx,
  found: CaseRow,
  {
    next,
    change,
    people,
  }: { next: Manifest; change: KeysChange; people: ReadonlyMap<number, string> },
): Promise<void> {
  const staying = next.slots.map((l) => people.get(l.slot))
  await tx.client.query(
    "update key_grant set revoked_at = $3 where case_id = $1 and revoked_at is null and not (person_id = any($2::uuid[]))",
    [found.id, staying, tx.now],
  )
  if (!change.reporter) return
  const grant = Buffer.from(change.reporter, "base64url")
  if (sha256(grant).toString("hex") !== next.reporter) throw new Refusal("bad-seal", "reporter")
  await tx.sql
    .updateTable("mailbox")
    .set({ sealedGrant: grant })
    .where("caseId", "=", found.id)
    .where("party", "=", "reporter")
    .execute()
}

/** What the change is called: the keys of the mailbox tell a new epoch from a desk rolled at the first opening. */
function eventFor(before: Manifest, next: Manifest, by: Signer): Event {
  const same = by.person ? "keyholder.added" : "keys.changed"
  const fresh = next.mailbox === before.mailbox ? "desk.rolled" : "epoch.began"
  return {
    kind: next.epoch === before.epoch ? same : fresh,
    facts: { person: by.person, epoch: next.epoch, keys: next.slots.length },
  }
}
