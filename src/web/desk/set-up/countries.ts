/** Every country whose public holidays the server's calendar knows. */
export const countries =
  "AD AE AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU IC ID IE IL IM IN IR IS IT JE JM JP KE KM KN KR KY KZ LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MQ MR MS MT MU MW MX MY MZ NA NC NE NF NG NI NL NO NZ PA PE PF PH PK PL PM PR PT PY RE RO RS RU RW SA SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TC TD TG TH TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF XK YT ZA ZM ZW".split(
    " ",
  )

/** A country's name as a language says it. */
export function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return names(language).of(code) ?? code
}

/** All of them by name, in the order of the language. */
export function countriesIn(language: string): [code: string, name: string][] {
  const { compare } = new Intl.Collator(language)
  return countries
    .map((code): [string, string] => [code, countryName(code, language)])
    .toSorted(([, one], [, other]) => compare(one, other))
}

/** The code of a country written as a code or by its name in English or Chinese. */
export function countryOf(text: string): string | null {
  const upper = text.toUpperCase()
  if (countries.includes(upper)) return upper
  byName ??= new Map(
    ["en", "zh-Hans"].flatMap((language) =>
      countries.map((code) => [countryName(code, language).toLowerCase(), code] as const),
    ),
  )
  return byName.get(text.toLowerCase()) ?? also[text.toLowerCase()] ?? null
}

let byName: Map<string, string> | undefined
const also: Readonly<Record<string, string>> = {
  uk: "GB",
  usa: "US",
  "united states of america": "US",
  英国: "GB",
  美国: "US",
  香港: "HK",
  台湾: "TW",
}

const made = new Map<string, Intl.DisplayNames>()
function names(language: string): Intl.DisplayNames {
  const known = made.get(language) ?? new Intl.DisplayNames([language], { type: "region" })
  made.set(language, known)
  return known
}

/** The country a zone lies in most likely, so that one question is answered already. */
export function countryOfZone(zone: string): string {
  return byZone[zone] ?? ""
}
const byZone: Readonly<Record<string, string>> = {
  "Asia/Shanghai": "CN",
  "Asia/Hong_Kong": "HK",
  "Asia/Singapore": "SG",
  "Asia/Tokyo": "JP",
  "Asia/Kolkata": "IN",
  "Asia/Calcutta": "IN",
  "Europe/London": "GB",
  "Europe/Berlin": "DE",
  "Europe/Paris": "FR",
  "America/New_York": "US",
  "America/Chicago": "US",
  "America/Los_Angeles": "US",
  "Australia/Sydney": "AU",
}
