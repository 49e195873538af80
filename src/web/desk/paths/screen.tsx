import { useMemo, useState } from "preact/hooks"
import { useLoad, type Loaded } from "#web/desk/act.ts"
import { sentenceFor, words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { SetUpBanner } from "#web/desk/set-up/banner.tsx"
import { say } from "#web/desk/set-up/say.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Choices } from "#web/ui/field.tsx"
import type { PathScreen, PathView, Tiers } from "#wire/path.ts"
import { useDraft, type Draft } from "./draft.ts"
import { sameTiers } from "./edit.ts"
import { stops } from "./faults.ts"
import { Ladder } from "./ladder.tsx"
import { faultsIn, loadPath, nightsOf, type Nights } from "./load.ts"
import { SavingState } from "./saving-state.tsx"
import { Signing } from "./signing.tsx"
import { TryIt, type Asked, firstAsked } from "./try-it.tsx"

/** Who is rung, and who next when nobody answers: written by one person, signed by another. */
export function Screen() {
  const { value, failure, reload } = useLoad(loadPath, "path")
  if (!value) {
    return failure ? <Banner alert>{sentenceFor(failure)}</Banner> : <p>{deskWords().loading}</p>
  }
  return <Known screen={value} failure={failure} reload={reload} />
}

type Props = {
  readonly screen: PathScreen
  readonly failure: unknown
  readonly reload: Loaded<PathScreen>["reload"]
}
function Known({ screen, failure, reload }: Props) {
  const { paths: words } = say()
  const draft = useDraft(screen, reload)
  const [force, showForce] = useState(false)
  const [asked, ask] = useState<Asked>(() => firstAsked(screen.now))
  const names = useMemo(
    () => new Map(screen.people.map(({ id, name }) => [id, name])),
    [screen.people],
  )
  const inForceShown = force && screen.inForce !== null
  const tiers: Tiers = inForceShown ? (screen.inForce?.tiers ?? []) : draft.tiers
  const open = me.value?.admin === true && screen.draft?.state !== "proposed" && !inForceShown
  const faults = faultsIn(tiers, screen)
  const nights = useNights(tiers, screen)
  return (
    <>
      <div class="acts">
        <h1>{words.title}</h1>
        <Versions screen={screen} names={names} />
      </div>
      <SetUpBanner />
      {failure ? <Banner alert>{sentenceFor(failure)}</Banner> : null}
      <Which screen={screen} tiers={draft.tiers} force={inForceShown} onShow={showForce} />
      <State draft={draft} open={open} />
      <div class="build">
        <Ladder
          tiers={tiers}
          screen={screen}
          names={names}
          faults={faults}
          level={asked.level}
          draft={open ? draft : null}
        />
        <aside class="try" aria-labelledby="try">
          <TryIt
            tiers={tiers}
            screen={screen}
            names={names}
            nights={nights}
            asked={asked}
            onAsk={ask}
          />
          {inForceShown ? null : (
            <Signing
              screen={screen}
              names={names}
              left={faults.filter(stops).length || (nights.silent.length ? 1 : 0)}
              saved={isSaved(draft)}
              tiers={tiers}
              reload={reload}
            />
          )}
        </aside>
      </div>
    </>
  )
}

/** Tried anew when the tiers, the people or the day are others. */
function useNights(tiers: Tiers, screen: PathScreen): Nights {
  const day = Math.floor(screen.now / 86_400_000)
  return useMemo(
    () => nightsOf(tiers, screen),
    [JSON.stringify(tiers), JSON.stringify(screen.people), day],
  )
}

/** Nothing to save or undo while it is not being written, unless something did not reach the server. */
function State({ draft, open }: { readonly draft: Draft; readonly open: boolean }) {
  if (!me.value?.admin) return <p class="meta">{say().paths.readOnly}</p>
  return open || !isSaved(draft) ? <SavingState draft={draft} /> : null
}

type WhichProps = {
  readonly screen: PathScreen
  readonly tiers: Tiers
  readonly force: boolean
  readonly onShow: (force: boolean) => void
}
/** Which of the two is looked at, where there are two. */
function Which({ screen, tiers, force, onShow }: WhichProps) {
  const { paths: words } = say()
  const { inForce, draft } = screen
  if (!inForce || (!draft && sameTiers(inForce.tiers, tiers))) return null
  const proposed = draft?.state === "proposed"
  return (
    <div class="which">
      <Choices
        legend={words.shown}
        value={force ? "force" : "draft"}
        options={[
          ["draft", proposed ? words.showProposed : words.showDraft],
          ["force", words.showForce],
        ]}
        onChange={(which) => onShow(which === "force")}
      />
    </div>
  )
}

function isSaved({ saving }: Draft): boolean {
  return saving.kind === "saved"
}

/** Which version rings people now, and what the other one waits for. */
function Versions({
  screen,
  names,
}: {
  readonly screen: PathScreen
  readonly names: ReadonlyMap<string, string>
}) {
  const { paths: words } = say()
  const { inForce, draft } = screen
  const since = (version: PathView) =>
    version.inForceAt === null ? "" : when(version.inForceAt, now.value)
  const force = inForce
    ? fill(words.inForce, { n: inForce.number, date: since(inForce) })
    : words.none
  const name = names.get(draft?.proposedBy ?? "") ?? ""
  const said = !draft
    ? force
    : draft.state === "proposed"
      ? `${fill(words.proposed, { n: draft.number, name })} ${inForce ? fill(words.draftKeeps, { n: inForce.number }) : words.none}`
      : `${fill(words.draftOf, { n: draft.number })} ${inForce ? fill(words.draftKeeps, { n: inForce.number }) : words.none}`
  return <span class="meta">{said}</span>
}
