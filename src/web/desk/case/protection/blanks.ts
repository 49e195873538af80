/** A text of the content with its blanks filled, and the blanks that keep it from being sent. */
export type Filled = { readonly text: string; readonly missing: readonly string[] }

/** Names the blanks of a text, each once, in its order. */
export function blanksIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name))]
}

/** Fills the blanks of a text. One that is empty stays in it as its blank and is named; nothing is guessed. */
export function filled(text: string, fields: Readonly<Record<string, string>>): Filled {
  const given = (name: string) => (fields[name] ?? "").trim()
  return {
    text: text.replaceAll(/\{(\w+)\}/g, (blank, name: string) => given(name) || blank),
    missing: blanksIn(text).filter((name) => given(name) === ""),
  }
}

/** A day with its clock, in the zone of the organisation and the language of whoever reads it. */
export function dated(at: number, lang: "en" | "zh", timeZone: string): string {
  return written(at, lang, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
}

/** A day, likewise. */
export function datedDay(at: number, lang: "en" | "zh", timeZone: string): string {
  return written(at, lang, { timeZone })
}

function written(at: number, lang: "en" | "zh", how: Intl.DateTimeFormatOptions): string {
  const day = { day: "numeric", month: "long", year: "numeric" } as const
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-Hans-CN" : "en-GB", { ...day, ...how }).format(
    at,
  )
}
