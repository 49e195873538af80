/** The words of a screen in one language, by the closed word that each of them shows. */
export type Shown = Readonly<Record<string, string>>

/** What was typed, as the server knows it: a word of the screen becomes the closed word behind it; the rest stays. */
export function closedWord(typed: string, shown: readonly Shown[]): string {
  const asked = typed.trim().toLowerCase()
  if (asked === "") return ""
  const all = shown.flatMap((words) => Object.entries(words))
  return all.find(([, label]) => label.toLowerCase().includes(asked))?.[0] ?? asked
}
