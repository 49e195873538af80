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
  const bitmap = useBitmap(opened, canvas)
  const [boxes, setBoxes] = useState<readonly Box[]>([])
  const [drawing, draw] = useState<Box | null>(null)
  const size = { width: canvas.current?.width ?? 1, height: canvas.current?.height ?? 1 }

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
  const middle = () => {
    const [w, h] = [size.width / 4, size.height / 8]
    change([...boxes, inside({ x: (size.width - w) / 2, y: (size.height - h) / 2, w, h }, size)])
  }
  const pen = usePen(size, draw, () => {
    if (drawing) change([...boxes, drawing])
  })
  return (
    <>
      <div class="plate covering">
        <canvas
          ref={canvas}
          role="img"
          aria-label={fill(redact.picture, { name })}
          data-drawn={bitmap !== null}
          {...pen}
        />
      </div>
      <Button kind="quiet" why={bitmap ? null : view.opening} onPress={middle}>
        {redact.addBox}
      </Button>
      <p class="help" id="box-keys">
        {redact.keys}
      </p>
      <Boxes boxes={boxes} size={size} change={change} />
    </>
  )
}

/** The pixels of a picture, drawn where the boxes come; null until they are there. */
function useBitmap(
  opened: CoverProps["opened"],
  canvas: { readonly current: HTMLCanvasElement | null },
): ImageBitmap | null {
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  useEffect(() => {
    let made: ImageBitmap | null = null
    const take = (read: ImageBitmap | string): void => {
      if (typeof read === "string") return
      made = read
      if (canvas.current) drawOn(canvas.current, read)
      setBitmap(read)
    }
    bitmapOf(opened).then(take, bug)
    return () => made?.close()
  }, [opened])
  return bitmap
}

type Size = { readonly width: number; readonly height: number }

/** A box is drawn from where the finger came down to where it was lifted. */
function usePen(size: Size, draw: (box: Box | null) => void, done: () => void) {
  const start = useRef<readonly [number, number] | null>(null)
  const point = (event: PointerEvent): readonly [number, number] => {
    const at = (event.currentTarget as HTMLCanvasElement).getBoundingClientRect() // it is on the canvas only
    if (at.width === 0) return [0, 0]
    const scale = size.width / at.width
    return [(event.clientX - at.left) * scale, (event.clientY - at.top) * scale]
  }
  const lift = () => {
    start.current = null
    draw(null)
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      ;(event.currentTarget as HTMLCanvasElement).setPointerCapture(event.pointerId) // as above
      start.current = point(event)
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current) draw(boxBetween(start.current, point(event), size))
    },
    onPointerUp: () => {
      done()
      lift()
    },
    onPointerCancel: lift,
  }
}

type BoxesProps = {
  readonly boxes: readonly Box[]
  readonly size: Size
  readonly change: (next: readonly Box[]) => void
}

/** Every box as a line that arrow keys move and size. */
function Boxes({ boxes, size, change }: BoxesProps) {
  const { redact } = evidenceWords()
  return (
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
