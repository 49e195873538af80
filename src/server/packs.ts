import * as v from "valibot"
import { clockKinds, type Pack } from "#core/deadline.ts"
import { units } from "#core/level.ts"
import jurisdictions from "#content/jurisdictions.json" with { type: "json" }

const days = v.array(v.picklist(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
const clock = v.object({
  id: v.string(),
  event: v.string(),
  amount: v.pipe(v.number(), v.minValue(0)),
  unit: v.picklist(units),
  kind: v.picklist(clockKinds),
  owner: v.string(),
  less_days: v.optional(v.number()),
  weekend_override: v.optional(v.nullish(days)),
})
const pack = v.object({
  id: v.string(),
  clocks: v.array(clock),
  calendar: v.object({ weekend: v.nullable(v.object({ for_max: days, for_min: days })) }),
})

/** Every country's and region's rules as far as time goes; a file that is not of this form stops the start. */
export const packs: readonly Pack[] = v.parse(v.array(pack), jurisdictions.packs).map((read) => ({
  ...read,
  clocks: read.clocks.map(({ weekend_override: days, ...rest }) =>
    days ? { ...rest, weekend_override: days } : rest,
  ),
}))
