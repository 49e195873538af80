import type { Page } from "#web/build/slim-types.ts"
import { isEmpty, type Answer, type Answers, type Named } from "./ask/answer.ts"
import { pagesFor } from "#core/question.ts"
import { worded } from "./ask/flow.ts"

/** What she answered, as a person reads it: each question in her language and the answer under it. */
export function transcript(
  pages: readonly Page[],
  answers: Answers,
  told: { time: (at: number) => string; place: (code: string) => string },
): string {
  return pagesFor(pages, answers)
    .filter(
      (page) => !isEmpty(answers[page.id]) && page.type !== "statement" && page.type !== "review",
    )
    .map(
      (page) =>
        `${worded(page, answers).text}\n${saidOn(worded(page, answers), answers[page.id] ?? {}, told)}`,
    )
    .join("\n\n")
}

function saidOn(page: Page, answer: Answer, told: Parameters<typeof transcript>[2]): string {
  const chosen = page.options
    .filter(([code]) => answer.codes?.includes(code))
    .map(([, text]) => text)
  const place = page.type === "country" ? (answer.codes ?? []).map(told.place) : []
  const fields = (page.fields ?? []).flatMap((field) => {
    const said = answer.fields?.[field.id]?.trim()
    return said ? [`${field.text}: ${said}`] : []
  })
  const when = answer.between ? [answer.between.map(told.time).join(" – ")] : []
  const named = (answer.named ?? []).map((one) => nameLine(page, one))
  return [...chosen, ...place, ...when, ...fields, ...named, answer.text?.trim() ?? ""]
    .filter((line) => line !== "")
    .join("\n")
}

function nameLine(page: Page, one: Named): string {
  const relation = page.fields
    ?.find((field) => field.id === "relation")
    ?.options?.find(([code]) => code === one.relation)?.[1]
  const power = one.power ? page.fields?.find((field) => field.id === "power")?.text : undefined
  return [one.name, relation, power].filter((part) => part).join(" · ")
}
