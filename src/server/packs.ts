import * as v from "valibot"
import { countedLines, typedLines } from "#core/annual.ts"
import { clockKinds } from "#core/deadline.ts"
import { units } from "#core/level.ts"
import {
  breachActs,
  clockEvents,
  clockOwners,
  numberBases,
  numberChannels,
  numberKinds,
  packPlaces,
  policeModes,
  reviewStatuses,
  sourceStates,
  type LawPack,
} from "#core/pack.ts"
import jurisdictions from "#content/jurisdictions.json" with { type: "json" }

const text = v.pipe(v.string(), v.nonEmpty())
const date = v.pipe(v.string(), v.isoDate())
const link = v.nullable(v.pipe(v.string(), v.url()))
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const two = v.strictObject({ en: text, zh: text })
const days = v.pipe(
  v.array(v.picklist(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])),
  v.maxLength(6),
)
const source = v.pipe(
  v.strictObject({
    state: v.picklist(sourceStates),
    url: link,
    also: v.optional(text),
    note: v.optional(text),
    date_status: v.optional(text),
  }),
  v.check(
    ({ state, url }) => state === "knowledge" || url !== null,
    "what was read somewhere names the place",
  ),
)
const clock = v.strictObject({
  id: text,
  event: v.picklist(clockEvents),
  amount: whole,
  unit: v.picklist(units),
  kind: v.picklist(clockKinds),
  owner: v.picklist(clockOwners),
  action: text,
  article: text,
  number_basis: v.picklist(numberBases),
  on_breach: v.picklist(breachActs),
  source,
  less_days: v.optional(whole),
  weekend_override: v.optional(days),
  applies: v.optional(text),
  shown_to: v.optional(v.array(v.picklist(["reporter", "respondent"]))),
  at_once: v.optional(v.boolean()),
  before_event: v.optional(v.boolean()),
  evidence_window: v.optional(text),
})
const rule = v.strictObject({ rule: text, law: v.optional(text), source })
const shownRule = v.strictObject({ ...rule.entries, rule: two })
const annual = v.strictObject({
  id: text,
  article: text,
  to: two,
  begins: v.pipe(whole, v.minValue(1), v.maxValue(12)),
  lines: v.pipe(v.array(v.picklist([...countedLines, ...typedLines])), v.nonEmpty()),
  form: v.boolean(),
  clock: v.optional(text),
})
const number = v.strictObject({
  id: text,
  kind: v.picklist(numberKinds),
  label: two,
  dial: v.nullable(text),
  national: v.nullable(text),
  url: link,
  channel: v.picklist(numberChannels),
  hours: text,
  languages: v.array(text),
  run_by: text,
  area: text,
  emergency: v.boolean(),
  sourced: v.boolean(),
  source: v.strictObject({ url: link, note: v.nullable(text) }),
  tested_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
})
const legalReview = v.pipe(
  v.strictObject({
    by: v.nullable(text),
    date: v.nullable(date),
    status: v.picklist(reviewStatuses),
  }),
  v.check(
    ({ status, by, date }) => status === "UNREVIEWED" || (by !== null && date !== null),
    "a review names who made it and when",
  ),
)
const calendar = v.strictObject({
  country: v.nullable(text),
  subdivisions: v.nullable(v.array(text)),
  weekend: v.nullable(v.strictObject({ for_max: days, for_min: days })),
  holidays: text,
  note: v.string(),
  source,
})
const pack = v.strictObject({
  id: text,
  name: two,
  full_name: text,
  place: v.picklist(packPlaces),
  languages: v.array(text),
  pack_version: text,
  review_due: date,
  legal_review: legalReview,
  calendar,
  instruments: v.array(v.strictObject({ cite_as: text, source })),
  scope_warning: v.optional(text),
  thresholds: v.array(rule),
  clocks: v.array(clock),
  roles: v.array(v.strictObject({ role: text, law: v.optional(text), source })),
  training: v.array(rule),
  records: v.array(rule),
  reports: v.array(v.strictObject({ ...shownRule.entries, annual: v.optional(annual) })),
  special: v.array(shownRule),
  police: v.strictObject({
    mode: v.picklist(policeModes),
    note: v.nullable(two),
    source,
  }),
  numbers: v.array(number),
})

/** Every country's and region's rules. A file that is not of this form stops the start. */
export const packs: readonly LawPack[] = readPacks(jurisdictions.packs)

/** Reads packs, or says in one sentence which pack is wrong and in what. */
export function readPacks(content: unknown): readonly LawPack[] {
  const list = v.safeParse(v.array(v.looseObject({ id: text })), content)
  if (!list.success) throw wrong("a pack without a name", list.issues[0])
  const read = list.output.map((one) => {
    const parsed = v.safeParse(pack, one)
    if (!parsed.success) throw wrong(`pack ${one.id}`, parsed.issues[0])
    return parsed.output
  })
  for (const { id, clocks, numbers, reports } of read) {
    const yearly = reports.flatMap((one) => one.annual ?? [])
    const late = yearly.find(({ clock }) => clock && !clocks.some((one) => one.id === clock))
    if (late) throw wrong(`pack ${id}`, { message: `${late.id} names a clock that is not there` })
    const stray = [...clocks, ...numbers, ...yearly].find((one) => !one.id.startsWith(`${id}.`))
    if (stray) throw wrong(`pack ${id}`, { message: `${stray.id} has the name of another pack` })
  }
  const ids = read.flatMap(({ id, clocks }) => [id, ...clocks.map((one) => one.id)])
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) throw wrong(`pack ${twice.split(".")[0]}`, { message: `${twice} is there twice` })
  return read
}

type Fault = { readonly message: string; readonly path?: readonly { readonly key: unknown }[] }

function wrong(which: string, fault: v.BaseIssue<unknown> | Fault): Error {
  const field = fault.path?.map(({ key }) => String(key)).join(".")
  return new Error(
    `content/jurisdictions.json, ${which}${field ? `, ${field}` : ""}: ${fault.message}.`,
  )
}
