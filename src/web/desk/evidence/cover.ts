/** A box on a picture, in its own pixels. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
/** How large the picture is. */
export type Size = { readonly width: number; readonly height: number }
/** A passage of a text, from one letter to before another. */
export type Passage = readonly [from: number, to: number]

/** The smallest box that a person can still see and grasp. */
const least = 4

/** The box between two points, whichever way it was drawn, inside the picture. */
export function boxBetween(
  a: readonly [number, number],
  b: readonly [number, number],
  size: Size,
): Box {
  const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])]
  const [high, low] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])]
  return inside({ x: left, y: high, w: right - left, h: low - high }, size)
}

/** A box in whole pixels and wholly on the picture: rounded outwards, so that no edge of what it covers is left. */
export function inside({ x, y, w, h }: Box, { width, height }: Size): Box {
  const left = clamp(Math.floor(x), 0, Math.max(0, width - least))
  const high = clamp(Math.floor(y), 0, Math.max(0, height - least))
  return {
    x: left,
    y: high,
    w: clamp(Math.ceil(x + w) - left, Math.min(least, width), width - left),
    h: clamp(Math.ceil(y + h) - high, Math.min(least, height), height - high),
  }
}

/** What a key does to the box that has it: arrows move, with Shift they change its size. */
export function keyed(
  box: Box,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  size: Size,
): Box | null {
  const step = Math.max(1, Math.round(Math.min(size.width, size.height) / 50))
  const [dx, dy] = (
    {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    } as Record<string, [number, number]>
  )[key] ?? [0, 0]
  if (dx === 0 && dy === 0) return null
  const { x, y, w, h } = box
  if (shiftKey)
    return inside({ x, y, w: Math.max(least, w + dx), h: Math.max(least, h + dy) }, size)
  return inside(
    { x: clamp(x + dx, 0, size.width - w), y: clamp(y + dy, 0, size.height - h), w, h },
    size,
  )
}

/** What stands in place of a covered passage: always as long, so that its length says nothing. */
export const cover = "████████"

/** A text with passages covered; passages that touch are one. */
export function covered(text: string, passages: readonly Passage[]): string {
  let out = ""
  let at = 0
  for (const [from, to] of merged(passages)) {
    out += text.slice(at, from) + cover
    at = to
  }
  return out + text.slice(at)
}

/** Every place where the same words stand, in large letters or small. */
export function everywhere(text: string, words: string): Passage[] {
  const wanted = words.trim()
  if (wanted === "") return []
  const found = new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`), "giu")
  return [...text.matchAll(found)].map(({ index, 0: hit }) => [index, index + hit.length])
}

/** Passages in order, none empty, those that overlap or touch as one. */
export function merged(passages: readonly Passage[]): Passage[] {
  const out: Passage[] = []
  for (const [from, to] of passages.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (from >= to) continue
    if (last && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)]
    else out.push([from, to])
  }
  return out
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
