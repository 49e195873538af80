import type { BaseIssue } from "valibot"

/** The first fault of each field, by the schema's own word. */
export type Faults = Readonly<Record<string, string>>

/** Sorts what a schema found by the field it was found in. */
export function faultsBy(issues: readonly BaseIssue<unknown>[] | undefined): Faults {
  const faults: Record<string, string> = {}
  for (const { path, message, input } of issues ?? []) {
    const key = path?.[0]?.key
    const field = typeof key === "string" ? key : ""
    // Nothing was typed yet: that it is no address either goes without saying.
    faults[field] ??= message === "e-mail" && input === "" ? "empty" : message
  }
  return faults
}

/** The faults left while somebody mends the fields they now write in. */
export function without(faults: Faults, written: object): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !(field in written)))
}

/** Leads to the first field that has to be mended, once it is drawn as one. */
export function focusFirstFault(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus()),
  )
}
