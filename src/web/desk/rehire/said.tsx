import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { CentralWord } from "#core/rehire.ts"
import type { Said } from "#wire/rehire.ts"
import type { Sign } from "./signing.ts"
import { rehireWords } from "./words.ts"

/** What one of the two has said already. */
export function SaidSoFar({ said }: { readonly said: Said }) {
  const { central } = rehireWords()
  if (!said) return <>{central.saidNothing}</>
  const word = central.word[said.word]
  return <>{fill(said.mine ? central.saidMine : central.saidBy, { name: said.by, word })}</>
}

type Props = {
  readonly words: readonly CentralWord[]
  readonly path: string
  readonly sign: Sign
  /** What the buttons are about, for whoever hears them without seeing the row. */
  readonly about: string
  readonly why?: string | null
}

/** The words that may be said, each a button. */
export function Words({ words, path, sign, about, why = null }: Props) {
  const { central } = rehireWords()
  return (
    <div class="acts">
      {words.map((word) => (
        <Button
          key={word}
          kind="quiet"
          why={why}
          label={`${central.word[word]}: ${about}`}
          onPress={() => sign(path, word)}
        >
          {central.word[word]}
        </Button>
      ))}
    </div>
  )
}
