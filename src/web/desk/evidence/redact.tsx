import { useState } from "preact/hooks"
import { plainName } from "#core/file/kind.ts"
import type { FileEntry } from "#crypto/file.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import { send } from "#web/desk/case/attach.ts"
import type { Case } from "#web/desk/case/case.ts"
import { roomKey } from "#web/desk/case/papers.ts"
import { sayIn } from "#web/desk/case/say.ts"
import type { OpenedFile } from "./opened.ts"
import { RedactPicture } from "./redact-picture.tsx"
import { RedactText } from "./redact-text.tsx"
import { evidenceWords } from "./words.ts"

/** What is made of the original: its bytes and the ending of its name. */
export type Redacted = { readonly blob: Blob; readonly ending: "png" | "jpg" | "txt" }
/** What both ways of covering are given: they hand on what makes the copy, or null while nothing is covered. */
export type CoverProps = {
  readonly opened: OpenedFile
  readonly name: string
  readonly ready: (make: (() => Promise<Redacted>) | null) => void
}

type Props = {
  readonly one: Case
  readonly file: FileEntry
  readonly opened: OpenedFile
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Makes a copy with something covered. The original is not touched; the copy says what it was made from. */
export function Redact({ one, file, opened, onDone, onBack }: Props) {
  const { redact } = evidenceWords()
  const [make, ready] = useState<{ go: () => Promise<Redacted> } | null>(null)
  const act = useAct()
  const props = {
    opened,
    name: file.name,
    ready: (go: (() => Promise<Redacted>) | null) => ready(go && { go }),
  }
  const keep = async () => {
    const done = await act.run(async () => {
      if (make) await keepCopy(one, file, await make.go())
    })
    if (!done) return
    toast(redact.kept)
    onDone()
  }
  return (
    <div class="stack">
      <p class="second">{redact.note}</p>
      {opened.truth.pixels ? <RedactPicture {...props} /> : <RedactText {...props} />}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button why={make ? null : redact.opens} onPress={() => void keep()}>
          {act.busy ? redact.keeping : redact.keep}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {redact.back}
        </Button>
      </div>
    </div>
  )
}

/** Seals the copy as a file of its own, named by a note of the team. */
async function keepCopy(one: Case, file: FileEntry, { blob, ending }: Redacted): Promise<void> {
  const identity = one.papers && roomKey(one.papers, "desk")
  if (!identity) throw new CannotOpen("wrong-key")
  const { redact } = evidenceWords()
  // The original's name may say what the copy covers.
  const name = `${redact.suffix}-${file.sha256.slice(0, 8)}.${ending}`
  const { upload, entry } = await send(one.id, identity, blob, {
    told: { name, type: blob.type, copy: "redacted", of: file.sha256 },
  })
  const text = fill(redact.text, { name: plainName(file.name) })
  await sayIn(one.id, { kind: "note", text, files: [entry], uploads: [upload] })
}
