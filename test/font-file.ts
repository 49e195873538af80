import { inflateSync } from "node:zlib"

/** The plain font inside a WOFF file: the browser's font finder on Linux reads no web fonts. */
export function fontInside(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This is not a WOFF file.")
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8) // the kind of outlines
  writeSearchRange(head, count)
  const parts = [head]
  let offset = head.length
  for (let index = 0; index < count; index += 1) {
    const entry = 44 + 20 * index
    const [from, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at))
    if (from === undefined || packed === undefined || length === undefined) continue
    const table = woff.subarray(from, from + packed)
    const plain = packed < length ? inflateSync(table) : table
    const place = 12 + 16 * index
    woff.copy(head, place, entry, entry + 4) // the table's name
    woff.copy(head, place + 4, entry + 16, entry + 20) // its checksum
    head.writeUInt32BE(offset, place + 8)
    head.writeUInt32BE(length, place + 12)
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4)
    plain.copy(padded)
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}

function writeSearchRange(head: Buffer, count: number): void {
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
}
