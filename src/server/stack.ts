/** Where a fault of ours happened, for the log. PostgreSQL may quote a value in its message: only the places are kept. */
export function placesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const [first = "", ...lines] = stack.split("\n")
  const places = lines.filter((line) => /^\s+at /.test(line)).slice(0, 12)
  const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : ""
  return [first.replace(/[:"'].*$/, "") + code, ...places].join("\n")
}
