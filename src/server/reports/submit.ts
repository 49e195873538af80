import { Hono } from "hono"
import type { QueryConfig } from "pg"
import { idOf, type CaseId, type OrgId, type PersonId } from "#core/ids.ts"
import { promisedKinds } from "#core/owed.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import { caseHead, type Accepted, type CaseHead } from "#wire/report.ts"
import type { Tiers } from "#wire/path.ts"
import { raiseAlert, type Raised } from "#server/alerts/raise.ts"
import { readBytes } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import { atomicallyAsking, type Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { ladderFor, owedFor } from "./promised.ts"
import { unpack, type Unpacked } from "./unpack.ts"
import { admit } from "./admit.ts"

/** A submission is at most this long: a report of 60,000 characters and 256 grants. */
const mostBytes = 2_500_000

/** A report is taken: sealed rows, the bell and the first pages in one transaction. The same bytes twice are one case. */
export const submitting = new Hono<Env>().post("/reports", async (c) => {
  const { runtime, org } = c.var
  const bytes = await readBytes(c, mostBytes)
  return admit(c, async () => {
    const unpacked = await unpack(bytes)
    const head = parse(caseHead, unpacked.head)
    const receiptHash = sha256(bytes)
    const { answer, again } = await atomicallyAsking(
      runtime,
      org,
      look(org, head, receiptHash),
      async (tx, [found]: Found[]) => {
        const { path, known } = seen(found)
        if (known) return { answer: await acceptedBefore(tx, idOf<CaseId>(head.case)), again: true }
        return { answer: await take(tx, { head, unpacked, receiptHash, path }), again: false }
      },
    )
    return c.json(answer satisfies Accepted, again ? 200 : 201)
  })
})

type Slot = {
  slot: number
  tier: number
  person: string
  name: string
  title: string
  outside: boolean
  board: boolean
}
type Path = {
  state: string | null
  tiers: Tiers
  slots: Slot[]
  country: string
  zone: string
  now: Date
}
type Taking = { head: CaseHead; unpacked: Unpacked; receiptHash: Buffer; path: Path }

type Found = Path & { before: boolean[] | null }

/** Asks for the path it was sealed to, and whether anything was taken before under its id or code. */
function look(org: OrgId, head: CaseHead, receiptHash: Buffer): QueryConfig {
  return {
    name: "look",
    text: `select v.state, v.tiers, o.country, o.zone, tocsin_now() as now,
             (select json_agg(json_build_object('slot', s.slot, 'tier', s.tier, 'person', p.id, 'name', p.name, 'title', p.title,
                 'outside', p.outside, 'board', p.board))
               from path_slot s join person p on p.id = s.person_id where s.version_id = v.id) as slots,
             (select json_agg(c.receipt_hash = $2) from case_file c where c.id = $3
               or c.id = (select case_id from mailbox where locator = $4)) as before
           from organisation o left join path_version v on v.id = $1 where o.id = $5`,
    values: [head.path, receiptHash, head.case, sha256(Buffer.from(head.auth, "hex")), org],
  }
}

/** Exactly this taken before is known; another submission under its id or code is refused. */
function seen(found: Found | undefined): { path: Path; known: boolean } {
  invariant(found, "the organisation is there")
  const { before, ...path } = found
  if (before?.includes(false)) throw new Refusal("same-receipt")
  if (!before && path.state !== "in-force") throw new Refusal("path-changed")
  return { path, known: before !== null }
}

async function take(tx: Tx, taking: Taking): Promise<Accepted> {
  const { head, unpacked, path } = taking
  tx.now = path.now
  const caseId = idOf<CaseId>(head.case)
  const slots = new Map(path.slots.map((s) => [s.slot, s]))
  const granted = unpacked.manifest.slots.map((line) => {
    const known = slots.get(line.slot)
    if (known?.tier !== line.tier) throw new Refusal("path-changed", "slot")
    return { ...line, person: known.person }
  })
  tx.holdsIf(write(tx, taking, granted))
  await claimUploads(tx, head.uploads, {
    ...{ caseId, room: "mailbox", locator: sha256(Buffer.from(head.auth, "hex")) },
  })
  const raised = await raiseAlert(tx, {
    caseId,
    kind: "report",
    level: head.level,
    tiers: path.tiers,
    holdings: granted.map((g) => ({ tier: g.tier, personId: idOf<PersonId>(g.person) })),
    protection: [],
    org: path,
    because: [
      {
        kind: "report.received",
        facts: { level: head.level, kind: head.kind, keys: granted.length },
      },
    ],
  })
  return acceptedNow(head.case, path, raised)
}

/** The answer to a submission just taken: everything in it is known without asking again. */
function acceptedNow(id: string, { now, slots }: Path, { promised, rings }: Raised): Accepted {
  const at = now.getTime()
  const people = new Map(slots.map((s) => [s.person, s]))
  return {
    case: id,
    receivedAt: at,
    deadlines: promised.map(({ kind, due }) => ({
      ...{ alert: "report", kind, due: due.getTime(), met: null, missed: null, by: null },
    })),
    rung: rings.flatMap(({ person }) => {
      const who = people.get(person)
      if (!who) return []
      const { tier, name, title, outside, board } = who
      const firstName = firstNameOf(name)
      return [{ alert: "report", tier, firstName, title, outside, board, at, state: "queued" }]
    }),
    now: at,
  }
}

type Granted = { slot: number; tier: number; ack: string; person: string }

/** All sealed rows in one statement and so in one round trip. */
async function write(
  tx: Tx,
  { head, unpacked, receiptHash }: Taking,
  granted: readonly Granted[],
): Promise<void> {
  // One run of bytes and where each grant stands in it: an array of bytes would travel twice as long, as text.
  const sealed = granted.map((g) => unpacked.grants.get(g.slot) ?? Buffer.alloc(0))
  const { rowCount } = await tx.client.query({
    name: "take",
    text: `with c as (
        insert into case_file (id, org_id, version_id, level, kind, received_at, receipt_hash)
        values ($1, $2, $3, $4, $5, $6, $7) returning id),
      m as (insert into mailbox (id, org_id, case_id, party, locator, vk, sig_vk, sealed_grant, made_at)
        select gen_random_uuid(), $2, id, 'reporter', $8, $9, $10, $11, $6 from c),
      f as (insert into manifest (case_id, org_id, number, epoch, text, signature, sha256, at)
        select id, $2, 1, 1, $12, $13, $14, $6 from c),
      o as (insert into sealed_object (case_id, org_id, room, seq, epoch, kind, sealed_bytes, sha256, at)
        select id, $2, 'mailbox', 1, 1, $5, $15, $16, $6 from c)
      insert into key_grant (case_id, org_id, epoch, slot, tier, person_id, sealed_grant, ack_hash, received_at)
        select c.id, $2, 1, g.slot, g.tier, g.person, substr($20::bytea, g.starts, g.long), decode(g.ack, 'hex'), $6
        from c, unnest($17::int[], $18::int[], $19::uuid[], $21::text[], $22::int[], $23::int[]) g(slot, tier, person, ack, starts, long)`,
    values: [
      head.case,
      tx.org,
      head.path,
      head.level,
      head.kind,
      tx.now,
      receiptHash,
      sha256(Buffer.from(head.auth, "hex")),
      Buffer.from(head.auth, "hex"),
      Buffer.from(head.sig, "hex"),
      unpacked.reporterGrant,
      unpacked.manifestBytes,
      unpacked.signature,
      sha256(unpacked.manifestBytes),
      unpacked.report,
      Buffer.from(unpacked.manifest.report, "hex"),
      granted.map((g) => g.slot),
      granted.map((g) => g.tier),
      granted.map((g) => g.person),
      Buffer.concat(sealed),
      granted.map((g) => g.ack),
      sealed.map((_, i) => sealed.slice(0, i).reduce((sum, one) => sum + one.length, 1)),
      sealed.map((one) => one.length),
    ],
  })
  invariant(rowCount === granted.length, "every grant is written")
}

/** The answer to a submission taken before, as things stand now. */
async function acceptedBefore(tx: Tx, id: CaseId): Promise<Accepted> {
  const { rows } = await tx.client.query<{ received_at: Date }>({
    name: "received",
    text: "select received_at from case_file where id = $1",
    values: [id],
  })
  const received = rows[0]
  invariant(received, "what was taken is there")
  const [owed, rung] = [await owedFor(tx, id), await ladderFor(tx, id)]
  const deadlines = owed.flatMap((one) =>
    promisedKinds.flatMap((kind) => (kind === one.kind ? { ...one, kind } : [])),
  )
  return {
    case: id,
    receivedAt: received.received_at.getTime(),
    deadlines,
    rung,
    now: tx.now.getTime(),
  }
}
