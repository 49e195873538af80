import type { ComponentType } from "preact"
import { useEffect, useState } from "preact/hooks"
import { type ShownKind, sortOf } from "#core/file/kind.ts"
import type { FileEntry } from "#crypto/file.ts"
import { bug } from "./bug.ts"
import { Media } from "./media.tsx"
import type { OpenedFile } from "./opened.ts"
import { Picture } from "./picture.tsx"
import { Reading } from "./reading.tsx"
import { evidenceWords } from "./words.ts"

/** What every way of looking is given. */
export type LookProps = {
  readonly file: FileEntry
  readonly opened: OpenedFile
  readonly kind: ShownKind
}

/** A file, in the way of its kind. */
export function Shown(props: LookProps) {
  const sort = sortOf(props.kind)
  if (sort === "picture") return <Picture {...props} />
  if (sort === "media") return <Media {...props} />
  if (sort === "pdf") return <Pdf {...props} />
  return <Reading {...props} />
}

/** The drawing of PDF is heavy and rarely needed: it comes when one is looked at. */
function Pdf(props: LookProps) {
  const [Drawn, draw] = useState<ComponentType<LookProps> | null>(null)
  useEffect(() => {
    let here = true
    import("./pdf.tsx").then(({ PdfPages }) => here && draw(() => PdfPages), bug)
    return () => {
      here = false
    }
  }, [])
  return Drawn ? <Drawn {...props} /> : <p role="status">{evidenceWords().view.opening}</p>
}
