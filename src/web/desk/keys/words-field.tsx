import { isWord } from "#crypto/words.ts"
import { fill } from "#web/lib/words.ts"
import { Field } from "#web/ui/field.tsx"
import { words as say } from "#web/desk/say.ts"

type Props = {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly error?: string | null
}

/** Twelve words, typed or pasted, each checked as it is finished. */
export function WordsField({ value, onInput, error }: Props) {
  const { signIn } = say()
  const typed = splitWords(value)
  const ended = /\s$/.test(value)
  return (
    <div class="stack">
      <Field
        label={signIn.wordsField}
        help={signIn.wordsHelp}
        error={error}
        value={value}
        rows={3}
        plain
        max={400}
        onInput={onInput}
      />
      <p class="meta" aria-live="polite">
        {fill(signIn.count, { n: typed.length })}
      </p>
      <ol class="words-read">
        {typed.map((word, at) => {
          const wrong = !isWord(word) && (ended || at < typed.length - 1)
          return (
            <li key={`${at} ${word}`} class={wrong ? "wrong" : undefined}>
              {at + 1} {word}
              {wrong ? <span class="sr">: {signIn.unknownWord}</span> : null}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

/** The words in what was typed: numbers and marks from a numbered list are dropped. */
export function splitWords(typed: string): string[] {
  return typed
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "")
}

/** Whether all twelve are there and known. */
export function areTwelve(typed: string): boolean {
  const words = splitWords(typed)
  return words.length === 12 && words.every(isWord)
}
