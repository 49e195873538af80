import { useEffect, useRef, useState } from "preact/hooks"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { bug } from "./bug.ts"
import type { OpenedFile } from "./opened.ts"
import type { LookProps } from "./shown.tsx"
import { evidenceWords } from "./words.ts"

/** A picture as pixels on a canvas: nothing else of the file reaches the page. */
export function Picture({ file, opened, kind }: LookProps) {
  const { view } = evidenceWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [state, say] = useState<"drawing" | "drawn" | "too-large" | "unreadable">("drawing")
  const [full, setFull] = useState(false)
  useEffect(() => {
    let here = true
    bitmapOf(opened).then((bitmap) => {
      if (typeof bitmap === "string") return here && say(bitmap)
      if (here && canvas.current) drawOn(canvas.current, bitmap)
      bitmap.close()
      return here && say("drawn")
    }, bug)
    return () => {
      here = false
    }
  }, [opened])
  if (state === "too-large")
    return (
      <p role="status">{fill(view.tooLarge, { size: (opened.truth.pixels ?? []).join(" × ") })}</p>
    )
  if (state === "unreadable")
    return <p role="status">{kind === "heic" ? view.heic : view.unreadable}</p>
  return (
    <div class="stack">
      {kind === "gif" ? <p class="second">{view.firstFrame}</p> : null}
      <div
        class={full ? "plate full" : "plate"}
        tabIndex={full ? 0 : undefined}
        role="group"
        aria-label={view.picture}
      >
        <canvas ref={canvas} role="img" aria-label={file.name} data-drawn={state === "drawn"} />
      </div>
      <div class="acts">
        <Button kind="quiet" pressed={full} onPress={() => setFull(!full)}>
          {view.full}
        </Button>
      </div>
    </div>
  )
}

/** More than any telephone's camera makes; a small file can say that it is a thousand times as large. */
export const mostPixels = 120_000_000

const types = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  heic: "image/heic",
} as const

/** The pixels of a picture, or why there are none: too many, or nothing that this browser can read. */
export async function bitmapOf({
  parts,
  truth,
}: OpenedFile): Promise<ImageBitmap | "too-large" | "unreadable"> {
  const [width, height] = truth.pixels ?? [0, 0]
  if (width * height > mostPixels) return "too-large"
  const type = types[truth.kind as keyof typeof types] // a picture's kind is one of these
  try {
    return await createImageBitmap(new Blob([...parts], { type }))
  } catch (why) {
    if (why instanceof DOMException) return "unreadable"
    throw why
  }
}

/** A browser draws no larger canvas than this on every device. */
const longest = 8192

/** Draws the pixels, smaller if they are more than a canvas holds. */
export function drawOn(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const scale = Math.min(1, longest / bitmap.width, longest / bitmap.height)
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
}
