import { sha256 } from "@noble/hashes/sha2.js"
import { Refusal } from "#core/refusal.ts"
import { hex, joined, utf8 } from "./bytes.ts"
import { padded, partFloor } from "./pad.ts"
import { sealTo } from "./seal.ts"
import type { Entry } from "./tar.ts"

/** How much of a file one part holds before sealing. */
export const partSize = 8 * 1024 * 1024

/** A part as the browser remembers it, so that a broken upload can go on. */
export type PartRecord = { readonly sha256: string; readonly plain: string }

/** A sealed part on its way; `bytes` is absent when the server already has it. */
export type SealedPart = PartRecord & { readonly index: number; readonly bytes?: Uint8Array }

/** Cleaned of what the camera wrote into it; left as it was; or with something in it covered, by whoever looked at it. */
export const fileCopies = ["clean", "original", "redacted"] as const
export type FileCopy = (typeof fileCopies)[number]

/** One file of an attachment list. Its name exists nowhere outside the seal. */
export type FileEntry = {
  readonly name: string
  readonly type: string
  readonly copy: FileCopy
  /** Of a redacted copy: the SHA-256 of the whole file that it was made from, which stays as it is. */
  readonly of?: string
  readonly size: number
  readonly sha256: string
  /** SHA-256 of each sealed part, in order. */
  readonly parts: readonly string[]
}

/**
 * Seal a file part by part in constant memory. Parts already on the server are given in `done`: they are read again,
 * compared, and not sealed a second time. The last value is what the list says about the file.
 */
export async function* sealFile(
  recipient: string,
  source: Blob | ReadableStream<Uint8Array>,
  told: Pick<FileEntry, "name" | "type" | "copy" | "of">,
  done: readonly PartRecord[] = [],
): AsyncGenerator<SealedPart, FileEntry> {
  const whole = sha256.create()
  const parts: string[] = []
  let size = 0
  for await (const content of pieces(source)) {
    whole.update(content)
    size += content.length
    const index = parts.length
    const part = await sealPart(recipient, content, done[index])
    parts.push(part.sha256)
    yield { index, ...part }
  }
  return { ...told, size, sha256: hex(whole.digest()), parts }
}

/** The list that closes the files of one upload, as the member of a signed `list` object. */
export function fileList(files: readonly FileEntry[]): Entry {
  return { name: "files.json", bytes: utf8(`${JSON.stringify({ files }, undefined, 1)}\n`) }
}

async function sealPart(
  recipient: string,
  content: Uint8Array,
  done: PartRecord | undefined,
): Promise<PartRecord & { readonly bytes?: Uint8Array }> {
  const plain = await sha256InEngine(content)
  if (done) {
    if (done.plain !== plain) throw new Refusal("bad-seal", "part") // another file than the one begun
    return done
  }
  const bytes = await sealTo(recipient, padded(content, partFloor))
  return { sha256: await sha256InEngine(bytes), plain, bytes }
}

/** The engine's own SHA-256 is ten times as fast as one in script; only a hash that grows piece by piece needs the latter. */
async function sha256InEngine(bytes: Uint8Array): Promise<string> {
  const whole = bytes as Uint8Array<ArrayBuffer> // nothing here is in memory shared with another thread
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole)))
}

async function* pieces(source: Blob | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (source instanceof Blob) {
    for (let at = 0; at < Math.max(source.size, 1); at += partSize) {
      yield new Uint8Array(await source.slice(at, at + partSize).arrayBuffer())
    }
    return
  }
  let held: Uint8Array[] = []
  let length = 0
  let count = 0
  const reader = source.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (let chunk = next.value; chunk.length > 0;) {
      const taken = chunk.subarray(0, partSize - length)
      held.push(taken)
      length += taken.length
      chunk = chunk.subarray(taken.length)
      if (length < partSize) continue
      yield joined(...held)
      count += 1
      held = []
      length = 0
    }
  }
  if (length > 0 || count === 0) yield joined(...held)
}
