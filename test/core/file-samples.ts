import type { Piece } from "#core/file/bytes.ts"
import type { Decode } from "#core/file/truth.ts"

/** Small files of every kind, as programs write them. */
const jpegText =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAGAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAWEAEBAQAAAAAAAAAAAAAAAAAAA0H/xAAVAQEBAAAAAAAAAAAAAAAAAAACBP/EABgRAAMBAQAAAAAAAAAAAAAAAAABAzIz/9oADAMBAAIRAxEAPwCCmAK4c0K22f/Z"

const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat(
      parts.map((p) => (typeof p === "string" ? Buffer.from(p, "latin1") : Buffer.from(p))),
    ),
  )
const fromBase64 = (text: string) => new Uint8Array(Buffer.from(text, "base64"))
const bigEndian = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
const box = (name: string, body: string | number[]) => bytes(bigEndian(body.length + 8), name, body)

/** Eight by six pixels, red and blue, as Chromium writes it. */
export const jpeg: Uint8Array<ArrayBuffer> = fromBase64(jpegText)
export const png: Uint8Array<ArrayBuffer> = fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
)
export const gif: Uint8Array<ArrayBuffer> = fromBase64(
  "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
)
export const webp: Uint8Array<ArrayBuffer> = fromBase64(
  "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
)
const film = (brand: string) =>
  bytes(box("ftyp", `${brand}\0\0\0\0${brand}`), box("moov", "\0\0\0\0"), box("mdat", "\0\0\0\0"))
const mp3Frame = [0xff, 0xfb, 0x90, 0x00, ...Array<number>(413).fill(0)]

/** Silence of half a second, 8 kHz, one byte a sample. */
export const wav: Uint8Array<ArrayBuffer> = (() => {
  const samples = bytes(Array<number>(4000).fill(128))
  const small = (value: number, length: number) =>
    Array.from({ length }, (_, at) => Math.floor(value / 256 ** at) & 255)
  const form = [
    ...small(1, 2),
    ...small(1, 2),
    ...small(8000, 4),
    ...small(8000, 4),
    ...small(1, 2),
    ...small(8, 2),
  ]
  return bytes(
    "RIFF",
    small(36 + samples.length, 4),
    "WAVEfmt ",
    small(16, 4),
    form,
    "data",
    small(samples.length, 4),
    samples,
  )
})()

