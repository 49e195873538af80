import { getBytes } from "#web/lib/api.ts"
import type { ObjectView } from "#wire/report.ts"

/** So much is asked for at once: below what the server sends in one answer, and soon there on a slow line. */
const most = { bytes: 4 * 1024 * 1024, count: 500 }

/** The sealed bytes of objects of one room, by their hash: many in a row are one request. */
export async function fetchRow(
  id: string,
  views: readonly ObjectView[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  await Promise.all(
    rowsOf(views).map(async (row) => {
      const [first, last] = [row[0], row.at(-1)]
      if (!first || !last) return
      const which = first === last ? `${first.seq}` : `${first.seq}-${last.seq}`
      const bytes = await getBytes(`/cases/${id}/objects/${first.room}/${which}`, { signal })
      let at = 0
      for (const view of row) {
        // What is shorter or longer than was said has another hash, and is shown as what it is.
        found.set(view.sha256, bytes.subarray(at, first === last ? undefined : at + view.bytes))
        at += view.bytes
      }
    }),
  )
  return found
}

/** Objects that follow each other, in portions. */
export function rowsOf(views: readonly ObjectView[]): ObjectView[][] {
  const rows: ObjectView[][] = []
  let bytes = 0
  for (const view of views) {
    const row = rows.at(-1)
    const next = row?.at(-1)?.seq === view.seq - 1
    bytes += view.bytes
    if (row && next && bytes <= most.bytes && row.length < most.count) row.push(view)
    else {
      rows.push([view])
      bytes = view.bytes
    }
  }
  return rows
}
