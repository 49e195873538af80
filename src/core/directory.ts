import type { PersonId } from "./ids.ts"

/** Somebody who can be found by name. */
export type Listed = {
  readonly id: PersonId
  readonly name: string
  readonly title?: string | undefined
  readonly unit?: string | undefined
  /** How a Chinese name is read, as `wang wei`; tones do not matter. */
  readonly pinyin?: string | undefined
}

/** The people whose name, reading, post or unit fits what was typed, the closest first. Nothing leaves the browser. */
export function searchDirectory<P extends Listed>(
  people: readonly P[],
  query: string,
  most = 20,
): P[] {
  const wanted = fold(query).trim()
  if (wanted === "") return []
  const found: { person: P; rank: number }[] = []
  for (const person of people) {
    const rank = rankOf(person, wanted)
    if (rank < ranks) found.push({ person, rank })
  }
  // The order of the directory decides between equals: sorting keeps it.
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ person }) => person)
}

/** A text as it is compared: small letters without accents, wide letters made narrow. */
export function fold(text: string): string {
  const small = text.toLowerCase()
  // Most names need no more, and ten thousand are folded at every key pressed.
  if (/^[\u0020-\u007e]*$/.test(small)) return small
  const bare = small.normalize("NFKD").replaceAll(/\p{M}/gu, "")
  return bare.replaceAll(/[ßøłđæœıþð]/g, (letter) => plainLetters[letter] ?? letter)
}

const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ð: "d",
}

const ranks = 6

/** 0 the name begins so, 1 a word of it, 2 its reading, 3 every word typed begins one, 4 somewhere in it, 5 post or unit. */
function rankOf(person: Listed, wanted: string): number {
  const name = fold(person.name)
  const at = name.indexOf(wanted)
  if (at === 0) return 0
  if (at > 0 && startsWord(name, wanted, at)) return 1
  if (person.pinyin && readsAs(fold(person.pinyin), wanted)) return 2
  if (wanted.includes(" ") && wanted.split(/ +/).every((word) => startsWord(name, word, 0)))
    return 3
  if (at > 0) return 4
  const rest = [person.title, person.unit].filter((text) => text !== undefined).map(fold)
  return rest.some((text) => startsWord(text, wanted, 0)) ? 5 : ranks
}

/** Says whether a word of the text, looked for from a place on, begins so. */
function startsWord(text: string, wanted: string, from: number): boolean {
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (at === 0 || /[\s\-·.,'’()/&]/.test(text[at - 1] ?? "")) return true
  }
  return false
}

/** `wangwei`, `wang w` and `ww` all find somebody read as `wang wei`. */
function readsAs(pinyin: string, wanted: string): boolean {
  const typed = wanted.replaceAll(/[\s'’]/g, "")
  const syllables = pinyin.split(/[\s'’]+/)
  const initials = syllables.map((s) => s[0] ?? "").join("")
  return syllables.join("").startsWith(typed) || initials.startsWith(typed)
}
