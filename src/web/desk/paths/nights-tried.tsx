import { useMemo, useState } from "preact/hooks"
import { targets } from "#content/level.json?targets"
import type { Keyholder } from "#core/path.ts"
import { say } from "#web/desk/set-up/say.ts"
import { when, zone } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { Tiers } from "#wire/path.ts"
import { nameOf, type Names } from "./faults.ts"
import { tryNights, type Silence } from "./nights.ts"

type Props = {
  readonly tiers: Tiers
  readonly people: readonly Keyholder[]
  readonly names: Names
  readonly now: number
  readonly onShow: (one: Silence) => void
}

/** Every person on the path as the one named, on each of the next 35 nights: how many runs end in silence. */
export function NightsTried({ tiers, people, names, now, onShow }: Props) {
  const { paths: words } = say()
  const [open, setOpen] = useState(false)
  const day = Math.floor(now / 86_400_000)
  const tried = useMemo(
    () => tryNights({ tiers }, people, { now, zone: zone.value, targets }),
    [JSON.stringify(tiers), people, day, zone.value],
  )
  const silent = tried.silent.length
  return (
    <div class="banner">
      {words.nights}{" "}
      <b>
        {counted(words.nightsRuns, tried.runs)},{" "}
        {silent ? counted(words.nightsSilent, silent) : words.nightsGood}
      </b>{" "}
      {silent ? (
        <Button kind="bare" onPress={() => setOpen(!open)}>
          {open ? words.hideThem : words.showThem}
        </Button>
      ) : null}
      {open && silent ? (
        <ul class="silences">
          {grouped(tried.silent).map(({ first, nights }) => (
            <li key={first.named}>
              {fill(words.silentRow, {
                name: nameOf(names, first.named),
                nights: counted(words.silentNights, nights),
                time: when(first.at, now),
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

/** The silences by whom the report named. */
function grouped(silent: readonly Silence[]): { first: Silence; nights: number }[] {
  const groups = Map.groupBy(silent, ({ named }) => named)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ first, nights: group.length }] : []
  })
}
