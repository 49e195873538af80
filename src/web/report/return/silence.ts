import type { ReporterCase } from "#wire/report.ts"

const patience = 48 * 3_600_000

/** How long nobody has answered, once it is longer than two days; null while somebody did or it is early. */
export function silentFor(
  view: Pick<ReporterCase, "objects" | "receivedAt" | "now" | "state">,
): number | null {
  if (view.state === "closed") return null
  const hers = view.objects.filter((one) => one.by === null).map((one) => one.at)
  const theirs = view.objects.filter((one) => one.by !== null).map((one) => one.at)
  const lastTheirs = Math.max(-Infinity, ...theirs)
  // Her oldest word that nobody has answered since.
  const waiting = Math.min(...[view.receivedAt, ...hers].filter((at) => at > lastTheirs))
  if (!Number.isFinite(waiting)) return null
  const silent = view.now - waiting
  return silent >= patience ? silent : null
}
