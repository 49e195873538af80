/** The words of a screen in one language, by the closed word that each of them shows. */
export type Shown = Readonly<Record<string, string>>

/**
 * What was typed, as the server may know it: the closed word behind a word of the screen, the first signs of a case's
 * id, or a part of a colleague's name. Null for everything else, which may be a name out of a report: nobody is asked.
 */
export function closedWord(
  typed: string,
  shown: readonly Shown[],
  team: readonly string[],
): string | null {
  const asked = typed.trim().toLowerCase()
  if (asked === "") return null
  const all = shown.flatMap((words) => Object.entries(words))
  const word = all.find(([, label]) => label.toLowerCase().includes(asked))?.[0]
  if (word !== undefined) return word
  const known = isId(asked) || team.some((name) => name.toLowerCase().includes(asked))
  return known ? asked : null
}

/** Six signs tell cases apart; fewer of them without a digit may as well be a name. */
function isId(asked: string): boolean {
  return /^[0-9a-f]{1,32}$/.test(asked) && (/[0-9]/.test(asked) || asked.length >= 6)
}
