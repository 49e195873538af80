import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { test } from "node:test"

process.chdir(resolve(import.meta.dirname, ".."))
const sheets = globSync("src/web/**/*.css").toSorted()
const tokens = readFileSync("src/web/look/tokens.css", "utf8")

test("nothing is laid out by left and right: every door can be read from the right", () => {
  const physical =
    /^\s*((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|float|clear|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|text-align\s*:\s*(?:left|right)\b/
  const found = sheets.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .map((line, at) => [line, `${file}:${at + 1} ${line.trim()}`] as const)
      .filter(([line]) => physical.test(line))
      .map(([, said]) => said),
  )
  assert.ok(sheets.length > 5)
  assert.deepEqual(found, [])
})

test("the dark colours are the same whether the device or the person chose them, and stay off paper", () => {
  const chosen = blocks(':root[data-theme="dark"]')
  assert.deepEqual(blocks(':root:not([data-theme="light"])'), chosen)
  assert.equal(chosen.length, 2, "the ordinary one and the stronger one")
  for (const [, media] of tokens.matchAll(/@media ([^{]*) \{\s*:root[^{]*theme/g))
    assert.match(media ?? "", /^screen\b/)
})

test("every pair of ink and ground has its contrast: light, dark, and where more is asked for", () => {
  const light = colours(blocks(":root")[0])
  const more = colours(blocks(":root")[1])
  const [dark, darkMore] = blocks(':root[data-theme="dark"]').map(colours)
  const themes = {
    light,
    dark: { ...light, ...dark },
    lightMore: { ...light, ...more },
    darkMore: { ...light, ...dark, ...darkMore },
  }
  for (const [name, of] of Object.entries(themes)) {
    for (const ground of ["paper", "sheet", "sunk"]) {
      const least = { ink: 7, "ink-2": 7, "ink-3": 4.5, accent: 4.5, signal: 4.5, edge: 3 }
      const all = name.endsWith("More") ? { ...least, "ink-3": 7, hair: 3 } : least
      for (const [ink, wanted] of Object.entries(all)) holds(name, of, ink, ground, wanted)
    }
    holds(name, of, "accent-on", "accent", 4.5)
    holds(name, of, "signal-on", "signal-fill", 4.5)
    holds(name, of, "ink", "signal-wash", 7)
    holds(name, of, "ink", "accent-wash", 7)
  }
})

/** What stands between the braces of a rule, each time it is written, before anything about motion. */
function blocks(selector: string): string[] {
  const rules = tokens.split("\n").map((line) => line.trim())
  const starts = rules.flatMap((line, at) => (line === `${selector} {` ? [at] : []))
  return starts
    .map((at) => rules.slice(at + 1, rules.indexOf("}", at)).join("\n"))
    .filter((rule) => rule.includes("#"))
}

function colours(rule = ""): Record<string, string> {
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  )
}

function holds(
  theme: string,
  of: Record<string, string>,
  ink: string,
  ground: string,
  wanted: number,
): void {
  const [one = 0, other = 0] = [light(of[ink]), light(of[ground])].toSorted((a, b) => b - a)
  const contrast = (one + 0.05) / (other + 0.05)
  assert.ok(contrast >= wanted, `${theme}: ${ink} on ${ground} has ${contrast.toFixed(2)}`)
}

/** Relative luminance, as WCAG counts it. */
function light(hex = ""): number {
  assert.match(hex, /^#[0-9a-f]{6}$/)
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
