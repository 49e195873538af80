import { computed, signal } from "@preact/signals"
import type { Lang } from "#wire/form.ts"

const kept = "tocsin-desk-language"

/** The language this desk reads. */
export const lang = signal<Lang>(firstLanguage())

/** Chooses a language; the choice stays in this browser. */
export function chooseLanguage(language: Lang): void {
  lang.value = language
  localStorage.setItem(kept, language)
}

/** Whether somebody chose on this browser, so that a person's own setting does not undo it. */
export function languageChosen(): boolean {
  return localStorage.getItem(kept) !== null
}

/** One feature's sentences in both languages; call the answer for those of the language now read. */
export function catalogue<Words>(en: Words, zh: NoInfer<Words>): () => Words {
  const chosen = computed(() => (lang.value === "zh" ? zh : en))
  return () => chosen.value
}

/** A sentence with its blanks, written {like-this}, filled. */
export function fill(text: string, blanks: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{([\w-]+)\}/g, (blank, name: string) => String(blanks[name] ?? blank))
}

/** Words that depend on a count. Chinese needs only `other`. */
export type Counted = { readonly one: string; readonly other: string }

/** The sentence for a count, with {n} filled. */
export function counted(words: Counted, n: number): string {
  const one = lang.value === "en" && new Intl.PluralRules("en").select(n) === "one"
  return fill(one ? words.one : words.other, { n })
}

/** Names in a row, as the language strings them. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names)
}

/** What Intl is asked for. */
export function locale(): string {
  return lang.value === "zh" ? "zh-Hans-CN" : "en-GB"
}

function firstLanguage(): Lang {
  const chosen = localStorage.getItem(kept)
  if (chosen === "en" || chosen === "zh") return chosen
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en"
}
