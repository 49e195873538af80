import type { Field, Page, PageOption } from "#web/build/slim-types.ts"
import type { Answers } from "./answer.ts"

/** Which wordings of a page fit who is writing, the closest first. */
const variantOrder: Record<string, readonly string[]> = {
  other: ["other", "third"],
  manager: ["manager", "third"],
  saw: ["saw", "third"],
  public: ["public", "saw", "third"],
  outside: ["outside", "third"],
}

/** The page in the words for whoever writes: the person harmed, or somebody who speaks of them. */
export function worded(page: Page, answers: Answers): Page {
  const names = variantOrder[answers["i04"]?.codes?.[0] ?? ""] ?? []
  if (names.length === 0) return page
  const variant = names.map((name) => page.variants?.[name]).find((found) => found !== undefined)
  const fields = page.fields?.map(thirdField)
  return {
    ...page,
    ...variant,
    options: merged(page.options, variant?.options),
    ...(fields ? { fields } : {}),
  }
}

function thirdField(field: Field): Field {
  if (!field.third) return field
  const { options, text } = field.third
  return {
    ...field,
    ...(text === undefined ? {} : { text }),
    ...(field.options ? { options: merged(field.options, options) } : {}),
  }
}

function merged(options: readonly PageOption[], instead: readonly PageOption[] = []): PageOption[] {
  return options.map(([code, text]) => [
    code,
    instead.find(([other]) => other === code)?.[1] ?? text,
  ])
}

/** A sentence with its blanks filled; a blank nobody filled stays out of sight. */
export function filled(text: string, blanks: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => blanks[name] ?? "…")
}
