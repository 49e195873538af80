import type { Encoding } from "#core/file/text.ts"
import { type Truth, truthOf } from "#core/file/truth.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import type { RoomName } from "#core/mailbox.ts"
import type { FileEntry } from "#crypto/file.ts"
import { openFile } from "#crypto/open-file.ts"
import { getBytes } from "#web/lib/api.ts"
import type { Case } from "#web/desk/case/case.ts"
import { identityIn } from "#web/desk/case/parties/held.ts"

/** A file as it was sent, opened in this browser, and what it really is. Nothing keeps it but whoever shows it. */
export type OpenedFile = {
  readonly parts: readonly Uint8Array<ArrayBuffer>[]
  readonly truth: Truth
}

/** Which file, by the keys of which room and epoch. */
export type Which = { readonly file: FileEntry; readonly room: RoomName; readonly epoch: number }

/** Fetches and opens a file part by part; nothing is given on before all of it was checked. */
export async function openWhole(
  { file, room, epoch }: Which,
  { id, ...one }: Pick<Case, "id" | "papers" | "parties">,
  more: { readonly signal?: AbortSignal; readonly progress?: (done: number) => void } = {},
): Promise<OpenedFile> {
  const identity = identityIn(one, { room, epoch })
  if (!identity) throw new CannotOpen("wrong-key")
  const parts: Uint8Array<ArrayBuffer>[] = []
  const asked = more.signal ? { signal: more.signal } : {}
  const sealed = (sha256: string) => getBytes(`/cases/${id}/parts/${sha256}`, asked)
  let done = 0
  for await (const part of openFile(identity, file, sealed)) {
    parts.push(new Uint8Array(part))
    done += part.length
    more.progress?.(done)
  }
  return { parts, truth: truthIn(parts, file) }
}

/** What a file really is, by its first part. */
export function truthIn(
  parts: readonly Uint8Array[],
  { name, type, size }: Pick<FileEntry, "name" | "type" | "size">,
): Truth {
  return truthOf({ head: parts[0] ?? new Uint8Array(), size }, { name, type }, decode)
}

/** Bytes as letters; what is no letter becomes a sign that says so. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** As much text as a person can read here; more is saved and read elsewhere. */
const mostText = 32 * 1024 * 1024

/** The text of a file, and whether it goes on beyond what is shown. */
export function textOf({ parts, truth }: OpenedFile): { text: string; more: boolean } {
  const decoder = new TextDecoder(truth.encoding ?? "utf-8")
  let text = ""
  let taken = 0
  for (const part of parts) {
    if (taken >= mostText) return { text, more: true }
    text += decoder.decode(part, { stream: true })
    taken += part.length
  }
  return { text: text + decoder.decode(), more: false }
}
