import { useEffect, useState } from "preact/hooks"
import { keyFor } from "#crypto/case-key.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import type { FileEntry } from "#crypto/file.ts"
import { openFile } from "#crypto/open-file.ts"
import { getBytes } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "./case.ts"
import type { Said } from "./said.ts"
import { caseWords } from "./words.ts"

/** The files of something that was said: pictures are shown here, everything else is saved. */
export function Files({ of, one }: { readonly of: Said; readonly one: Case }) {
  if (of.files.length === 0) return null
  return (
    <ul class="files">
      {of.files.map((file, at) => (
        <File key={`${at} ${file.sha256}`} file={file} of={of} one={one} />
      ))}
    </ul>
  )
}

const pictures = ["image/jpeg", "image/png", "image/webp", "image/gif"]

type FileProps = { readonly file: FileEntry; readonly of: Said; readonly one: Case }
function File({ file, of, one }: FileProps) {
  const say = caseWords().file
  const [shown, show] = useState<string | null>(null)
  const act = useAct()
  const picture = pictures.includes(file.type)
  useEffect(() => () => (shown ? URL.revokeObjectURL(shown) : undefined), [shown])
  const open = () =>
    act.run(async () => {
      // Only a picture keeps its type: anything else is bytes to save, never something this page would run.
      const type = picture ? file.type : "application/octet-stream"
      const url = URL.createObjectURL(new Blob(await opened(file, of.view, one), { type }))
      if (picture) show(url)
      else save(url, file.name)
    })
  return (
    <li>
      <span dir="auto">{file.name}</span>
      <span class="meta">
        {fill(say.big, { mb: Math.max(0.1, Math.round(file.size / 104_857.6) / 10) })},{" "}
        {file.copy === "clean" ? say.clean : say.original}
      </span>
      {shown ? null : (
        <Button
          kind="quiet"
          label={`${picture ? say.show : say.save}: ${file.name}`}
          onPress={() => void open()}
        >
          {act.busy ? say.opening : picture ? say.show : say.save}
        </Button>
      )}
      {shown ? <img src={shown} alt={file.name} /> : null}
      {shown ? (
        <Button
          kind="quiet"
          label={`${say.save}: ${file.name}`}
          onPress={() => save(shown, file.name)}
        >
          {say.save}
        </Button>
      ) : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </li>
  )
}

/** Fetches and opens a file part by part; nothing is given on before all of it was checked. */
async function opened(
  file: FileEntry,
  { room, epoch }: Said["view"],
  { id, papers }: Case,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const identity = papers && keyFor(papers.keys, room, epoch)
  if (!identity) throw new CannotOpen("wrong-key")
  const parts: Uint8Array<ArrayBuffer>[] = []
  const fetched = openFile(identity, file, (sha256) => getBytes(`/cases/${id}/parts/${sha256}`))
  for await (const part of fetched) parts.push(new Uint8Array(part))
  return parts
}

function save(url: string, name: string): void {
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
}
