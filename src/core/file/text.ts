import type { FileKind } from "./kind.ts"
import { chatOf, textOfPage } from "./chat.ts"

/** How letters are written as bytes. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "gb18030"] as const
export type Encoding = (typeof encodings)[number]

/** How a text is written; null when it is not text. The last letter may be cut when more follows. */
export function encodingOf(head: Uint8Array, more: boolean): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le"
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be"
  if (head.some(isControl)) return null
  if (isUtf8(head, more)) return "utf-8"
  return isGb18030(head, more) ? "gb18030" : null
}

/** What kind of text it is, by what stands in it. */
export function textKind(text: string): FileKind {
  const start = text.slice(0, 4096).trimStart()
  if (start.startsWith("#!")) return "program"
  if (start.startsWith("<")) return marked(start, text)
  if (isJson(text)) return "json"
  if (isMail(start)) return "mail"
  if (chatOf(text)) return "chat"
  return isTable(start) ? "csv" : "text"
}

const isControl = (byte: number) =>
  byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d

function isUtf8(bytes: Uint8Array, more: boolean): boolean {
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes[at] ?? 0)
    if (length === 0) return false
    if (at + length > bytes.length) return more
    for (let next = 1; next < length; next++)
      if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return false
    at += length
  }
  return true
}

function utf8Length(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

/** Pairs and fours of GB 18030, most of them the ordinary signs: French in an old encoding would pass for pairs too. */
function isGb18030(bytes: Uint8Array, more: boolean): boolean {
  let signs = 0
  let ordinary = 0
  for (let at = 0; at < bytes.length;) {
    const [first = 0, second, third = 0, fourth = 0] = bytes.subarray(at, at + 4)
    if (first < 0x80) {
      at += 1
      continue
    }
    if (first === 0x80 || first === 0xff) return false
    if (second === undefined) return more && 2 * ordinary > signs
    const four = second >= 0x30 && second <= 0x39
    if (four && !(third > 0x80 && third < 0xff && fourth >= 0x30 && fourth <= 0x39)) return false
    if (!four && (second < 0x40 || second === 0x7f || second === 0xff)) return false
    signs += 1
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1) ordinary += 1
    at += four ? 4 : 2
  }
  return 2 * ordinary > signs
}

/** Text that begins with a mark: a page, a drawing, or only text in which somebody wrote one. */
function marked(start: string, text: string): FileKind {
  const bare = start.replace(/^(?:<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\s)+/, "")
  if (/^<(?:!doctype\s+svg|svg)\b/i.test(bare)) return "drawing"
  const tag =
    /^<(?:!doctype\s+html|html|head|body|script|style|iframe|title|meta|link|div|p|a|img|table)\b/i
  if (tag.test(bare)) return chatOf(textOfPage(text)) ? "chat-page" : "page"
  return /<svg\b/i.test(start) ? "drawing" : /^<(?:\?|!)/.test(start) ? "page" : "text"
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch (why) {
    if (why instanceof SyntaxError) return false // text that only begins like it
    throw why
  }
}

function isMail(start: string): boolean {
  const [head = ""] = start.split(/\r?\n\r?\n/)
  const names = [...head.matchAll(/^([A-Za-z-]+):/gm)].map(([, name = ""]) => name.toLowerCase())
  const whole = head.split(/\r?\n/).every((line) => /^(?:[A-Za-z-]+:|[ \t]|From )/.test(line))
  return whole && names.includes("from") && (names.includes("date") || names.includes("received"))
}

/** Two or more lines with equally many marks between their cells. */
function isTable(start: string): boolean {
  const lines = start
    .split(/\r?\n/)
    .slice(0, 5)
    .filter((line) => line !== "")
  const counts = (mark: string) =>
    lines.map((line) => line.replaceAll(/"[^"]*"/g, "").split(mark).length)
  return (
    lines.length > 1 &&
    [",", "\t", ";"].some((mark) => {
      const [first = 0, ...rest] = counts(mark)
      return first > 2 && rest.slice(0, -1).every((count) => count === first)
    })
  )
}
