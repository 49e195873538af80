import type { PathFault } from "#core/path.ts"
import type { ReportLevel } from "#core/level.ts"
import { say } from "#web/desk/set-up/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { PathScreen, Tiers } from "#wire/path.ts"
import type { Draft } from "./draft.ts"
import { addTier, moved, mostTiers, removeTier } from "./edit.ts"
import { faultsOf, faultWords, wholeFaults, stops, type Names } from "./faults.ts"
import { TierRung } from "./tier-rung.tsx"

type Props = {
  readonly tiers: Tiers
  readonly screen: PathScreen
  readonly names: Names
  readonly faults: readonly PathFault[]
  readonly level: ReportLevel
  /** Null while it cannot be changed. */
  readonly draft: Draft | null
}

/** The tiers from the first to the one that cannot be taken out: all of them, for ever. */
export function Ladder(props: Props) {
  const { tiers, faults, names, draft } = props
  const { paths: words } = say()
  const add = () => {
    if (!draft || tiers.length >= mostTiers) return
    draft.change(addTier(tiers, fill(words.newTier, { n: tiers.length + 1 })))
    focusSoon(`[data-tier="${tiers.length}"] h2`)
  }
  useKeys(props, add)
  const move = (at: number, by: -1 | 1) => {
    if (!draft || !tiers[at + by]) return
    draft.change(moved(tiers, at, by))
    focusSoon(`[data-tier="${at + by}"] h2`)
  }
  return (
    <section aria-label={words.title} class="stack">
      {tiers.length === 0 ? <p class="empty">{words.noTiers}</p> : null}
      <ol class="line">
        {tiers.map((tier, at) => (
          <TierRung
            key={at}
            at={at}
            tier={tier}
            {...props}
            faults={faultsOf(faults, at)}
            onMove={(by) => move(at, by)}
            onRemove={() => {
              draft?.change(removeTier(tiers, at))
              focusSoon(`[data-tier="${Math.max(0, at - 1)}"] h2`)
            }}
          />
        ))}
        <li data-s="owed">
          <div class="rung">
            <b class="mono">{words.then}</b>
            <div>
              <h2>{words.allTiers}</h2>
              <p class="second">{words.allTiersWhy}</p>
            </div>
          </div>
        </li>
      </ol>
      {draft ? (
        <div class="acts">
          <Button
            kind={tiers.length ? "quiet" : "bare"}
            why={tiers.length >= mostTiers ? words.addTierWhy : null}
            onPress={add}
          >
            {words.addTier}
          </Button>
          <a href="/desk/people">{words.missing}</a>
        </div>
      ) : null}
      <Whole faults={wholeFaults(faults)} names={names} />
    </section>
  )
}

/** What is wrong with the path as a whole. */
function Whole({
  faults,
  names,
}: {
  readonly faults: readonly PathFault[]
  readonly names: Names
}) {
  const { paths: words } = say()
  if (!faults.length) return null
  return (
    <div class="rung whole">
      <h2>{words.faultsWhole}</h2>
      {faults.map((fault) => (
        <p key={fault.code} class="warn" data-s={stops(fault) ? "stop" : undefined}>
          <span>{faultWords(fault, names)}</span>
        </p>
      ))}
    </div>
  )
}

function useKeys({ draft }: Props, add: () => void): void {
  const { keys } = say().paths
  const own = draft
    ? [
        { key: "a", label: keys.add, act: () => focusSoon(`${tierInFocus()} [data-add-person]`) },
        { key: "t", label: keys.tier, act: add },
        { key: "Alt+↑↓", label: keys.move, act: () => focusSoon(`${tierInFocus()} h2`) },
        { key: "u", label: keys.undo, act: () => draft.undo?.() },
      ]
    : []
  useShortcuts([
    ...own,
    { key: "y", label: keys.try, act: () => focusSoon(".try input, .try select") },
    { key: "s", label: keys.sign, act: () => focusSoon(".signing button") },
  ])
}

/** The tier that has the focus, else the first. */
function tierInFocus(): string {
  const at = document.activeElement?.closest("[data-tier]")?.getAttribute("data-tier") ?? "0"
  return `[data-tier="${at}"]`
}

/** Moves the focus once the next drawing is done. */
function focusSoon(what: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(what)?.focus()),
  )
}
