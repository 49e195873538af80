/** What is sure about a time: a day, perhaps a part of it, perhaps the clock. Each may stop there. */
export type Told = { daysAgo: number | null; part: DayPart | null; clock: string | null }
export const dayParts = ["night", "morning", "afternoon", "evening"] as const
export type DayPart = (typeof dayParts)[number]

const hour = 3_600_000
const starts = { night: 0, morning: 6, afternoon: 12, evening: 18 } as const satisfies Record<
  DayPart,
  number
>

/** The interval that a told time is; nothing when even the day is not known. It never reaches past now. */
export function intervalOf(
  told: Told,
  midnight: (daysAgo: number) => number,
  now: number,
): [number, number] | undefined {
  if (told.daysAgo === null) return undefined
  const day = midnight(told.daysAgo)
  const clock = told.clock ? /^(\d\d):(\d\d)$/.exec(told.clock) : null
  if (clock) {
    const at = Math.min(now, day + Number(clock[1]) * hour + Number(clock[2]) * 60_000)
    return [at, at]
  }
  const from = told.part ? day + starts[told.part] * hour : day
  const to = told.part ? from + 6 * hour : midnight(told.daysAgo - 1)
  return [Math.min(from, now), Math.min(to, now)]
}

/** The interval that an answer of i05 or i05a leaves open, counted back from now. */
export function intervalOfCode(
  code: string | undefined,
  now: number,
): [number, number] | undefined {
  const hours: Record<string, [number, number]> = {
    now: [0, 0],
    h24: [24, 0],
    h72: [72, 24],
    h120: [120, 72],
    d30: [720, 120],
  }
  const ago = hours[code ?? ""]
  return ago ? [now - ago[0] * hour, now - ago[1] * hour] : undefined
}
