import { useState } from "preact/hooks"
import { idOf, type PersonId } from "#core/ids.ts"
import { overrideKinds } from "#core/roster.ts"
import { say } from "#web/desk/set-up/say.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { Table } from "#web/ui/table.tsx"
import { instantAt, type Override, type Tier } from "./edit.ts"
import { nameOf, type Names } from "./faults.ts"

type Turns = Extract<Tier["schedule"], { kind: "rotation" }>
type Props = {
  readonly tier: Tier
  readonly schedule: Turns
  readonly names: Names
  readonly onChange: (tier: Tier) => void
}

/** Exceptions to the turns, such as a holiday or a swap, as a small table and a form for one more. */
export function Exceptions({ tier, schedule, names, onChange }: Props) {
  const { paths: words } = say()
  const set = (overrides: Override[]) => onChange({ ...tier, schedule: { ...schedule, overrides } })
  const rows = schedule.overrides.map((override, at) => ({ ...override, at }))
  return (
    <section class="stack tight">
      <h3>{words.exceptions}</h3>
      <Table
        caption={words.exceptions}
        empty={words.noExceptions}
        rows={rows}
        keyOf={({ at }) => String(at)}
        columns={[
          {
            head: words.exceptionPerson,
            cell: ({ person, kind, instead }) =>
              [
                nameOf(names, person),
                words.exceptionKind[kind],
                instead ? nameOf(names, instead) : "",
              ].join(" "),
          },
          { head: words.from, cell: ({ from }) => when(Date.parse(from), now.value), n: true },
          { head: words.to, cell: ({ to }) => when(Date.parse(to), now.value), n: true },
          {
            head: words.removeException,
            cell: ({ at }) => (
              <Button
                kind="bare"
                label={words.removeException}
                onPress={() => set(schedule.overrides.filter((_, i) => i !== at))}
              >
                ×
              </Button>
            ),
          },
        ]}
      />
      <One schedule={schedule} names={names} onAdd={(one) => set([...schedule.overrides, one])} />
    </section>
  )
}

type OneProps = {
  readonly schedule: Turns
  readonly names: Names
  readonly onAdd: (override: Override) => void
}
function One({ schedule, names, onAdd }: OneProps) {
  const { paths: words } = say()
  const [written, write] = useState(nothing)
  const set = (change: Partial<typeof nothing>) => write((before) => ({ ...before, ...change }))
  const { kind, person, instead, from, to } = written
  const complete = person && from && to && from < to && (kind !== "replace" || instead)
  const people: [string, string][] = [["", words.choosePerson], ...names]
  const add = () => {
    if (!complete) return
    onAdd({
      kind,
      person: idOf<PersonId>(person),
      ...(kind === "replace" ? { instead: idOf<PersonId>(instead) } : {}),
      from: instantAt(from, schedule.zone),
      to: instantAt(to, schedule.zone),
    })
    write(nothing)
  }
  return (
    <div class="waits">
      <Select
        label={words.exceptionPerson}
        value={person}
        options={people}
        onChange={(chosen) => set({ person: chosen })}
      />
      <Select
        label={words.exception}
        value={kind}
        options={overrideKinds.map((one) => [one, words.exceptionKind[one]])}
        onChange={(chosen) => set({ kind: overrideKinds.find((one) => one === chosen) ?? "add" })}
      />
      {kind === "replace" ? (
        <Select
          label={words.instead}
          value={instead}
          options={people}
          onChange={(chosen) => set({ instead: chosen })}
        />
      ) : null}
      <Field
        label={words.from}
        type="datetime-local"
        value={from}
        onInput={(time) => set({ from: time })}
        help={schedule.zone}
      />
      <Field
        label={words.to}
        type="datetime-local"
        value={to}
        onInput={(time) => set({ to: time })}
        help={schedule.zone}
      />
      <Button kind="quiet" why={complete ? null : words.addExceptionWhy} onPress={add}>
        {words.addException}
      </Button>
    </div>
  )
}

const nothing: Pick<Override, "kind" | "from" | "to"> & { person: string; instead: string } = {
  kind: "add",
  person: "",
  instead: "",
  from: "",
  to: "",
}
