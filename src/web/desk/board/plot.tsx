import { boardWords } from "./words.ts"

/** The plot's own measure: it grows and shrinks with its place, and never mirrors. */
const [wide, high, start, end, top, foot] = [360, 200, 34, 290, 10, 172]
/** Where bands meet, in parts of the time allowed; the target is 1. */
const edges = ["0", "¼", "½", "¾", "1", "2"] as const
const target = 4
const bands = 6

type Props = {
  readonly label: string
  readonly names: readonly string[]
  /** The band of each period, from 0 up; null is nothing to show. */
  readonly middle: readonly (number | null)[]
  readonly nine: readonly (number | null)[]
}

/** Two lines over the periods, in bands of the time allowed: half of them solid with dots, nine in ten dashed. */
export function Plot({ label, names, middle, nine }: Props) {
  const { promises } = boardWords()
  const x = (at: number) =>
    names.length === 1 ? (start + end) / 2 : start + ((end - start) * at) / (names.length - 1)
  const lines = [lineOf(nine, x), lineOf(middle, x)] as const
  const ends = apart(lines.map((points) => points.at(-1) ?? null))
  return (
    <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={label} direction="ltr">
      <Edges />
      <Names names={names} x={x} />
      <line class="target" x1={start} x2={end} y1={edgeAt(target)} y2={edgeAt(target)} />
      {lines.map((points, at) => (
        <Line
          key={at === 0 ? "nine" : "middle"}
          points={points}
          kind={at === 0 ? "b" : "a"}
          word={at === 0 ? promises.nine : promises.middle}
          y={ends[at] ?? null}
        />
      ))}
      <text class="t" x={end + 6} y={edgeAt(target) + 4}>
        {promises.target}
      </text>
    </svg>
  )
}

type Point = { readonly at: number; readonly x: number; readonly y: number; readonly past: boolean }

type LineProps = {
  readonly points: readonly Point[]
  readonly kind: "a" | "b"
  readonly word: string
  readonly y: number | null
}

/** Points that follow each other are joined; across one with nothing to show there is no line. */
function Line({ points, kind, word, y }: LineProps) {
  return (
    <>
      {points.slice(1).map((point, at) => {
        const before = points[at]
        return before && before.at === point.at - 1 ? (
          <line key={point.at} class={kind} x1={before.x} y1={before.y} x2={point.x} y2={point.y} />
        ) : null
      })}
      {points.map(({ at, x, y, past }) => (
        <circle key={at} class={past ? `dot ${kind} past` : `dot ${kind}`} cx={x} cy={y} r="3.5" />
      ))}
      {y === null ? null : (
        <text class="k" x={end + 6} y={y + 4}>
          {word}
        </text>
      )}
    </>
  )
}

function Edges() {
  return (
    <>
      {edges.map((edge, at) => (
        <g key={edge}>
          <line
            class={at === 0 ? "axis" : "grid"}
            x1={start}
            x2={end}
            y1={edgeAt(at)}
            y2={edgeAt(at)}
          />
          <text x={start - 6} y={edgeAt(at) + 4} text-anchor="end">
            {edge}
          </text>
        </g>
      ))}
    </>
  )
}

type NamesProps = { readonly names: readonly string[]; readonly x: (at: number) => number }

/** With many, every second name, so that the last has one. */
function Names({ names, x }: NamesProps) {
  const every = names.length > 4 ? 2 : 1
  return (
    <>
      {names.map((name, at) =>
        (names.length - 1 - at) % every === 0 ? (
          <text key={name} x={x(at)} y={foot + 20} text-anchor="middle">
            {name}
          </text>
        ) : null,
      )}
    </>
  )
}

function lineOf(values: readonly (number | null)[], x: (at: number) => number): Point[] {
  return values.flatMap((band, at) =>
    band === null ? [] : [{ at, x: x(at), y: edgeAt(band + 0.5), past: band >= target }],
  )
}

function edgeAt(edge: number): number {
  return foot - ((foot - top) * edge) / bands
}

/** Words at the ends of two lines, and the target's, each legible. */
function apart(points: readonly (Point | null)[]): (number | null)[] {
  const [nine = null, middle = null] = points.map((point) => point?.y ?? null)
  if (nine === null || middle === null || Math.abs(nine - middle) >= 14) return [nine, middle]
  return [nine - 7, middle + 7]
}
