import { answersInForce, pagesFor } from "#core/question.ts"
import { answered } from "#core/condition.ts"
import { textOf, type PageText } from "#core/wording.ts"
import { listed, lang, locale } from "#web/lib/words.ts"
import { when } from "#web/lib/times.ts"
import { now } from "#web/lib/clock.ts"
import { intake, type Question } from "./content.ts"
import type { Answers, Told } from "./form.ts"
import { me } from "#web/desk/session.ts"
import { caseWords } from "./words.ts"

/** One question that was asked, and what was said; null is left open. */
export type Line = { readonly id: string; readonly asked: string; readonly said: string | null }

/** The report, question by question, in the reader's language; what the reporter wrote stays as it was written. */
export function linesOf(answers: Answers): Line[] {
  return pagesFor(intake.pages, answers)
    .filter(({ type }) => type !== "statement" && type !== "review")
    .map((page) => lineOf(page, answers))
}

/** The answers that count: one whose question was no longer asked does not. */
export function inForce(answers: Answers): Answers {
  const counted = answersInForce(intake.pages, answers)
  return Object.fromEntries(Object.entries(answers).filter(([page]) => counted[page] !== undefined))
}

function lineOf(page: Question, answers: Answers): Line {
  const { id } = page
  const words = textOf(intake, page, lang.value, answers)
  const answer = answers[id]
  const open = !answer || !(answered(answer) || answer.between)
  return { id, asked: words.text, said: open ? null : saidOn(words, answer) }
}

function saidOn(words: PageText, answer: Told): string {
  const country = new Intl.DisplayNames(locale(), { type: "region", fallback: "code" })
  const chosen = (answer.codes ?? []).map((given) => {
    // The country was left as it stood: the organisation's own.
    const code = given === "org_country" ? (me.value?.org.country ?? given) : given
    const option = words.options.find((known) => known.code === code)?.text
    return option ?? (/^[A-Z]{2}$/.test(code) ? (country.of(code) ?? code) : code)
  })
  const fields = words.fields.flatMap((field) => {
    const said = answer.fields?.[field.id]?.trim()
    return said ? [`${field.text}: ${said}`] : []
  })
  const between = answer.between
    ? [[...new Set(answer.between.map((at) => when(at, now.value)))].join(" – ")]
    : []
  const named = (answer.named ?? []).map((one) => nameLine(words, one))
  return [...chosen, ...between, ...fields, ...named, answer.text?.trim() ?? ""]
    .filter((line) => line !== "")
    .join("\n")
}

type NamedOne = NonNullable<Told["named"]>[number]
function nameLine({ fields }: PageText, { name, relation, power }: NamedOne): string {
  const relations = fields.find((field) => field.id === "relation")?.options
  const known = relations?.find((option) => option.code === relation)?.text
  const parts = [name, known ?? relation, power ? caseWords().told.power : undefined]
  return parts.filter((part) => part).join(" · ")
}

/** How the reporter may be reached, in one line, from what they said about it. */
export function safetyOf(answers: Answers): string[] {
  const { safe } = caseWords()
  const reach = answers["i02"]
  const ways = (reach?.codes ?? []).filter(isWay)
  const rules = answers["i03"]?.text?.trim()
  const helper = answers["i23"]
  const told = ways.map((way) =>
    safe.ways[way].replace("{to}", () => reach?.fields?.[way]?.trim() ?? "").trim(),
  )
  const state = answers["i01"]?.codes?.[0]
  return [
    state === "no" ? safe.unsafe : state === "unsure" ? safe.unsure : "",
    ways.length > 0
      ? safe.reach.replace("{ways}", () => listed(told))
      : reach
        ? safe.only
        : safe.unknown,
    rules ? safe.rules.replace("{rules}", () => rules) : "",
    answered(helper) ? safe.helper.replace("{who}", () => helperLine(answers)) : "",
  ].filter((part) => part !== "")
}

function helperLine(answers: Answers): string {
  const line = linesOf(answers).find(({ id }) => id === "i23")?.said ?? ""
  return line.split("\n").join(lang.value === "zh" ? "，" : ", ")
}

const isWay = (code: string): code is "phone" | "sms" | "email" | "person" =>
  ["phone", "sms", "email", "person"].includes(code)
