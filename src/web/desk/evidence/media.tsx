import { useEffect, useState } from "preact/hooks"
import type { ShownKind } from "#core/file/kind.ts"
import type { LookProps } from "./shown.tsx"
import { evidenceWords } from "./words.ts"

const sounds: readonly ShownKind[] = ["mp3", "m4a", "ogg", "wav", "flac"]
const types: Partial<Record<ShownKind, string>> = {
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  wav: "audio/wav",
  flac: "audio/flac",
  webm: "video/webm",
  mp4: "video/mp4",
  // The same boxes under an older name, which browsers refuse by its type and play by its bytes.
  mov: "video/mp4",
}

/** Sound or film, played from this browser's own copy and never by itself. */
export function Media({ file, opened, kind }: LookProps) {
  const { view } = evidenceWords()
  const [url, setUrl] = useState<string | null>(null)
  const [failed, fail] = useState(false)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([...opened.parts], { type: types[kind] ?? "" }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [opened])
  if (failed) return <p role="status">{view.notPlayed}</p>
  if (!url) return null
  const common = {
    src: url,
    controls: true,
    preload: "metadata",
    disableRemotePlayback: true,
    "aria-label": file.name,
    onError: () => fail(true),
  } as const
  return sounds.includes(kind) ? (
    <audio {...common} />
  ) : (
    <video {...common} controlsList="noremoteplayback" disablePictureInPicture playsInline />
  )
}
