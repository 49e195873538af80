import * as v from "valibot"
import { uuid, instant, line, personId, zone } from "./form.ts"

const override = v.strictObject({
  from: instant,
  to: instant,
  kind: v.picklist(["add", "remove", "replace"]),
  person: personId,
  instead: v.optional(v.nullable(personId)),
})
const schedule = v.variant("kind", [
  v.strictObject({ kind: v.literal("list"), people: v.pipe(v.array(personId), v.maxLength(40)) }),
  v.strictObject({
    kind: v.literal("rotation"),
    zone,
    anchor: v.pipe(v.string(), v.isoDate("date")),
    handoverDay: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
    handoverTime: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time")),
    turns: v.pipe(
      v.array(v.pipe(v.array(personId), v.minLength(1), v.maxLength(10))),
      v.minLength(1),
      v.maxLength(52),
    ),
    overrides: v.pipe(v.array(override), v.maxLength(200)),
  }),
])
export const tier = v.strictObject({
  name: line(80),
  kind: v.picklist(["inside", "outside", "board"]),
  /** Minutes until the next tier, per level; absent is the level's opening time. May only be shorter. */
  waits: v.strictObject({
    e2: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    e3: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    e4: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    r: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  schedule,
})
export const tiers = v.pipe(v.array(tier), v.maxLength(9, "too many tiers"))
export type Tiers = v.InferOutput<typeof tiers>

/** Saving a draft names the version it was begun from, so that two tabs cannot overwrite each other. */
export const pathDraft = v.strictObject({ tiers, basedOn: v.nullable(uuid) })

export type PathView = {
  id: string
  number: number
  state: "draft" | "proposed" | "in-force" | "superseded"
  tiers: Tiers
  editedBy: string | null
  proposedBy: string | null
  signedBy: string | null
  inForceAt: number | null
}
/** `GET /desk/api/path`: the version in force, the draft or proposal if any, who may stand on it, and what is wrong with it. */
export type PathScreen = {
  inForce: PathView | null
  draft: PathView | null
  people: {
    id: string
    name: string
    title: string
    unit: string
    manager: string | null
    hr: boolean
    executive: boolean
    outside: boolean
    board: boolean
    key: boolean
    tested: boolean
    channels: string[]
  }[]
  now: number
}
