import { useEffect, useRef, useState } from "preact/hooks"
import { invariant } from "#core/refusal.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { bug } from "./bug.ts"
import { type Box, boxBetween, inside, keyed } from "./cover.ts"
import { bitmapOf, drawOn } from "./picture.tsx"
import type { CoverProps, Redacted } from "./redact.tsx"
import { evidenceWords } from "./words.ts"

/** Boxes on a picture: drawn with a finger or a mouse, or added, moved and sized with keys. */
export function RedactPicture({ opened, name, ready }: CoverProps) {
  const { redact, view } = evidenceWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  const [boxes, setBoxes] = useState<readonly Box[]>([])
  const [drawing, draw] = useState<Box | null>(null)
  const start = useRef<readonly [number, number] | null>(null)
  const size = { width: canvas.current?.width ?? 1, height: canvas.current?.height ?? 1 }

  useEffect(() => {
    let made: ImageBitmap | null = null
    bitmapOf(opened).then((read) => {
      if (typeof read === "string") return
      made = read
      if (canvas.current) drawOn(canvas.current, read)
      setBitmap(read)
    }, bug)
    return () => made?.close()
  }, [opened])
  useEffect(() => {
    if (canvas.current && bitmap)
      paint(canvas.current, bitmap, drawing ? [...boxes, drawing] : boxes)
  }, [bitmap, boxes, drawing])
  const change = (next: readonly Box[]) => {
    setBoxes(next)
    ready(
      next.length > 0 && bitmap ? () => burnt(bitmap, next, opened.truth.kind === "jpeg") : null,
    )
  }
  const point = (event: PointerEvent): readonly [number, number] => {
    const at = canvas.current?.getBoundingClientRect()
    if (!at || at.width === 0) return [0, 0]
    const scale = size.width / at.width
    return [(event.clientX - at.left) * scale, (event.clientY - at.top) * scale]
  }
  const end = () => {
    start.current = null
    if (drawing) change([...boxes, drawing])
    draw(null)
  }
  const middle = () => {
    const [w, h] = [size.width / 4, size.height / 8]
    change([...boxes, inside({ x: (size.width - w) / 2, y: (size.height - h) / 2, w, h }, size)])
  }
  return (
    <>
      <div class="plate covering">
        <canvas
          ref={canvas}
          role="img"
          aria-label={fill(redact.picture, { name })}
          data-drawn={bitmap !== null}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            start.current = point(event)
          }}
          onPointerMove={(event) => {
            if (start.current) draw(boxBetween(start.current, point(event), size))
          }}
          onPointerUp={end}
          onPointerCancel={() => {
            start.current = null
            draw(null)
          }}
        />
      </div>
      <Button kind="quiet" why={bitmap ? null : view.opening} onPress={middle}>
        {redact.addBox}
      </Button>
      <p class="help" id="box-keys">
        {redact.keys}
      </p>
      <ul class="files" aria-label={redact.boxes}>
        {boxes.map((box, at) => (
          <li key={at}>
            <button
              type="button"
              class="btn quiet"
              aria-describedby="box-keys"
              onKeyDown={(event) => {
                const next = keyed(box, event, size)
                if (!next) return
                event.preventDefault()
                change(boxes.with(at, next))
              }}
            >
              {fill(redact.box, { n: at + 1, ...box })}
            </button>
            <Button
              kind="bare"
              label={fill(redact.dropBox, { n: at + 1 })}
              onPress={() => change(boxes.toSpliced(at, 1))}
            >
              {redact.drop}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function paint(canvas: HTMLCanvasElement, bitmap: ImageBitmap, boxes: readonly Box[]): void {
  const brush = canvas.getContext("2d")
  if (!brush) return
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  brush.fillStyle = "#000"
  for (const { x, y, w, h } of boxes) brush.fillRect(x, y, w, h)
}

/** The pixels anew, with the boxes in them: nothing of the file itself, nor of what was under a box, is carried over. */
async function burnt(bitmap: ImageBitmap, boxes: readonly Box[], jpeg: boolean): Promise<Redacted> {
  const canvas = document.createElement("canvas")
  drawOn(canvas, bitmap)
  paint(canvas, bitmap, boxes)
  const type = jpeg ? "image/jpeg" : "image/png"
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.92))
  invariant(blob, "a canvas with pixels is a picture")
  return { blob, ending: jpeg ? "jpg" : "png" }
}
