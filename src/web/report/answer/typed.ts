import { signal, type Signal } from "#web/report/signal.ts"

const texts = new Map<string, Signal<string>>()

/** What is being written in a form. It outlives the form: the page is drawn anew when another language is first chosen. */
export function typedIn(id: string): Signal<string> {
  const known = texts.get(id) ?? signal("")
  texts.set(id, known)
  return known
}

/** Forgets whatever was typed and not sent. */
export function forgetTyped(): void {
  texts.clear()
}
