import { answered, holds, type Answer, type Answers, type Condition } from "./condition.ts"

export const pageTypes = [
  "statement",
  "country",
  "single",
  "multi",
  "text",
  "longtext",
  "persons",
  "files",
  "review",
] as const
export type PageType = (typeof pageTypes)[number]

/** Whatever is shown on a condition: a page, or a line after sending. */
export type Shown = { readonly id: string; readonly show_if?: Condition | null | undefined }

/** What the engine needs of `content/intake.json`; its words are in wording.ts. */
export type Questions<P extends Shown = Shown> = {
  readonly pages: readonly P[]
  readonly compulsory: readonly string[]
  readonly short_path: readonly string[]
  readonly effects: readonly { readonly id: string; readonly if: Condition; readonly do: string }[]
}

/** The pages that are asked, in order, given what was answered so far. */
export function pagesFor<P extends Shown>(pages: readonly P[], answers: Answers): P[] {
  return walk(pages, answers).shown
}

/** The answers that count. One whose page is no longer asked is kept by the page, and not counted here. */
export function answersInForce(pages: readonly Shown[], answers: Answers): Answers {
  return walk(pages, answers).counted
}

/** The page after this one, also when this one is no longer asked; null when it is the last. */
export function nextPage<P extends Shown>(
  pages: readonly P[],
  answers: Answers,
  id: string,
): P | null {
  return (
    pagesFor(pages, answers).find((page) => placeOf(pages, page.id) > placeOf(pages, id)) ?? null
  )
}

/** The page before this one; null when it is the first. */
export function previousPage<P extends Shown>(
  pages: readonly P[],
  answers: Answers,
  id: string,
): P | null {
  const before = pagesFor(pages, answers).filter(
    (page) => placeOf(pages, page.id) < placeOf(pages, id),
  )
  return before.at(-1) ?? null
}

/** The few pages for somebody in a hurry, with the one that sends for help at once when it is asked. */
export function shortPathFor<P extends Shown & { readonly submits?: unknown }>(
  { pages, short_path }: Pick<Questions<P>, "pages" | "short_path">,
  answers: Answers,
): P[] {
  return pagesFor(pages, answers).filter((page) => short_path.includes(page.id) || page.submits)
}

/** What the answers set going, each once, in the order of the content. */
export function effectsOf(
  { pages, effects }: Pick<Questions, "pages" | "effects">,
  answers: Answers,
): string[] {
  const counted = answersInForce(pages, answers)
  return [...new Set(effects.filter((e) => holds(e.if, counted)).map((e) => e.do))]
}

/** The lines shown after sending, for these answers and this level. */
export function linesAfter<L extends Shown>(
  {
    pages,
    after_submit,
  }: { readonly pages: readonly Shown[]; readonly after_submit: readonly L[] },
  answers: Answers,
  level: string,
): L[] {
  const counted = answersInForce(pages, answers)
  return after_submit.filter((line) => !line.show_if || holds(line.show_if, counted, level))
}

/** The compulsory questions that are still open. The last of them is the button that sends. */
export function openQuestions(
  { pages, compulsory }: Pick<Questions, "pages" | "compulsory">,
  answers: Answers,
): string[] {
  const asked = pagesFor(pages, answers).map((page) => page.id)
  return compulsory.filter((id) => asked.includes(id) && !answered(answers[id]))
}

/** One choice more or less; an option that stands alone takes the others away. */
export function choose(
  page: { readonly type: string; readonly exclusive?: readonly string[] | undefined },
  codes: readonly string[],
  { code, on }: { code: string; on: boolean },
): string[] {
  if (page.type !== "multi") return on ? [code] : []
  const others = codes.filter((one) => one !== code)
  const alone = page.exclusive ?? []
  if (!on) return others
  return alone.includes(code) ? [code] : [...others.filter((one) => !alone.includes(one)), code]
}

/** The length of a text as the content counts it: code points, so that one character of any script is one. */
export function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length += 1
  return length
}

/** Says whether a text fits where it is written; a place without a limit takes anything. */
export function withinLimit(
  place: { readonly max_chars?: number | null | undefined },
  text: string,
): boolean {
  return typeof place.max_chars !== "number" || lengthOf(text) <= place.max_chars
}

/** Everything typed, counted together for the limit of the whole. */
export function totalLength(answers: Answers): number {
  const typed = Object.values(answers).flatMap((answer) => textsOf(answer))
  return typed.reduce((sum, text) => sum + lengthOf(text), 0)
}

function textsOf(answer: Answer | undefined): string[] {
  const names = (answer?.named ?? []).map((one) => one.name)
  return [answer?.text ?? "", ...Object.values(answer?.fields ?? {}), ...names]
}

/** A page is asked by what counts before it: an answer behind a closed branch opens nothing. */
function walk<P extends Shown>(
  pages: readonly P[],
  answers: Answers,
): { shown: P[]; counted: Answers } {
  const shown: P[] = []
  const counted: Record<string, Answer> = {}
  for (const page of pages) {
    if (page.show_if && !holds(page.show_if, counted)) continue
    shown.push(page)
    const answer = answers[page.id]
    if (answer) counted[page.id] = answer
  }
  return { shown, counted }
}

function placeOf(pages: readonly Shown[], id: string): number {
  return pages.findIndex((page) => page.id === id)
}
