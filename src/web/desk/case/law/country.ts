import { locale } from "#web/lib/words.ts"

/** A country by its name in the reader's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(locale(), { type: "region", fallback: "code" }).of(code) ?? code
}
