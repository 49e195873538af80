import { useId } from "preact/hooks"
import { targets } from "#content/level.json?targets"
import { waitLevels } from "#core/path.ts"
import { poolOf } from "#core/roster.ts"
import { zoneOptions } from "#web/desk/set-up/place-fields.tsx"
import { say } from "#web/desk/set-up/say.ts"
import { serverNow } from "#web/lib/clock.ts"
import { isoDay, zone } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Choices, Field, Select } from "#web/ui/field.tsx"
import { asList, inTurns, setWait, type Tier } from "./edit.ts"
import type { Names } from "./faults.ts"
import { Exceptions } from "./exceptions.tsx"
import { amountWords } from "./amount-words.ts"

type Props = {
  readonly at: number
  readonly tier: Tier
  readonly names: Names
  readonly onChange: (tier: Tier) => void
}

/** What is rarely changed: the tier's name, who its people are, how long it is waited for, lists and turns. */
export function TierSettings({ at, tier, names, onChange }: Props) {
  const { paths: words, form } = say()
  const empty = poolOf(tier.schedule).length === 0
  return (
    <details>
      <summary aria-label={fill(words.edit, { n: at + 1 })}>{words.editShort}</summary>
      <div class="stack settings">
        <Field
          label={words.tierName}
          value={tier.name}
          onInput={(name) => onChange({ ...tier, name })}
          max={80}
          error={tier.name.trim() === "" ? form.field.empty : null}
        />
        <Select
          label={words.kind}
          value={tier.kind}
          options={(["inside", "outside", "board"] as const).map((k) => [k, words.kinds[k]])}
          onChange={(kind) =>
            onChange({ ...tier, kind: kind === "outside" || kind === "board" ? kind : "inside" })
          }
        />
        <Waits at={at} tier={tier} onChange={onChange} />
        <Choices
          legend={words.who}
          value={tier.schedule.kind}
          options={[
            ["list", words.list],
            empty ? ["rotation", words.rotation, words.rotationWhy] : ["rotation", words.rotation],
          ]}
          onChange={(kind) =>
            onChange(
              kind === "rotation" ? inTurns(tier, zone.value, isoDay(serverNow())) : asList(tier),
            )
          }
        />
        {tier.schedule.kind === "rotation" ? (
          <>
            <Handover tier={tier} schedule={tier.schedule} onChange={onChange} />
            <Exceptions tier={tier} schedule={tier.schedule} names={names} onChange={onChange} />
          </>
        ) : null}
      </div>
    </details>
  )
}

/** The waits of a tier, level by level; an empty field is the level's own. */
function Waits({ at, tier, onChange }: Omit<Props, "names">) {
  const { paths: words } = say()
  const why = useId()
  return (
    <fieldset aria-describedby={why}>
      <legend class="label">{words.waits}</legend>
      <p class="help" id={why}>
        {words.waitsWhy}
      </p>
      <div class="waits">
        {waitLevels.map((level) => (
          <Field
            key={`${at} ${level}`}
            label={fill(words.wait, { level })}
            value={String(tier.waits[level] ?? "")}
            onInput={(text) => {
              const digits = text.replaceAll(/\D/g, "").slice(0, 5)
              const minutes = Number(digits)
              onChange(setWait(tier, level, minutes > 0 ? minutes : null))
            }}
            help={fill(words.waitOwn, { time: amountWords(targets[level].open) })}
            max={5}
            plain
          />
        ))}
      </div>
    </fieldset>
  )
}

type Turns = Extract<Tier["schedule"], { kind: "rotation" }>
type HandoverProps = {
  readonly tier: Tier
  readonly schedule: Turns
  readonly onChange: (tier: Tier) => void
}
function Handover({ tier, schedule, onChange }: HandoverProps) {
  const { paths: words } = say()
  const set = (change: Partial<Turns>) =>
    onChange({ ...tier, schedule: { ...schedule, ...change } })
  return (
    <div class="waits">
      <Select
        label={words.handoverDay}
        value={String(schedule.handoverDay)}
        options={words.days.map((day, i) => [String(i + 1), day])}
        onChange={(day) => set({ handoverDay: Number(day) })}
      />
      <Field
        label={words.handoverTime}
        type="time"
        value={schedule.handoverTime}
        onInput={(time) => {
          if (/^\d\d:\d\d$/.test(time)) set({ handoverTime: time })
        }}
      />
      <Select
        label={words.zone}
        value={schedule.zone}
        options={zoneOptions(schedule.zone)}
        onChange={(chosen) => set({ zone: chosen })}
      />
      <Field
        label={words.anchor}
        type="date"
        value={schedule.anchor}
        onInput={(anchor) => {
          if (/^\d{4}-\d\d-\d\d$/.test(anchor)) set({ anchor })
        }}
      />
    </div>
  )
}
