import type Papa from "papaparse"

/** Splits comma, semicolon or tab separated text with papaparse, which is fetched only when a file is chosen. */
export function splitCells(
  { parse }: Pick<typeof Papa, "parse">,
  text: string,
): { rows: string[][]; broken: boolean } {
  const { data, errors } = parse<string[]>(text, { skipEmptyLines: false })
  return { rows: data, broken: errors.some(({ type }) => type === "Quotes") }
}
