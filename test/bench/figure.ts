/** What a figure is held against: a peer measured elsewhere, or something measured in the same run. */
export type Reference = {
  readonly what: string
  readonly value?: unknown
  readonly peer?: number | string
}

/** One measured figure: a line of JSON. `target` is what it has to reach, in the same unit. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly target: number
  readonly reference?: Reference
}

/** Figures that are measured together. */
export type Group = {
  readonly name: string
  readonly run: () => AsyncIterable<Figure>
}

/** Where the peer's figures come from. */
export const elsewhere = "GlobaLeaks 5.0.15, measured elsewhere on the same kind of machine"

/** The value that a share of all is not above. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  return sorted[Math.max(0, at)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Three significant digits are more than a shared machine can promise. */
export const rounded = (value: number): number => Number(value.toPrecision(4))

/** Tells whoever watches how far it is; figures alone go to the other stream. */
export const progress = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`)
}
