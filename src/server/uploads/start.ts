import type { CaseId, PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { after, day } from "#core/time.ts"
import type { UploadView } from "#wire/report.ts"
import type { Tx } from "#server/runtime.ts"

/** Whose an upload is: a code's, before or after its report; or a responder's, in a case. */
export type Uploader = {
  readonly locator: Buffer | null
  readonly caseId: CaseId | null
  readonly person: PersonId | null
}

/** An upload nobody's list has named is gone after this long, like a draft. */
const unclaimedFor = 30 * day
/** One code may have this many unfinished parts of 8 MiB lying about: four files of 500 MB. */
const mostUnclaimed = 256

/** Begins an upload, or says which parts of it are already here. */
export async function startUpload(
  tx: Tx,
  by: Uploader,
  wanted: { id: string; parts: number },
): Promise<UploadView> {
  const known = await uploadOf(tx, by, wanted.id)
  if (known) return viewOf(tx, wanted.id, known.expires_at)
  const { rows } = await tx.client.query<{ parts: string | null }>(
    "select sum(parts) as parts from upload where case_id is null and locator = $1",
    [by.locator],
  )
  if (!by.caseId && Number(rows[0]?.parts ?? 0) + wanted.parts > mostUnclaimed)
    throw new Refusal("quota")
  const expiresAt = after(tx.now, unclaimedFor)
  const { rowCount } = await tx.client.query(
    `insert into upload (id, org_id, locator, case_id, by_person, parts, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [wanted.id, tx.org, by.locator, by.caseId, by.person, wanted.parts, tx.now, expiresAt],
  )
  if (!rowCount) throw new Refusal("not-found")
  return viewOf(tx, wanted.id, expiresAt)
}

/** The upload of this id if it is theirs: another's is not there. */
export async function uploadOf(
  tx: Tx,
  by: Uploader,
  id: string,
): Promise<{ parts: number; expires_at: Date | null } | undefined> {
  const { rows } = await tx.client.query<{ parts: number; expires_at: Date | null }>(
    `select parts, expires_at from upload where id = $1
       and ((locator is not null and locator = $2) or (case_id is not null and case_id = $3))`,
    [id, by.locator, by.caseId],
  )
  return rows[0]
}

/** Notes that a part is on the disk. Coming twice is coming once. */
export async function notePart(
  tx: Tx,
  id: string,
  part: { number: number; sha256: string; bytes: number },
): Promise<void> {
  await tx.client.query(
    `insert into upload_part (upload_id, org_id, number, sha256, bytes) values ($1, $2, $3, $4, $5)
     on conflict (upload_id, number) do update set sha256 = excluded.sha256, bytes = excluded.bytes`,
    [id, tx.org, part.number, Buffer.from(part.sha256, "hex"), part.bytes],
  )
}

/** Whose files somebody may fetch: all of a case, those of the reporter's mailbox, or those of one other mailbox. */
export type PartsOf = { readonly caseId: CaseId; readonly of: "all" | "reporter" | number }

/** Whether a part is among these: another case's, or another mailbox's, is not there. */
export async function hasPart(tx: Tx, { caseId, of }: PartsOf, sha256: Buffer): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `select 1 from upload_part p join upload u on u.id = p.upload_id
     where u.case_id = $1 and p.sha256 = $2 and ($3 or u.party is not distinct from $4)`,
    [caseId, sha256, of === "all", typeof of === "number" ? of : null],
  )
  return Boolean(rowCount)
}

async function viewOf(tx: Tx, id: string, expiresAt: Date | null): Promise<UploadView> {
  const parts = await tx.sql
    .selectFrom("uploadPart")
    .select(["number", "sha256"])
    .where("uploadId", "=", id)
    .orderBy("number")
    .execute()
  return {
    id,
    have: parts.map((p) => ({ number: p.number, sha256: p.sha256.toString("hex") })),
    expiresAt: expiresAt?.getTime() ?? null,
  }
}
