import type { Span, WindowText } from "#web/build/slim-types.ts"

/** When a window ends, or opens, counted from the earliest and from the latest time she remembers. */
export type Ends = { early: number; late: number }

/** A window of this place, counted from an uncertain time; nothing while the time is not known. */
export function windowFor(
  item: Pick<WindowText, "default" | "windows">,
  place: string | undefined,
  from: readonly [number, number] | undefined,
): Ends | undefined {
  if (!from) return undefined
  const span = item.windows.find((one) => one.place === place) ?? item.default
  return { early: later(from[0], span), late: later(from[1], span) }
}

function later(at: number, { amount, unit }: Span): number {
  if (unit === "minutes") return at + amount * 60_000
  if (unit === "hours") return at + amount * 3_600_000
  const date = new Date(at)
  if (unit === "months") date.setMonth(date.getMonth() + amount)
  else date.setDate(date.getDate() + amount)
  return date.getTime()
}
