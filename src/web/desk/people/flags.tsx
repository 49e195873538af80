import { say } from "#web/desk/set-up/say.ts"
import { Tick } from "#web/ui/field.tsx"
import type { PersonView } from "#wire/person.ts"

/** Where a person stands, beyond unit and title. */
export const flags = [
  "hr",
  "executive",
  "outside",
  "board",
  "admin",
  "protection",
  "centralDesk",
  "recruiter",
  "hrOps",
] as const
export type Flag = (typeof flags)[number]

type Props = {
  readonly of: Pick<PersonView, Flag>
  readonly onChange: (flag: Flag, on: boolean) => void
  readonly only?: readonly Flag[]
}

/** The flags as boxes to tick, each with what it changes. */
export function Flags({ of, onChange, only = flags }: Props) {
  const { people: words } = say()
  return (
    <fieldset>
      <legend class="label">{words.person.where}</legend>
      {only.map((flag) => (
        <Tick
          key={flag}
          label={words.flag[flag]}
          help={words.flagHelp[flag]}
          checked={of[flag]}
          onChange={(on) => onChange(flag, on)}
        />
      ))}
    </fieldset>
  )
}
