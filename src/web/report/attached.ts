import { signal } from "./signal.ts"
import type { FileEntry } from "#crypto/file.ts"
import type { Entry } from "#crypto/tar.ts"

/** One file she adds, and how far it is. */
export type Attached = {
  id: number
  name: string
  size: number
  state: "waiting" | "cleaning" | "sending" | "stopped" | "sent" | "refused"
  why?: "full" | "big" | "not-a-picture" | "again"
  /** Bytes of the file that are safe on the server. */
  kept: number
  /** Whose mailbox it is sealed to. */
  locator: string
  uploads: string[]
  entries: FileEntry[]
}

/** The files of what is being written. */
export const attached = signal<Attached[]>([])
/** The list that names the files that went, as a part of what is sealed; none when there are no files. */
export async function filesMember(): Promise<Entry[]> {
  const entries = attached.value
    .filter((file) => file.state === "sent")
    .flatMap((file) => file.entries)
  if (entries.length === 0) return []
  const { fileList } = await import("#crypto/file.ts")
  return [fileList(entries)]
}

/** Whether everything she added is on the server. */
export function allSent(): boolean {
  return attached.value.every((file) => file.state === "sent" || file.state === "refused")
}
