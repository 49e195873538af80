import { sha256 } from "@noble/hashes/sha2.js"
import { CannotOpen } from "./cannot-open.ts"
import { fromUtf8, hex, sha256Hex } from "./bytes.ts"
import { type FileEntry, fileCopies, partSize } from "./file.ts"
import { openWith } from "./open.ts"
import type { Entry } from "./tar.ts"

/**
 * Open a file part by part. Each part is one that the signed list names, checked whole before it is given on; after
 * the last one the whole file is checked too, and the generator throws if it is another.
 */
export async function* openFile(
  identity: string,
  file: FileEntry,
  fetchPart: (sha256: string, index: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const whole = sha256.create()
  for (const [index, hash] of file.parts.entries()) {
    const sealed = await fetchPart(hash, index)
    if (sha256Hex(sealed) !== hash) throw new CannotOpen("damaged")
    const padded = await openWith(identity, sealed)
    const length = Math.min(partSize, file.size - index * partSize)
    if (padded.length < length) throw new CannotOpen("damaged")
    const content = padded.subarray(0, length)
    whole.update(content)
    yield content
  }
  if (hex(whole.digest()) !== file.sha256) throw new CannotOpen("damaged")
}

/** The files that a signed list names. */
export function readFileList(members: readonly Entry[]): FileEntry[] {
  const list = members.find(({ name }) => name === "files.json")
  try {
    const { files }: { files: unknown } = JSON.parse(fromUtf8(list?.bytes ?? new Uint8Array()))
    if (!Array.isArray(files) || !files.every(isFileEntry)) throw new CannotOpen("damaged")
    return files
  } catch {
    throw new CannotOpen("damaged") // JSON of another shape: the seal held, the list does not
  }
}

const isHash = (text: unknown) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text)

function isFileEntry(entry: unknown): entry is FileEntry {
  if (typeof entry !== "object" || entry === null) return false
  const { name, type, copy, of, size, sha256: hash, parts } = entry as Partial<FileEntry> // each field is checked below
  return (
    typeof name === "string" &&
    typeof type === "string" &&
    fileCopies.some((known) => known === copy) &&
    (copy === "redacted" ? isHash(of) : of === undefined) &&
    size !== undefined &&
    Number.isSafeInteger(size) &&
    size >= 0 &&
    isHash(hash) &&
    Array.isArray(parts) &&
    parts.every(isHash) &&
    parts.length === Math.max(1, Math.ceil(size / partSize))
  )
}
