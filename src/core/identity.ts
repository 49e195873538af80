/** Who somebody is, exactly enough that two lists mean the same person: never a name alone. */
export type Identity = {
  readonly family: string
  readonly given: string
  /** `YYYY-MM-DD`. */
  readonly born: string
  /** One number of an identity document, when both sides have it. */
  readonly number?: string | undefined
}

/**
 * What is compared, the same however it was typed: wide or narrow letters, capitals, spaces, hyphens, accents, and which
 * name stands first make no difference. Everything else does; nothing is guessed.
 */
export function comparable({ family, given, born, number }: Identity): readonly string[] {
  const name = nameOf(comparableName(family), comparableName(given))
  return number === undefined ? [...name, born] : [...name, born, comparableNumber(number)]
}

/** A name as it is compared; empty when there is no letter in it. */
export function comparableName(typed: string): string {
  const name = settled(typed, (text) =>
    folded(text.normalize("NFD").replaceAll(accents, "")).replaceAll(between, ""),
  )
  return /\p{L}/u.test(name) ? name : ""
}

/** A document's number as it is compared: letters and digits only. */
export function comparableNumber(typed: string): string {
  return settled(typed, (text) => folded(text).replaceAll(/[^\p{L}\p{N}]/gu, ""))
}

/** Says whether a text is a day on which somebody alive can have been born. `today` is `YYYY-MM-DD`. */
export function isBirthday(text: string, today: string): boolean {
  return isDay(text) && text >= earliest && text <= today
}

/** A day that the calendar has, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (!year || !month || !day) return false
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.toISOString().startsWith(text)
}

const earliest = "1900-01-01"

/** Accents, where they are an ornament of the letter; in other scripts a mark is a sound of its own. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Mn}*)\p{Mn}/gu
/** What stands between the letters of a name or only shapes them: spaces, hyphens, apostrophes, dots, joiners. */
const between = /[\s\p{Z}\p{P}\p{Sk}\p{Lm}\p{Cf}\p{Cc}]/gu

const folded = (text: string): string =>
  text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC")

/** Done until it changes nothing: folding one sign can uncover another. */
function settled(text: string, once: (text: string) => string): string {
  let before = text
  for (let next = once(before); next !== before; next = once(before)) before = next
  return before
}

/**
 * Both names in an order of their own. A name all in Han characters is taken whole: where the family name ends is often
 * mistaken by whoever types it (欧阳 修 and 欧 阳修), so it is read round from wherever it sorts first.
 */
function nameOf(family: string, given: string): readonly string[] {
  const whole = family + given
  return /^\p{Script=Han}+$/u.test(whole) ? ["", roundFromFirst(whole)] : [family, given].toSorted()
}

function roundFromFirst(text: string): string {
  const signs = [...text]
  const turns = signs.map((_, at) => [...signs.slice(at), ...signs.slice(0, at)].join(""))
  return turns.toSorted()[0] ?? ""
}
