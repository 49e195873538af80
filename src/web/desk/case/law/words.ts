import { now } from "#web/lib/clock.ts"
import { clock, dayOf, when } from "#web/lib/times.ts"
import { catalogue, fill, lang } from "#web/lib/words.ts"
import { caseLawEn } from "#web/words/case-law-en.ts"
import { caseLawZh } from "#web/words/case-law-zh.ts"
import { lawEn } from "#web/words/law-en.ts"
import { lawZh } from "#web/words/law-zh.ts"
import type { CaseLaw } from "#wire/law.ts"

/** The words of the law of a case. */
export const caseLawWords = catalogue(caseLawEn, caseLawZh)
/** What each law asks for, and how far it was checked. */
export const lawWords = catalogue(lawEn, lawZh)

type Line = CaseLaw["lines"][number]

/** What one limit asks for, with whom it is about. */
export function lineWords({ clock, respondent }: Pick<Line, "clock" | "respondent">): string {
  const said = lawWords().clock[clock as keyof typeof lawEn.clock] ?? clock // a test holds the table to the content
  return respondent === null
    ? said
    : `${fill(caseLawWords().respondent, { n: respondent })}: ${said}`
}

/** By when, not before when or up to when, as its kind is. */
export function dueWords({ kind, owner, due }: Pick<Line, "kind" | "owner" | "due">): string {
  const right = owner === "either_party" && kind === "max"
  return fill(lawWords().kind[right ? "min" : kind], { due: farWhen(due) })
}

/** A time with its year where it is more than a week away. */
export function farWhen(at: number): string {
  return Math.abs(at - now.value) < 6 * 86_400_000
    ? when(at, now.value)
    : `${dayOf(at)} ${clock(at)}`
}

/** The name of a law. */
export function packName({ packs }: CaseLaw, id: string): string {
  return packs.find((pack) => pack.id === id)?.name[lang.value] ?? id
}
