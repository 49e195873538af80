import { phrases, type Phrase } from "./content.ts"

/** Words in a draft that hurt, with why and what to say instead. */
export type Hit = Pick<Phrase, "id" | "why" | "say"> & { readonly hit: string }

/** Looks through a draft in both languages; each phrase is named once. */
export function hitsIn(text: string): Hit[] {
  return [...phrases.en, ...phrases.zh].flatMap(({ id, pattern, flags, why, say }) => {
    const hit = new RegExp(pattern, flags).exec(text)?.[0]
    return hit ? [{ id, why, say, hit }] : []
  })
}

/** Whether nothing is left of a text once ready-made sentences are taken out: that alone is not contact. */
export function onlyReady(text: string, ready: readonly string[]): boolean {
  const rest = ready.reduce((left, sentence) => left.replaceAll(sentence, ""), text)
  return text.trim() !== "" && !/[\p{L}\p{N}]/u.test(rest)
}
