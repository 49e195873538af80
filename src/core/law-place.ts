/**
 * The countries whose law a case can have beside the organisation's own: those with a pack, and the members of the Union,
 * where its baseline holds. Each with the zone by which its days are counted where a case names no place in it: the
 * capital's, except where most people live by another clock.
 */
export const zoneOfCountry = {
  AT: "Europe/Vienna",
  AU: "Australia/Sydney",
  BE: "Europe/Brussels",
  BG: "Europe/Sofia",
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  EE: "Europe/Tallinn",
  ES: "Europe/Madrid",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GB: "Europe/London",
  GR: "Europe/Athens",
  HR: "Europe/Zagreb",
  HU: "Europe/Budapest",
  IE: "Europe/Dublin",
  IN: "Asia/Kolkata",
  IT: "Europe/Rome",
  JP: "Asia/Tokyo",
  KR: "Asia/Seoul",
  LT: "Europe/Vilnius",
  LU: "Europe/Luxembourg",
  LV: "Europe/Riga",
  MT: "Europe/Malta",
  NL: "Europe/Amsterdam",
  PK: "Asia/Karachi",
  PL: "Europe/Warsaw",
  PT: "Europe/Lisbon",
  RO: "Europe/Bucharest",
  SE: "Europe/Stockholm",
  SG: "Asia/Singapore",
  SI: "Europe/Ljubljana",
  SK: "Europe/Bratislava",
  US: "America/New_York",
} as const satisfies Record<string, string>

/** A country whose law a case can have. */
export type LawCountry = keyof typeof zoneOfCountry
export const lawCountries = Object.keys(zoneOfCountry) as LawCountry[] // the keys of a constant

/** The countries of the Union. */
export const memberStates: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
)

/** The countries of a case in order: the organisation's own first, each once. */
export function placesWith(home: string, others: readonly string[]): string[] {
  return [...new Set([home, ...others])]
}
