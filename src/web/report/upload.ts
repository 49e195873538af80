import { sealFile, type FileEntry, type PartRecord } from "#crypto/file.ts"
import type { UploadView } from "#wire/report.ts"
import { sealing, type Held } from "./her.ts"
import { sendAs } from "./session.ts"

/** A file that is to be sent, and which parts went already. */
export type Work = {
  file: Blob
  name: string
  type: string
  original: boolean
  to: Held
  done: Map<string, { id: string; parts: PartRecord[] }>
}

/** One way in which a file is sent. */
export type Copy = { blob: Blob; type: string; copy: FileEntry["copy"] }

/** Whom it tells how far it is. */
export type Progress = {
  /** Whether it was not taken out meanwhile. */
  wanted(): boolean
  kept(bytes: number): void
  done(upload: string, entry: FileEntry): void
}

/** A picture is sent clean, and as it was as well if she wants that; anything else as it is. */
export async function copiesOf(work: Work): Promise<Copy[]> {
  const isPicture = ["image/jpeg", "image/png", "image/webp"].includes(work.type)
  const original: Copy = { blob: work.file, type: work.type, copy: "original" }
  if (!isPicture) return [original]
  const { stripPicture } = await import("#crypto/strip.ts")
  const { type, bytes } = stripPicture(new Uint8Array(await work.file.arrayBuffer()))
  const clean: Copy = { blob: new Blob([new Uint8Array(bytes)], { type }), type, copy: "clean" }
  return work.original ? [clean, original] : [clean]
}

/** Seal a copy and send it part by part; parts that the server already has are not sent again. */
export async function upload(work: Work, copy: Copy, row: Progress): Promise<void> {
  const { newId } = await sealing()
  const begun = work.done.get(copy.copy) ?? { id: newId(), parts: [] }
  work.done.set(copy.copy, begun)
  const partBytes = 8 * 1024 * 1024
  const total = Math.max(1, Math.ceil(copy.blob.size / partBytes))
  const asked = await sendAs(work.to.keys, "/api/uploads", {
    method: "POST",
    json: { id: begun.id, parts: total },
  })
  const { have } = (await asked.json()) as UploadView // our own server's answer
  // Only what the server really has counts as done; the rest is sealed anew.
  const gap = begun.parts.findIndex(
    (part, at) => !have.some((one) => one.number === at && one.sha256 === part.sha256),
  )
  const known = gap < 0 ? [...begun.parts] : begun.parts.slice(0, gap)
  const parts = sealFile(
    work.to.mailbox.recipient,
    copy.blob,
    { name: work.name, type: copy.type, copy: copy.copy },
    known,
  )
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) {
      row.done(begun.id, next.value)
      return
    }
    if (!row.wanted()) return // taken out meanwhile
    const { index, bytes, sha256, plain } = next.value
    if (bytes)
      await sendAs(work.to.keys, `/api/uploads/${begun.id}/parts/${index}`, {
        method: "PUT",
        bytes: new Uint8Array(bytes),
        headers: { "x-part-sha256": sha256, "content-type": "application/octet-stream" },
      })
    begun.parts[index] = { sha256, plain }
    row.kept((index + 1) * partBytes)
  }
}
