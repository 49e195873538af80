import type { FileEntry } from "#crypto/file.ts"
import { openFile } from "#crypto/open-file.ts"
import { sendAs } from "#web/report/session.ts"
import { useSignal } from "#web/report/signal.ts"
import { opened } from "./opened.ts"
import { back } from "./words.ts"

/** What somebody wrote, in its paragraphs and lines. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((part, at) => (
        <p class="lines" dir="auto" key={at}>
          {part}
        </p>
      ))}
    </>
  )
}

type DownloadProps = {
  readonly file: FileEntry
  /** What opens it; without that the button does nothing. */
  readonly identity: string | undefined
  /** Where its parts are asked for. */
  readonly parts: "/api/case/parts" | "/api/mailbox/parts"
}

/** Open a file here, whole and checked, and hand it to the browser to keep. */
export function Download({ file, identity, parts }: DownloadProps) {
  const failed = useSignal(false)
  const save = async () => {
    const mine = opened.value
    if (!mine || !identity) return
    try {
      const pieces: Uint8Array<ArrayBuffer>[] = []
      const open = openFile(
        identity,
        file,
        async (sha256) =>
          new Uint8Array(await (await sendAs(mine.keys, `${parts}/${sha256}`)).arrayBuffer()),
      )
      for await (const piece of open) pieces.push(new Uint8Array(piece))
      const link = document.createElement("a")
      link.href = URL.createObjectURL(new Blob(pieces, { type: "application/octet-stream" }))
      link.download = file.name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
      failed.value = false
    } catch {
      failed.value = true // said beside the file
    }
  }
  return (
    <p class="small">
      <button type="button" class="link" onClick={() => void save()}>
        {back().download}: <bdi>{file.name}</bdi>
      </button>
      {failed.value ? ` ${back().failed}` : ""}
    </p>
  )
}
