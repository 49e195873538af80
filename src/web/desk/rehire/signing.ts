/** Says a word of the central desk about a subject. */
export type Sign = (path: string, word: string) => void

/** What every part of the central desk's screen is given. */
export type Signing = { readonly sign: Sign; readonly now: number }
