import { failureOf } from "./api.ts"
import { attached, type Attached } from "./attached.ts"
import type { Held } from "./her.ts"
import { target } from "./send.ts"
import type { Copy, Progress, Work } from "./upload.ts"

/** The largest file that is taken. */
export const largest = 500 * 1024 * 1024

/** What is still in this page to be sealed. */
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
    // Sealing and sending files comes in a chunk of its own; when that cannot be fetched the file waits like any other.
    const { copiesOf, upload } = await import("./upload.ts")
    const copies = await copiesOf(work)
    change(id, {
      state: "sending",
      kept: 0,
      size: copies.reduce((sum, copy) => sum + copy.blob.size, 0),
      entries: [],
      uploads: [],
    })
    for (const copy of copies) await upload(work, copy, progressOf(id, copy))
    change(id, { state: "sent" })
    works.delete(id)
  } catch (why) {
    const kind = failureOf(why)
    if (isNotAPicture(why)) change(id, { state: "refused", why: "not-a-picture" })
    else change(id, kind === "full" ? { state: "stopped", why: "full" } : { state: "stopped" })
  }
}

/** What the row of a file shows while one of its copies goes. */
function progressOf(id: number, copy: Copy): Progress {
  const row = () => attached.value.find((file) => file.id === id)
  const before = row()?.kept ?? 0
  return {
    wanted: () => works.has(id),
    kept: (bytes) => change(id, { kept: before + Math.min(copy.blob.size, bytes) }),
    done(upload, entry) {
      const { entries = [], uploads = [] } = row() ?? {}
      change(id, { entries: [...entries, entry], uploads: [...uploads, upload] })
    },
  }
}

function change(id: number, next: Partial<Attached>): void {
  attached.value = attached.value.map((file) => (file.id === id ? { ...file, ...next } : file))
}

function isNotAPicture(why: unknown): boolean {
  return why instanceof Error && why.name === "NotAPicture"
}
