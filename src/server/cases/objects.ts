import type { Context } from "hono"
import * as v from "valibot"
import type { RoomName } from "#core/mailbox.ts"
import { Refusal } from "#core/refusal.ts"
import {
  maxObjectBytes,
  objectHead,
  roomName,
  type ManifestView,
  type ObjectView,
} from "#wire/report.ts"
import { readBytes } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { Malformed, parse } from "#server/http/problems.ts"
import type { Tx } from "#server/runtime.ts"

/** What a request to say something carries: the head in a header, the sealed bytes as the body. */
export async function readSaid(
  c: Context<Env>,
): Promise<v.InferOutput<typeof objectHead> & { bytes: Buffer }> {
  const head = parse(objectHead, headerJson(c, "x-tocsin-object"))
  const bytes = await readBytes(c, maxObjectBytes)
  mustBeSealed(bytes)
  return { ...head, bytes }
}

/** Nothing is kept that does not at least begin like something sealed. */
export function mustBeSealed(bytes: Buffer): void {
  if (!bytes.subarray(0, 21).equals(ageLine)) throw new Refusal("bad-seal")
}

const ageLine = Buffer.from("age-encryption.org/v1")

/** A room and a number in a path. */
export const place = {
  room: roomName,
  seq: v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}$/), v.transform(Number)),
  /** Several in a row: `3-40`, at most 500. */
  row: v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,6}-[1-9]\d{0,6}$/),
    v.transform((text) => {
      const [from = 0, to = 0] = text.split("-").map(Number)
      return { from, to }
    }),
    v.check(({ from, to }) => from <= to && to - from < 500, "row"),
  ),
}

/** What was said in a case, without its bytes: in these rooms, or in all. */
export async function objectsOf(
  tx: Tx,
  caseId: string,
  rooms: readonly RoomName[] | "all",
): Promise<ObjectView[]> {
  const { rows } = await tx.client.query<{
    room: ObjectView["room"]
    seq: number
    epoch: number
    kind: ObjectView["kind"]
    sha256: Buffer
    bytes: number
    at: Date
    name: string | null
    read_at: Date | null
  }>({
    name: "objects",
    text: `select o.room, o.seq, o.epoch, o.kind, o.sha256, length(o.sealed_bytes) as bytes, o.at, p.name, o.read_at
           from sealed_object o left join person p on p.id = o.by_person
           where o.case_id = $1 and ($2::text[] is null or o.room = any($2)) order by o.at, o.room, o.seq`,
    values: [caseId, rooms === "all" ? null : [...rooms]],
  })
  return rows.map(({ sha256, at, name, read_at, ...o }) => ({
    ...o,
    sha256: sha256.toString("hex"),
    at: at.getTime(),
    by: name,
    readAt: read_at?.getTime() ?? null,
  }))
}

/** The sealed bytes of one object. */
export async function bytesOf(tx: Tx, caseId: string, room: string, seq: number): Promise<Buffer> {
  const found = await tx.sql
    .selectFrom("sealedObject")
    .select("sealedBytes")
    .where("caseId", "=", caseId)
    .where("room", "=", room)
    .where("seq", "=", seq)
    .executeTakeFirst()
  if (!found) throw new Refusal("not-found")
  return found.sealedBytes
}

/** So much is sent at once; whoever wants more asks again. */
const mostAtOnce = 16 * 1024 * 1024

/** The sealed bytes of several objects in a row, one behind the other; their lengths stand in the list of objects. */
export async function bytesOfRow(
  tx: Tx,
  caseId: string,
  room: string,
  { from, to }: { from: number; to: number },
): Promise<Buffer> {
  const { rows } = await tx.client.query<{ n: number; size: string }>({
    name: "size of a row",
    text: `select count(*)::int as n, coalesce(sum(length(sealed_bytes)), 0) as size from sealed_object
           where case_id = $1 and room = $2 and seq between $3 and $4`,
    values: [caseId, room, from, to],
  })
  const [found] = rows
  if (found?.n !== to - from + 1) throw new Refusal("not-found")
  if (Number(found.size) > mostAtOnce) throw new Refusal("too-large", "to")
  const { rows: bytes } = await tx.client.query<{ sealed_bytes: Buffer }>({
    name: "bytes of a row",
    text: `select sealed_bytes from sealed_object where case_id = $1 and room = $2 and seq between $3 and $4 order by seq`,
    values: [caseId, room, from, to],
  })
  return Buffer.concat(bytes.map((one) => one.sealed_bytes))
}

/** Every signed list of who can open the case, oldest first. */
export async function manifestsOf(tx: Tx, caseId: string): Promise<ManifestView[]> {
  const { rows } = await tx.client.query<{
    number: number
    epoch: number
    text: Buffer
    signature: Buffer
    name: string | null
    at: Date
  }>({
    name: "manifests",
    text: `select m.number, m.epoch, m.text, m.signature, p.name, m.at from manifest m left join person p on p.id = m.by_person
           where m.case_id = $1 order by m.number`,
    values: [caseId],
  })
  return rows.map((m) => ({
    number: m.number,
    epoch: m.epoch,
    text: m.text.toString("utf8"),
    signature: m.signature.toString("utf8"),
    by: m.name,
    at: m.at.getTime(),
  }))
}

/** Whoever leaves a case takes nothing back: what they signed before still reads as theirs. */
export async function signersOf(tx: Tx, caseId: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ vk: string }>({
    name: "signers",
    text: `select distinct encode(vk, 'hex') as vk from (
             select s.vk from key_grant g join case_file c on c.id = g.case_id
               join path_slot s on s.version_id = c.version_id and s.slot = g.slot where g.case_id = $1
             union all
             select k.vk from key_grant g join keyholder k on k.person_id = g.person_id where g.case_id = $1) v`,
    values: [caseId],
  })
  return rows.map(({ vk }) => vk)
}

/** What a request says in a header beside its sealed bytes. */
export function headerJson(c: Context<Env>, name: string): unknown {
  const text = c.req.header(name)
  if (!text || text.length > 8000) throw new Malformed([name])
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) throw new Malformed([name])
    throw error
  }
}
