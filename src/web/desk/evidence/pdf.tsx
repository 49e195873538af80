import { useEffect, useRef, useState } from "preact/hooks"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { type OpenPdf, openPdf } from "./pdf.ts"
import type { LookProps } from "./shown.tsx"
import { bug } from "./bug.ts"
import { evidenceWords } from "./words.ts"

/** A PDF page by page, as pixels, with the page's words beside them as plain text. */
export function PdfPages({ file, opened }: LookProps) {
  const { view } = evidenceWords()
  const [pdf, setPdf] = useState<OpenPdf | "locked" | "unreadable" | null>(null)
  useEffect(() => {
    let close: (() => void) | null = null
    let here = true
    const take = (read: OpenPdf | "locked" | "unreadable") => {
      if (typeof read !== "string") close = read.close
      if (here) setPdf(read)
      else close?.()
    }
    openPdf(opened.parts).then(take, bug)
    return () => {
      here = false
      close?.()
    }
  }, [opened])
  if (pdf === null) return <p role="status">{view.opening}</p>
  if (typeof pdf === "string")
    return <p role="status">{pdf === "locked" ? view.locked : view.unreadable}</p>
  return <Pages pdf={pdf} name={file.name} />
}

function Pages({ pdf, name }: { readonly pdf: OpenPdf; readonly name: string }) {
  const { view } = evidenceWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [at, go] = useState(1)
  const [drawn, setDrawn] = useState<{ page: number; words: string } | null>(null)
  useEffect(() => {
    if (!canvas.current) return
    let here = true
    pdf.draw(at, canvas.current, 1400).then(
      ({ words }) => here && setDrawn({ page: at, words }),
      (why: unknown) => here && bug(why),
    )
    return () => {
      here = false
    }
  }, [pdf, at])
  const label = `${name}, ${fill(view.page, { n: at, all: pdf.pages })}`
  return (
    <div class="stack">
      <p class="second">{view.pdfNote}</p>
      {pdf.pages > 1 ? (
        <div class="acts">
          <Button kind="quiet" why={at === 1 ? view.first : null} onPress={() => go(at - 1)}>
            {view.before}
          </Button>
          <span class="meta" role="status">
            {fill(view.page, { n: at, all: pdf.pages })}
          </span>
          <Button kind="quiet" why={at === pdf.pages ? view.last : null} onPress={() => go(at + 1)}>
            {view.after}
          </Button>
        </div>
      ) : null}
      <div class="plate">
        {/* A new page is a new canvas: two drawings on one would run into each other. */}
        <canvas
          key={at}
          ref={canvas}
          role="img"
          aria-label={label}
          data-drawn={drawn?.page === at}
        />
      </div>
      {drawn?.page === at ? (
        <details>
          <summary>{view.pageWords}</summary>
          <p class="words" dir="auto">
            {drawn.words.trim() || view.noWords}
          </p>
        </details>
      ) : null}
    </div>
  )
}
