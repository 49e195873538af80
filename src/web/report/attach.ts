import type { FileEntry, PartRecord } from "#crypto/file.ts"
import type { UploadView } from "#wire/report.ts"
import { failureOf } from "./api.ts"
import { attached, type Attached } from "./attached.ts"
import { sealing, type Held } from "./her.ts"
import { target } from "./send.ts"
import { sendAs } from "./session.ts"

/** The largest file that is taken. */
export const largest = 500 * 1024 * 1024

/** What is still in this page to be sealed: the file itself, and which parts went already. */
type Work = {
  file: Blob
  name: string
  type: string
  original: boolean
  to: Held
  done: Map<string, { id: string; parts: PartRecord[] }>
}
const works = new Map<number, Work>()
let queue: Promise<void> = Promise.resolve()
let count = 0

/** Take a file: it is sealed and sent part by part while she goes on. */
export async function attach(
  file: Blob & { name?: string },
  how: { name: string; original: boolean; to?: Held },
): Promise<void> {
  const id = (count += 1) + Date.now()
  const big = file.size > largest
  const to = how.to ?? (await target())
  const row: Attached = {
    id,
    name: how.name,
    size: file.size,
    state: big ? "refused" : "waiting",
    ...(big ? { why: "big" as const } : {}),
    kept: 0,
    locator: to.keys.locator,
    uploads: [],
    entries: [],
  }
  attached.value = [...attached.value, row]
  if (big) return
  works.set(id, {
    file,
    name: how.name,
    type: file.type,
    original: how.original,
    to,
    done: new Map(),
  })
  start(id)
}

/** Go on with a file that stopped: the server is asked which parts it has. */
export function start(id: number): void {
  queue = queue.then(() => run(id))
}

/** Take a file out again. */
export function takeOut(id: number): void {
  works.delete(id)
  attached.value = attached.value.filter((file) => file.id !== id)
}

addEventListener("online", () => {
  for (const file of attached.value) if (file.state === "stopped") start(file.id)
})

async function run(id: number): Promise<void> {
  const work = works.get(id)
  if (!work) return
  try {
    change(id, { state: "cleaning" })
    const copies = await copiesOf(work)
    change(id, {
      state: "sending",
      kept: 0,
      size: copies.reduce((sum, copy) => sum + copy.blob.size, 0),
      entries: [],
      uploads: [],
    })
    for (const copy of copies) await upload(id, work, copy)
    change(id, { state: "sent" })
    works.delete(id)
  } catch (why) {
    const kind = failureOf(why)
    if (isNotAPicture(why)) change(id, { state: "refused", why: "not-a-picture" })
    else change(id, kind === "full" ? { state: "stopped", why: "full" } : { state: "stopped" })
  }
}

type Copy = { blob: Blob; type: string; copy: FileEntry["copy"] }

/** A picture is sent clean, and as it was as well if she wants that; anything else as it is. */
async function copiesOf(work: Work): Promise<Copy[]> {
  const isPicture = ["image/jpeg", "image/png", "image/webp"].includes(work.type)
  const original: Copy = { blob: work.file, type: work.type, copy: "original" }
  if (!isPicture) return [original]
  const { stripPicture } = await import("#crypto/strip.ts")
  const { type, bytes } = stripPicture(new Uint8Array(await work.file.arrayBuffer()))
  const clean: Copy = { blob: new Blob([new Uint8Array(bytes)], { type }), type, copy: "clean" }
  return work.original ? [clean, original] : [clean]
}

async function upload(id: number, work: Work, copy: Copy): Promise<void> {
  const { newId } = await sealing()
  const { sealFile } = await import("#crypto/file.ts")
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
  const before = attached.value.find((file) => file.id === id)?.kept ?? 0
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) {
      add(id, begun.id, next.value)
      return
    }
    if (!works.has(id)) return // taken out meanwhile
    const { index, bytes, sha256, plain } = next.value
    if (bytes)
      await sendAs(work.to.keys, `/api/uploads/${begun.id}/parts/${index}`, {
        method: "PUT",
        bytes: new Uint8Array(bytes),
        headers: { "x-part-sha256": sha256, "content-type": "application/octet-stream" },
      })
    begun.parts[index] = { sha256, plain }
    change(id, { kept: before + Math.min(copy.blob.size, (index + 1) * partBytes) })
  }
}

function add(id: number, uploadId: string, entry: FileEntry): void {
  const row = attached.value.find((file) => file.id === id)
  if (row) change(id, { entries: [...row.entries, entry], uploads: [...row.uploads, uploadId] })
}

function change(id: number, next: Partial<Attached>): void {
  attached.value = attached.value.map((file) => (file.id === id ? { ...file, ...next } : file))
}

function isNotAPicture(why: unknown): boolean {
  return why instanceof Error && why.name === "NotAPicture"
}
