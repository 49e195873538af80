import type { Condition } from "#core/condition.ts"
import type { OutsidePack } from "#core/law-outside.ts"
import type { WindowItem } from "#core/window.ts"

export type PageOption = [code: string, text: string]
export type Field = {
  id: string
  for?: string
  text: string
  max?: number
  tick?: true
  options?: PageOption[]
  third?: { text?: string; options?: PageOption[] }
}
export type Note = { id: string; for?: string; text: string }
export type PageType =
  | "statement"
  | "country"
  | "single"
  | "multi"
  | "text"
  | "longtext"
  | "persons"
  | "files"
  | "review"

/** One page of the questions, in one language. */
export type Page = {
  id: string
  type: PageType
  text: string
  help?: string
  options: PageOption[]
  required?: true
  show_if?: Condition
  exclusive?: string[]
  default?: string[] | string
  max?: number
  maxItems?: number
  fields?: Field[]
  notes?: Note[]
  variants?: Record<string, { text?: string; help?: string; options?: PageOption[] }>
  ring?: { no: string; undo: string; empty: string }
}
export type Start = Record<"en" | "zh", { pages: Page[]; ui: Record<string, string> }>
export type After = { id: string; text: string; third?: string; show_if?: Condition }
export type Rest = { pages: Page[] }

/** A country with checked numbers: its id and its names. */
export type Place = [id: string, en: string, zh: string]
/** One number or page to turn to. */
export type NumberLine = {
  kind: string
  label: string
  dial?: string
  show?: string
  url?: string
  channel: string
  hours?: string
  area?: string
  emergency?: true
  sourced?: true
}
/** A law with the ways outside that close after a time. */
export type OutsideLaw = OutsidePack & { name: Record<"en" | "zh", string> }
/** A medical or evidence time limit with what is said before and after it. */
export type WindowText = WindowItem & {
  name: string
  before: string
  after: string
  notes?: { place: string; text: string }[]
  unsourced?: true
}
export type Windows = { items: WindowText[]; show_when: Condition }
