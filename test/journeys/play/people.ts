import assert from "node:assert/strict"
import { join } from "node:path"
import type { Page } from "playwright-core"
import type { CaseScreen } from "#wire/case.ts"
import { type Company, press, sound, type Visit } from "../desk-visit.ts"
import { pass } from "./clock.ts"

const lead = "Amina Bao"
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The parts of a case, as their links are called. */
const links = {
  now: "The case",
  first: /^First days/,
  inquiry: "Investigation",
  outcome: "Outcome",
  law: "Law",
  after: "The year after",
} as const
export type Part = keyof typeof links

/** What is written into a form: a text, a choice by its code, or a tick; `*` is every blank that is empty. */
export type Filled = Readonly<Record<string, string | boolean>>

/** People of the cast at their own desks, and one clock for all of them. */
export type Play = AsyncDisposable & {
  readonly base: string
  /** Somebody's case, at one of its parts; whoever was away for hours signs in again. */
  at(name: string, part?: Part): Promise<Page>
  /** Somebody's list of cases. */
  desk(name: string): Promise<Page>
  /** Somebody who must not see the case, at its very address. */
  atTheDoor(name: string): Promise<Page>
  /** Time passes; everybody's session is over afterwards. */
  later(ms: number): Promise<void>
  /** What the server itself has of the case. */
  record(name: string): Promise<CaseScreen>
  /** How everybody's screen looks when the play stops where it should not. */
  stopped(): Promise<void>
  /** What axe sees, and a picture, in both languages. */
  look(page: Page, name: string): Promise<void>
}

/** Opens the theatre. Whoever has not opened the case yet opens it, by the button that they are shown. */
export function play(it: Company): Play {
  const open: [name: string, visit: Visit][] = []
  const seats = new Map<string, { visit: Visit; place: string; since: number }>()
  let pushed = 0
  let stopped = false
  const sit = async (name: string) => {
    const visit = await it.visit("/desk/cases")
    open.push([name, visit])
    await it.signIn(visit.page, name)
    await visit.page.getByRole("row").getByRole("link").first().waitFor()
    const english = visit.page.locator("header .lang button[lang=en]")
    if (await english.isVisible()) await english.click() // Chen Wei reads Chinese
    await visit.page.getByRole("row").getByRole("link").first().click()
    await press(visit.page, /^(Open and take it|Take it|Open it)/)
    await visit.page.getByRole("navigation", { name: "Parts of the case" }).waitFor()
    const seat = { visit, place: new URL(visit.page.url()).pathname, since: pushed }
    seats.set(name, seat)
    return seat
  }
  /** Whoever comes on is alone with the lead: a case that nobody looks at is not opened again at each ring of its bell. */
  const awake = async (name: string) => {
    for (const [other, seat] of seats) {
      if (other === name || other === lead || seat.since < pushed) continue
      await seat.visit.page.goto("about:blank")
      seat.since = -1
    }
    const seat = seats.get(name) ?? (await sit(name))
    if (seat.since < pushed) {
      await seat.visit.page.goto(`${it.base}${seat.place}`)
      await it.signIn(seat.visit.page, name)
      await seat.visit.page.getByRole("navigation", { name: "Parts of the case" }).waitFor()
      seat.since = pushed
    }
    return seat.visit.page
  }
  const at = async (name: string, part: Part = "now") => {
    const page = await awake(name)
    const link = page
      .getByRole("navigation", { name: "Parts of the case" })
      .getByRole("link", { name: links[part], exact: typeof links[part] === "string" })
    await link.click()
    await page.locator(".parts a[aria-current=page]", { hasText: links[part] }).waitFor()
    return page
  }
  return {
    base: it.base,
    at,
    async desk(name) {
      const seat = seats.get(name) ?? (await sit(name))
      await seat.visit.page.goto(`${it.base}/desk/cases`)
      await it.signIn(seat.visit.page, name)
      return seat.visit.page
    },
    async atTheDoor(name) {
      const visit = await it.visit(seats.get(lead)?.place ?? "/desk/cases")
      open.push([name, visit])
      await it.signIn(visit.page, name)
      return visit.page
    },
    async later(ms) {
      await pass(it.demo.runtime, ms)
      pushed += 1
    },
    async record(name) {
      const page = await awake(name)
      const id = new URL(page.url()).pathname.split("/")[3]
      return page.evaluate(async (id) => {
        const answer = await fetch(`/desk/api/cases/${id}`)
        return (await answer.json()) as CaseScreen // the route's own answer
      }, id)
    },
    async stopped() {
      stopped = true
      for (const [name, visit] of open) await shoot(visit.page, `stopped-${name}`)
    },
    look: (page, name) => sound(page, name),
    async [Symbol.asyncDispose]() {
      const closed = await Promise.allSettled(open.map(([, visit]) => visit[Symbol.asyncDispose]()))
      const faults = closed.flatMap((one, at) =>
        one.status === "rejected" ? [`${open[at]?.[0]}: ${String(one.reason)}`] : [],
      )
      // Where the play stopped says more than what its pages threw as they were closed.
      if (!stopped) assert.deepEqual(faults, [], "no page of theirs threw anything")
    },
  }
}

/** One act: its button, its form filled in, its button again, and the form is gone. */
export async function act(
  page: Page,
  name: string | RegExp,
  filled: Filled = {},
  go: string | RegExp = name,
): Promise<void> {
  await press(page, name)
  const dialog = page.getByRole("dialog")
  await dialog.waitFor()
  for (const [label, value] of Object.entries(filled))
    await (label === "*" ? fillRest(page, String(value)) : fill(page, label, value))
  await dialog
    .getByRole("button", typeof go === "string" ? { name: go, exact: true } : { name: go })
    .last()
    .click()
  await dialog.waitFor({ state: "detached" })
}

/** Fills one field of the open form, whichever kind it is. */
export async function fill(page: Page, label: string, value: string | boolean): Promise<void> {
  const dialog = page.getByRole("dialog")
  const exact = dialog.getByLabel(label, { exact: true })
  const field = ((await exact.count()) > 0 ? exact : dialog.getByLabel(label)).first()
  if (typeof value === "boolean") return field.setChecked(value)
  const tag = await field.evaluate((element) => element.tagName)
  if (tag === "SELECT") await field.selectOption(value)
  else await field.fill(value)
}

/** Fills every blank of a letter that is still empty. */
export async function fillRest(page: Page, words: string): Promise<void> {
  for (const field of await page.getByRole("dialog").getByRole("textbox").all())
    if ((await field.inputValue()) === "") await field.fill(words)
}

/** Nothing of what was promised or owed was missed, and whatever is named here was kept. */
export function kept({ owed }: CaseScreen, ...kinds: readonly string[]): void {
  assert.deepEqual(
    owed.flatMap(({ kind, missed }) => (missed ? [kind] : [])),
    [],
    "nothing was missed",
  )
  for (const kind of kinds) assert.ok(owed.find((one) => one.kind === kind)?.met, `${kind} is kept`)
}

/** A picture for whoever looks at them. */
export async function shoot(page: Page, name: string): Promise<void> {
  const shots = process.env["TOCSIN_SHOTS"]
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}
