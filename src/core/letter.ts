import { Refusal } from "./refusal.ts"

/** A letter of the content: blanks are written `{like_this}`. */
export type Letter = {
  readonly id: string
  readonly subject: Readonly<Record<"en" | "zh", string>>
  readonly body: Readonly<Record<"en" | "zh", readonly string[]>>
  readonly placeholders: readonly string[]
  /** Blanks that may stay empty. */
  readonly optional: readonly string[]
}

/** A letter with its blanks filled, and the blanks that keep it from being sent. */
export type Filled = {
  readonly subject: string
  readonly body: string
  readonly missing: readonly string[]
}

/** Fills the blanks of a letter. What is missing is named and stands in the text as its blank; nothing is guessed. */
export function fillLetter(
  letter: Letter,
  lang: "en" | "zh",
  blanks: Readonly<Record<string, string>>,
): Filled {
  const given = (name: string) => (blanks[name] ?? "").trim()
  const fill = (text: string) =>
    text
      .replaceAll(/\{(\w+)\}/g, (blank, name: string) =>
        given(name) === "" && !letter.optional.includes(name) ? blank : given(name),
      )
      .replaceAll(/[ \t]+(?=\n|$)/g, "")
  return {
    subject: fill(letter.subject[lang]),
    body: letter.body[lang].map((paragraph) => fill(paragraph)).join("\n\n"),
    missing: letter.placeholders.filter(
      (name) => given(name) === "" && !letter.optional.includes(name),
    ),
  }
}

/** The text of a letter that is to go out. With an empty blank there is none: nothing half-written is sealed or sent. */
export function wholeLetter({ subject, body, missing }: Filled): string {
  const [field] = missing
  if (field !== undefined) throw new Refusal("not-now", field)
  return `${subject}\n\n${body}`
}

/** The blanks of a letter in the order in which it is read: the address first, the name of the sender last. */
export function blanksOf({ subject, body, placeholders }: Letter): string[] {
  const text = [subject.en, ...body.en].join("\n")
  return placeholders.toSorted((a, b) => text.indexOf(`{${a}}`) - text.indexOf(`{${b}}`))
}

/** Which of these names stand in a text, however they are spaced or written; names of one sign are not looked for. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const plain = flat(text)
  return [...new Set(names)].filter((name) => {
    const parts = [name, ...name.split(/\s+/)].map((part) => flat(part))
    return parts.some((part) => [...part].length > 1 && stands(plain, part))
  })
}

/** Letters without spaces, marks and case: `Gao  Míng` and `gaoming` are one. */
function flat(text: string): string {
  const unmarked = text.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "")
  return unmarked.replaceAll(/[\s·.'’-]+/g, " ")
}

/** A Latin name counts as a word of its own, so that `Li` is not found in `video link`; Chinese has no gaps to go by. */
function stands(text: string, name: string): boolean {
  const wanted = name.trim()
  if (wanted === "") return false
  if (/\p{Script=Han}/u.test(wanted))
    return text.replaceAll(" ", "").includes(wanted.replaceAll(" ", ""))
  return ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `.includes(` ${wanted} `)
}