/** A PDF of one page with one font and, if wanted, a script, a link and a form that sends itself. */
function onePage(stream: string, font: readonly string[], wild = false): Uint8Array<ArrayBuffer> {
  const run =
    "/OpenAction << /S /JavaScript /JS (app.alert\\('run'\\); this.submitForm\\('http://127.0.0.1:9/form'\\);) >>"
  const link =
    "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 200] /A << /S /URI /URI (http://127.0.0.1:9/link) >> >>]"
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${wild ? run : ""} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${wild ? link : ""} >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ...font,
  ]
  let text = "%PDF-1.4\n"
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")
  const size = objects.length + 1
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return bytes(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`)
}

/** A line of text with, for whoever would run it, a script, a link and a form. */
export const pdf: Uint8Array<ArrayBuffer> = onePage(
  "BT /F1 24 Tf 40 120 Td (Room 1402) Tj ET",
  ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
  true,
)

/** 你好 in a font that the file names and does not bring, as many Chinese programs write it. */
export const chinesePdf: Uint8Array<ArrayBuffer> = onePage(
  "BT /F1 48 Tf 40 90 Td <4F60597D> Tj ET",
  [
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
  ],
)

export const whatsapp = [
  "05/11/2026, 22:31 - Messages and calls are end-to-end encrypted.",
  "05/11/2026, 22:38 - Ma Jun: Are you in your room",
  "05/11/2026, 22:39 - Li Na: Please stop writing to me",
  "tonight and later.",
  "05/11/2026, 22:41 - Ma Jun: <script>alert(1)</script>",
].join("\n")
export const wechat = [
  "—————  2026-11-05  —————",
  "",
  "马军  2026-11-05 22:38:09",
  "你在房间吗？",
  "",
  "李娜  2026-11-05 22:39:30",
  "请不要再给我发消息。",
].join("\r\n")

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
export const utf16 = (text: string): Uint8Array<ArrayBuffer> =>
  bytes([0xff, 0xfe], Buffer.from(text, "utf16le"))
/** 你好，世界 and a line end, as an old Windows writes it. */
export const gb18030: Uint8Array<ArrayBuffer> = bytes([
  0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7, 0x0d, 0x0a,
])

/** Every kind with the name and the type that it is honestly sent under. */
export const honest: readonly (readonly [
  kind: string,
  name: string,
  type: string,
  Uint8Array<ArrayBuffer>,
])[] = [
  ["jpeg", "IMG_1.JPG", "image/jpeg", jpeg],
  ["png", "screen.png", "image/png", png],
  ["gif", "a.gif", "image/gif", gif],
  ["webp", "a.webp", "image/webp", webp],
  ["webp", "saved-by-the-phone.jpg", "image/jpeg", webp],
  ["heic", "IMG_2.HEIC", "image/heic", film("heic")],
  ["pdf", "letter.pdf", "application/pdf", pdf],
  ["mp3", "a.mp3", "audio/mpeg", bytes(mp3Frame, mp3Frame, mp3Frame)],
  [
    "mp3",
    "a.mp3",
    "audio/mpeg",
    bytes("ID3\u0003\0\0\0\0\0\u0002", [0, 0], mp3Frame, mp3Frame, mp3Frame),
  ],
  ["m4a", "voice.m4a", "audio/mp4", film("M4A ")],
  ["ogg", "a.ogg", "audio/ogg", bytes("OggS\0\u0002", Array<number>(30).fill(0))],
  ["wav", "a.wav", "audio/wav", wav],
  ["flac", "a.flac", "audio/flac", bytes("fLaC\0\0\0\u0022", Array<number>(34).fill(0))],
  ["mp4", "a.mp4", "video/mp4", film("isom")],
  ["mov", "a.mov", "video/quicktime", film("qt  ")],
  [
    "webm",
    "a.webm",
    "video/webm",
    bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], "webm", [0]),
  ],
  ["text", "note.txt", "text/plain", utf8("He came at ten. 十点他来了。\n")],
  ["text", "note.txt", "text/plain", utf16("十点他来了。")],
  ["text", "note.txt", "", gb18030],
  ["chat", "WhatsApp Chat with Ma Jun.txt", "text/plain", utf8(whatsapp)],
  ["chat", "聊天记录.txt", "text/plain", utf8(wechat)],
  [
    "chat-page",
    "chat.html",
    "text/html",
    utf8(
      `<!doctype html><html><head><style>p{}</style></head><body><script>x()</script>${wechat
        .split("\r\n")
        .map((line) => `<div>${line}</div>`)
        .join("")}</body></html>`,
    ),
  ],
  ["csv", "doors.csv", "text/csv", utf8("time,door,card\n22:41,1402,0093\n22:47,1402,0093\n")],
  ["json", "export.json", "application/json", utf8('{"messages":[]}')],
  [
    "mail",
    "mail.eml",
    "message/rfc822",
    utf8(
      "From: a@b.c\r\nDate: Thu, 5 Nov 2026 22:00:00 +0800\r\nSubject: tonight\r\n\r\nCome up.\r\n",
    ),
  ],
  [
    "office",
    "plan.docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes("PK\u0003\u0004", Array<number>(26).fill(0), "[Content_Types].xml"),
  ],
  [
    "archive",
    "all.zip",
    "application/zip",
    bytes("PK\u0003\u0004", Array<number>(26).fill(0), "a.txt"),
  ],
  ["page", "page.html", "text/html", utf8("<!DOCTYPE html><p>hello</p>")],
  [
    "drawing",
    "map.svg",
    "image/svg+xml",
    utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'),
  ],
  [
    "program",
    "setup.exe",
    "application/octet-stream",
    bytes("MZ\u0090\0", Array<number>(60).fill(0)),
  ],
  ["program", "run.bat", "text/plain", utf8("del /s *\r\n")],
  ["voice", "voice.amr", "audio/amr", bytes("#!AMR\n", [0, 1, 2])],
  ["other", "thing.bin", "application/octet-stream", bytes([0, 1, 2, 3, 4, 5])],
  ["text", "empty.txt", "text/plain", new Uint8Array()],
]

export const decode: Decode = (part, encoding) => new TextDecoder(encoding).decode(part)
export const piece = (content: Uint8Array): Piece => ({ head: content, size: content.length })
export const program: Uint8Array<ArrayBuffer> = bytes("MZ\u0090\0", Array<number>(60).fill(0))
export { bytes }
