import type { Opened, Said } from "#web/desk/case/said.ts"

/** A place where what was typed stands, in something that this browser opened. */
export type Found = Opened & {
  readonly before: string
  readonly match: string
  readonly after: string
}

/** How many signs are shown on each side of a match. */
const around = 48

/** The first match in each thing that was opened, the newest first. `textsOf` says what there is to read in it. */
export function findIn(
  opened: readonly Opened[],
  typed: string,
  textsOf: (said: Said) => readonly string[],
): Found[] {
  const wanted = patternOf(typed)
  if (!wanted) return []
  return opened
    .flatMap((one) => {
      const place = textsOf(one.said).flatMap((text) => excerptOf(text, wanted) ?? [])[0]
      return place ? [{ ...one, ...place }] : []
    })
    .toSorted((a, b) => b.said.view.at - a.said.view.at)
}

/** One sign finds too much, save where one sign is a word. */
function patternOf(typed: string): RegExp | null {
  const words = typed.trim().split(/\s+/)
  if (typed.trim().length < 2 && !/\p{Script=Han}/u.test(typed)) return null
  const literal = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
  return new RegExp(literal.join("\\s+"), "iu")
}

function excerptOf(text: string, wanted: RegExp): Pick<Found, "before" | "match" | "after"> | null {
  const hit = wanted.exec(text)
  if (!hit) return null
  const before = [...text.slice(0, hit.index)]
  const after = [...text.slice(hit.index + hit[0].length)]
  return {
    before: (before.length > around ? "…" : "") + before.slice(-around).join(""),
    match: hit[0],
    after: after.slice(0, around).join("") + (after.length > around ? "…" : ""),
  }
}
