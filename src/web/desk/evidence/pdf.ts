import {
  AnnotationMode,
  getDocument,
  PDFWorker,
  type PDFDocumentProxy,
  VerbosityLevel,
  version,
} from "pdfjs-dist/legacy/build/pdf.mjs"
import { trustedWorker } from "#web/lib/worker.ts"

/** A PDF that can be drawn page by page, and is let go when nobody looks at it any more. */
export type OpenPdf = {
  readonly pages: number
  readonly draw: DrawPage
  readonly close: () => void
}
type DrawPage = (
  number: number,
  canvas: HTMLCanvasElement,
  wide: number,
) => Promise<{ words: string }>

/** Where the worker, the letter tables of Asian fonts and the readers of two old picture forms lie: on our own server. */
const beside = `/assets/pdf-${version}/`

/**
 * Reads a PDF in a worker of its own. No script in it runs, no form, link, note or attached file is even read out, and
 * nothing is fetched but our own tables. What comes back is pixels and letters.
 */
export async function openPdf(
  parts: readonly Uint8Array<ArrayBuffer>[],
): Promise<OpenPdf | "locked" | "unreadable"> {
  const port = new Worker(trustedWorker(`${beside}pdf.worker.min.mjs`), { type: "module" })
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS })
  const close = () => {
    worker.destroy()
    port.terminate()
  }
  const task = getDocument({ ...careful, data: await bytesOf(parts), worker })
  try {
    const document = await task.promise
    return {
      pages: document.numPages,
      draw: (n, canvas, wide) => drawPage(document, n, canvas, wide),
      close,
    }
  } catch (why) {
    close()
    const name = why instanceof Error ? why.name : ""
    if (name === "PasswordException") return "locked"
    if (["InvalidPDFException", "FormatError", "UnknownErrorException"].includes(name))
      return "unreadable"
    throw why
  }
}

const careful = {
  cMapUrl: `${location.origin}${beside}cmaps/`,
  wasmUrl: `${location.origin}${beside}`,
  useWasm: false,
  useWorkerFetch: true,
  enableXfa: false,
  // Fonts that a file names and does not bring are this device's own; none is fetched.
  useSystemFonts: true,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  maxImageSize: 120_000_000,
  verbosity: VerbosityLevel.ERRORS,
} as const

const mostPixels = 16_000_000

async function drawPage(
  document: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  wide: number,
) {
  const page = await document.getPage(number)
  const plain = page.getViewport({ scale: 1 })
  const largest = Math.sqrt(mostPixels / (plain.width * plain.height))
  const viewport = page.getViewport({ scale: Math.min(wide / plain.width, largest) })
  Object.assign(canvas, { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) })
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.DISABLE }).promise
  const { items } = await page.getTextContent()
  const words = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : ""))
  page.cleanup()
  return { words: words.join("") }
}

/** The reader takes its bytes away with it: it gets a copy. */
async function bytesOf(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob([...parts]).arrayBuffer())
}
