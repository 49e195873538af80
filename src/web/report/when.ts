const hour = 3_600_000

/** The interval that an answer of i05 or i05a leaves open, counted back from now; the table of core/when.ts, for pages that need no calendar yet. */
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
