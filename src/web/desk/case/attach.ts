import type { Lie } from "#core/file/truth.ts"
import { type FileEntry, partSize, sealFile } from "#crypto/file.ts"
import { recipientOf } from "#crypto/keys.ts"
import { NotAPicture } from "#crypto/picture.ts"
import { stripPicture } from "#crypto/strip.ts"
import { post, sendBytes } from "#web/lib/api.ts"
import { truthIn } from "#web/desk/evidence/opened.ts"
import type { UploadView } from "#wire/report.ts"

/** A file on the server, sealed, not yet named by any message. */
export type Attached = { readonly upload: string; readonly entry: FileEntry }
/** What a file says that it is not: it was not sent. */
export type NotSent = { readonly lie: Lie }
/** How far a file is, in bytes. */
export type Progress = (done: number, all: number) => void

/** Seals a file to the mailbox part by part and sends it; pictures lose what the camera wrote into them, and a file that lies is not sent. */
export async function attach(
  id: string,
  identity: string,
  file: File,
  progress: Progress,
): Promise<Attached | NotSent> {
  const head = new Uint8Array(await file.slice(0, partSize).arrayBuffer())
  const { lies } = truthIn([head], file)
  if (lies) return { lie: lies }
  const { blob, copy } = await cleaned(file)
  const type = blob.type || "application/octet-stream"
  return send(id, identity, blob, { told: { name: file.name, type, copy }, progress })
}

type Sending = {
  readonly told: Pick<FileEntry, "name" | "type" | "copy" | "of">
  readonly progress?: Progress
}

/** Seals bytes to the mailbox part by part and sends them; nothing of the case names them yet. */
export async function send(
  id: string,
  identity: string,
  blob: Blob,
  { told, progress }: Sending,
): Promise<Attached> {
  const upload = crypto.randomUUID()
  const parts = Math.max(1, Math.ceil(blob.size / partSize))
  await post<UploadView>(`/cases/${id}/uploads`, { id: upload, parts })
  const sealed = sealFile(await recipientOf(identity), blob, told)
  for (let next = await sealed.next(); ; next = await sealed.next()) {
    if (next.done) return { upload, entry: next.value }
    const { index, bytes, sha256 } = next.value
    if (!bytes) continue
    await sendBytes("PUT", `/cases/${id}/uploads/${upload}/parts/${index}`, bytes, {
      "x-part-sha256": sha256,
    })
    progress?.(Math.min(blob.size, (index + 1) * partSize), blob.size)
  }
}

/** Whether a file claims to be a picture and is none. */
export function isNotPicture(why: unknown): boolean {
  return why instanceof NotAPicture
}

async function cleaned(file: File): Promise<{ blob: Blob; copy: FileEntry["copy"] }> {
  const picture = ["image/jpeg", "image/png", "image/webp"].includes(file.type)
  if (!picture) return { blob: file, copy: "original" }
  const { type, bytes } = stripPicture(new Uint8Array(await file.arrayBuffer()))
  return { blob: new Blob([new Uint8Array(bytes)], { type }), copy: "clean" }
}
