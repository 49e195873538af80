import content from "#content/letter_nature.json" with { type: "json" }

/** A reference that belongs to the letter alone: eight signs by chance, nothing of the case in it. */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `P-${[...bytes].map((byte) => signs[byte % signs.length]).join("")}`
}

const signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

/** A word that says what the letter is about; null when there is none. */
export function natureIn(text: string): string | null {
  return nature.exec(text)?.[0] ?? null
}

const nature = new RegExp(content.pattern, content.flags)

/** On what we ask, in the language of the letter, until the writer knows better. */
export const basis = {
  en: "safety of our staff; request to preserve evidence",
  zh: "保障员工安全，请求保留证据",
} as const
