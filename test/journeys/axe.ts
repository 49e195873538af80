import assert from "node:assert/strict"
import axe from "axe-core"
import type { Page } from "playwright-core"

/** What is read aloud, in the words of each language; colours and structure are the same in all and looked at once. */
const worded = ["cat.language", "cat.name-role-value", "cat.forms", "cat.text-alternatives"]

type Look = { readonly words?: boolean; readonly but?: readonly string[] }
/** Fails on anything that axe finds on a screen: by all its rules but some, or by those about words alone. */
export async function clean(
  page: Page,
  screen: string,
  { words = false, but = [] }: Look = {},
): Promise<void> {
  // Loaded once into each document; what passes is not written down, which is most of the time that it takes.
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source)
  const options: axe.RunOptions = {
    resultTypes: ["violations"],
    rules: Object.fromEntries(but.map((id) => [id, { enabled: false }])),
    ...(words ? { runOnly: { type: "tag", values: worded } } : {}),
  }
  const found = await page.evaluate(async (wanted) => {
    const { violations } = await (window as unknown as AxeIn).axe.run(document, wanted) // loaded above
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
  }, options)
  assert.deepEqual(found, [], screen)
}

type AxeIn = { readonly axe: typeof axe }
