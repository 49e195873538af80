import { sealFile } from "#crypto/file.ts"
import { recipientOf, staffKeys } from "#crypto/keys.ts"
import { randomBytes } from "#crypto/random.ts"

/** Seals a file of so many bytes as the reporter's page does, and says how many megabytes a second that is. */
export async function sealingRate(bytes: number): Promise<number> {
  const keys = await staffKeys(randomBytes(32))
  const recipient = await recipientOf(keys.identity)
  const told = { name: "film.mp4", type: "video/mp4", copy: "original" } as const
  const piece = new Uint8Array(1 << 16).map((_, at) => at * 31)
  const file = new Blob(Array.from({ length: Math.ceil(bytes / piece.length) }, () => piece))
  for await (const part of sealFile(recipient, file.slice(0, 1 << 20), told)) void part
  const from = performance.now()
  let sealed = 0
  for await (const part of sealFile(recipient, file, told)) sealed += part.bytes?.length ?? 0
  if (sealed < bytes) throw new Error("Less was sealed than there is.")
  return bytes / 1e6 / ((performance.now() - from) / 1000)
}
