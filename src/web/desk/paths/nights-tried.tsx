import { useState } from "preact/hooks"
import type { SilentRun } from "#core/rehearsal.ts"
import { say } from "#web/desk/set-up/say.ts"
import { when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { nameOf, type Names } from "./faults.ts"
import type { Nights } from "./load.ts"

type Props = {
  readonly nights: Nights
  readonly names: Names
  readonly now: number
  readonly onShow: (one: SilentRun) => void
}

/** Every person on the path as the one named, on each of the next 35 nights: how many runs end in silence. */
export function NightsTried({ nights, names, now, onShow }: Props) {
  const { paths: words } = say()
  const [open, setOpen] = useState(false)
  const silent = nights.silent.length
  return (
    <div class="banner">
      {words.nights}{" "}
      <b>
        {fill(words.nightsSaid, {
          runs: counted(words.nightsRuns, nights.runs),
          silent: silent ? `${counted(words.nightsSilent, silent)} ◆` : words.nightsGood,
        })}
      </b>{" "}
      {silent ? (
        <Button kind="bare" onPress={() => setOpen(!open)}>
          {open ? words.hideThem : words.showThem}
        </Button>
      ) : null}
      {open && silent ? (
        <ul class="silences">
          {grouped(nights.silent).map(({ first, many }) => (
            <li key={first.named}>
              {fill(words.silentRow, {
                name: nameOf(names, first.named),
                nights: counted(words.silentNights, many),
                time: when(first.night.epochMilliseconds, now),
              })}{" "}
              <Button
                kind="bare"
                label={`${words.replayThis}: ${nameOf(names, first.named)}`}
                onPress={() => onShow(first)}
              >
                {words.replayThis}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** The silent runs by whom the report named. */
function grouped(silent: readonly SilentRun[]): { first: SilentRun; many: number }[] {
  const groups = new Map<string, SilentRun[]>()
  for (const run of silent) groups.set(run.named, [...(groups.get(run.named) ?? []), run])
  return [...groups.values()].flatMap((runs) => {
    const [first] = runs
    return first ? [{ first, many: runs.length }] : []
  })
}
