import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { covered, everywhere, merged, type Passage } from "./cover.ts"
import { textOf } from "./opened.ts"
import type { CoverProps } from "./redact.tsx"
import { evidenceWords } from "./words.ts"

/** More than this a browser's field does not hold without making its reader wait. */
const most = 1_000_000

/** Passages of a text: chosen in the text itself, or the same words wherever they stand. */
export function RedactText({ opened, ready }: CoverProps) {
  const { redact } = evidenceWords()
  // A field counts a line's end as one sign, whatever the file wrote.
  const text = useMemo(() => textOf(opened).text.replaceAll(/\r\n?/g, "\n"), [opened])
  const [passages, setPassages] = useState<readonly Passage[]>([])
  const [words, type] = useState("")
  const field = useRef<HTMLTextAreaElement>(null)
  const result = covered(text, passages)
  useEffect(() => {
    const blob = () => new Blob([result], { type: "text/plain" })
    ready(passages.length > 0 ? () => Promise.resolve({ blob: blob(), ending: "txt" }) : null)
  }, [passages])
  if (text.length > most) return <p role="status">{redact.tooLong}</p>
  const add = (more: readonly Passage[]) => setPassages(merged([...passages, ...more]))
  const chosen = () => {
    const at = field.current
    if (at) add([[at.selectionStart, at.selectionEnd]])
  }
  return (
    <>
      <label class="field">
        <span class="label">{redact.original}</span>
        <textarea ref={field} class="letters" rows={10} readOnly value={text} />
      </label>
      <div class="acts">
        <Button kind="quiet" onPress={chosen}>
          {redact.coverChosen}
        </Button>
        <Button
          kind="quiet"
          why={passages.length > 0 ? null : redact.nothingYet}
          onPress={() => setPassages([])}
        >
          {redact.again}
        </Button>
      </div>
      <Field
        label={redact.words}
        help={redact.wordsHelp}
        max={200}
        value={words}
        onInput={type}
        plain
      />
      <Button
        kind="quiet"
        why={everywhere(text, words).length > 0 ? null : redact.noWords}
        onPress={() => add(everywhere(text, words))}
      >
        {redact.coverAll}
      </Button>
      <label class="field">
        <span class="label">{redact.result}</span>
        <textarea class="letters" rows={10} readOnly value={result} />
      </label>
    </>
  )
}
