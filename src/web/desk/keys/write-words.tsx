import { useState } from "preact/hooks"
import { newWords } from "#crypto/words.ts"
import { words as say } from "#web/desk/say.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { splitWords, WordsField } from "./words-field.tsx"

type Props = {
  readonly onTyped: (words: readonly string[]) => void
  readonly onCancel: () => void
}

/** Shows twelve new words once, then asks for them back. */
export function WriteWords({ onTyped, onCancel }: Props) {
  const [made, setMade] = useState(newWords)
  const [written, setWritten] = useState(false)
  if (!written) return <Show made={made} onWritten={() => setWritten(true)} onCancel={onCancel} />
  const startOver = () => {
    setMade(newWords())
    setWritten(false)
  }
  return <TypeBack made={made} onTyped={onTyped} onStartOver={startOver} />
}

type ShowProps = {
  readonly made: readonly string[]
  readonly onWritten: () => void
  readonly onCancel: () => void
}
function Show({ made, onWritten, onCancel }: ShowProps) {
  const { keysMade, cancel } = say()
  return (
    <section class="stack" aria-labelledby="write-words">
      <h2 id="write-words">{keysMade.writeTitle}</h2>
      <p class="second">{keysMade.writeWhy}</p>
      <ol class="words-shown" translate={false}>
        {made.map((word, at) => (
          <li key={`${at} ${word}`}>{word}</li>
        ))}
      </ol>
      <div class="acts">
        <Button onPress={onWritten}>{keysMade.written}</Button>
        <Button kind="quiet" onPress={onCancel}>
          {cancel}
        </Button>
      </div>
    </section>
  )
}

type TypeBackProps = {
  readonly made: readonly string[]
  readonly onTyped: (words: readonly string[]) => void
  readonly onStartOver: () => void
}
function TypeBack({ made, onTyped, onStartOver }: TypeBackProps) {
  const { keysMade } = say()
  const [typed, setTyped] = useState("")
  const [wrong, setWrong] = useState<string | null>(null)
  const back = splitWords(typed)
  const check = () => {
    if (back.length !== made.length) return
    const first = made.findIndex((word, at) => word !== back[at])
    if (first < 0) onTyped(back)
    else setWrong(fill(keysMade.typeWrong, { n: first + 1 }))
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <h2>{keysMade.typeTitle}</h2>
      <p class="second">{keysMade.typeWhy}</p>
      <WordsField
        value={typed}
        error={wrong}
        onInput={(value) => {
          setWrong(null)
          setTyped(value)
        }}
      />
      <div class="acts">
        <Button type="submit" why={back.length === made.length ? null : keysMade.typeOpens}>
          {keysMade.typeGo}
        </Button>
        <Button kind="quiet" onPress={onStartOver}>
          {keysMade.startOver}
        </Button>
      </div>
    </form>
  )
}
