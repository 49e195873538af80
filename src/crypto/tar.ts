import { Refusal } from "#core/refusal.ts"
import { joined, sameBytes } from "./bytes.ts"

/** One file inside a tar. */
export type Entry = { readonly name: string; readonly bytes: Uint8Array }

/** How much a reader is willing to look at. */
export type TarBounds = { readonly entries: number; readonly bytes: number }

const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/

const block = 512

/** A plain ustar file: regular files only, owner 0, time 0, and two empty blocks at the end. */
export function writeTar(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(({ name, bytes }) => [
    header(name, bytes.length),
    bytes,
    new Uint8Array(-bytes.length & (block - 1)),
  ])
  return joined(...parts, new Uint8Array(2 * block))
}

/** The same for files too large to be held twice: what stands before one, and what fills its last block. Two empty blocks end it. */
export function tarPieces(
  name: string,
  size: number,
): readonly [head: Uint8Array, tail: Uint8Array] {
  return [header(name, size), new Uint8Array(-size & (block - 1))]
}

/** The files of a tar that is written exactly as `writeTar` writes it, with any number of empty blocks behind. */
export function readTar(tar: Uint8Array, bounds: TarBounds): Entry[] {
  if (tar.length > bounds.bytes) throw new Refusal("too-large", "tar")
  if (tar.length % block !== 0) throw new Refusal("bad-seal", "tar")
  const entries: Entry[] = []
  const seen = new Set<string>()
  let at = 0
  while (tar[at] !== 0) {
    const entry = entryAt(tar, at)
    if (seen.has(entry.name)) throw new Refusal("bad-seal", "tar")
    if (entries.push(entry) > bounds.entries) throw new Refusal("too-large", "tar")
    seen.add(entry.name)
    at += block + Math.ceil(entry.bytes.length / block) * block
  }
  if (tar.length - at < 2 * block) throw new Refusal("bad-seal", "tar")
  mustBeEmpty(tar.subarray(at))
  return entries
}

function entryAt(tar: Uint8Array, at: number): Entry {
  const head = tar.subarray(at, at + block)
  const text = String.fromCharCode(...head)
  const name = text.slice(0, 100).replace(/\0+$/, "")
  const size = /^[0-7]{11}\0$/.test(text.slice(124, 136)) ? parseInt(text.slice(124, 135), 8) : -1
  if (size < 0 || head.length < block) throw new Refusal("bad-seal", "tar")
  const after = at + block + Math.ceil(size / block) * block
  if (after > tar.length) throw new Refusal("bad-seal", "tar")
  // One way to write each header: whatever differs from it is not ours.
  if (!sameBytes(header(name, size), head)) throw new Refusal("bad-seal", "tar")
  const end = at + block + size
  mustBeEmpty(tar.subarray(end, after))
  return { name, bytes: tar.subarray(at + block, end) }
}

function mustBeEmpty(bytes: Uint8Array): void {
  // Plain loops here and below: a callback for each of a report's hundred thousand bytes is felt at the server.
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) throw new Refusal("bad-seal", "tar")
  }
}

function header(name: string, size: number): Uint8Array {
  if (!fileName.test(name) || name.length > 100) throw new Refusal("bad-seal", "tar")
  if (size >= 2 ** 33) throw new Refusal("too-large", "tar")
  const head = new Uint8Array(block)
  const put = (text: string, at: number): void => {
    for (let i = 0; i < text.length; i++) head[at + i] = text.charCodeAt(i) // everything put is ASCII
  }
  put(name, 0)
  put("0000644\0", 100)
  put("0000000\0", 108)
  put("0000000\0", 116)
  put(`${size.toString(8).padStart(11, "0")}\0`, 124)
  put("00000000000\0", 136)
  put("        ", 148)
  put("0", 156)
  put("ustar\x0000", 257)
  put("0000000\0", 329)
  put("0000000\0", 337)
  let sum = 0
  for (let at = 0; at < block; at++) sum += head[at] ?? 0
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148)
  return head
}
