import assert from "node:assert/strict"

/** Words that nobody else would write: wherever they turn up outside the browser, something leaked. */
export const marks = ["Zwetschgenknödel", "qualmwort-7319", "椋鸟在旧仓库"] as const

/** Each form in which a word could hide in bytes. */
export const forms = (word: string): string[] => {
  const bytes = Buffer.from(word, "utf8")
  const b64 = [0, 1, 2].map((cut) =>
    bytes.subarray(cut).toString("base64").replace(/=+$/, "").slice(0, -2),
  )
  return [
    word,
    encodeURIComponent(word),
    bytes.toString("hex"),
    ...b64,
    JSON.stringify(word).slice(1, -1),
  ]
}

/** Fails when something that left the browser holds one of the words. */
export function mustNotHold(where: string, bytes: Buffer | string): void {
  const text =
    typeof bytes === "string" ? bytes : `${bytes.toString("utf8")}\n${bytes.toString("latin1")}`
  for (const word of marks) {
    for (const form of forms(word)) assert.ok(!text.includes(form), `${where} holds ${word}`)
  }
}
