import { createHash, randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdir, open, rename, rm, stat, statfs } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Readable } from "node:stream"
import { Refusal } from "#core/refusal.ts"
import { maxPartBytes } from "#wire/report.ts"
import type { Runtime } from "#server/runtime.ts"

/** A tenth of the disk is kept for text, which is always taken. */
const keptForText = 0.1

/** Writes a sealed part to its place, named by its hash, and returns only once it is on the disk for good. */
export async function keepPart(runtime: Runtime, body: Readable, sha256: string): Promise<number> {
  await mustHaveRoom(runtime)
  const place = partPath(runtime, sha256)
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  const aside = `${place}.${randomUUID()}`
  try {
    const bytes = await writeWhole(aside, body, sha256)
    await rename(aside, place)
    await syncFolder(dirname(place))
    return bytes
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** A kept part, to be sent. */
export async function readPart(
  runtime: Runtime,
  sha256: string,
): Promise<{ bytes: number; stream: Readable }> {
  const place = partPath(runtime, sha256)
  const { size } = await stat(place)
  return { bytes: size, stream: createReadStream(place, { highWaterMark: 256 * 1024 }) }
}

/** Takes a part's file away once no row names it any more. */
export async function forgetPart(runtime: Runtime, sha256: string): Promise<void> {
  await rm(partPath(runtime, sha256), { force: true })
}

async function writeWhole(path: string, body: Readable, sha256: string): Promise<number> {
  const hash = createHash("sha256")
  const file = await open(path, "wx", 0o600)
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxPartBytes) throw new Refusal("too-large")
      hash.update(chunk)
      await file.write(chunk)
    }
    if (hash.digest("hex") !== sha256) throw new Refusal("bad-seal", "x-part-sha256")
    await file.datasync()
  } finally {
    await file.close()
  }
  return bytes
}

async function mustHaveRoom(runtime: Runtime): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(runtime.partsDir)
  const free = bavail * bsize
  if (free < Math.min(blocks * bsize * keptForText, 2 ** 33)) throw new Refusal("disk-full")
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r")
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const partPath = (runtime: Runtime, sha256: string) =>
  join(runtime.partsDir, sha256.slice(0, 2), sha256)
