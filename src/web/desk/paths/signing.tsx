import { useEffect, useRef, useState } from "preact/hooks"
import { poolOf } from "#core/roster.ts"
import { useAct } from "#web/desk/act.ts"
import { words as deskWords } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import { say } from "#web/desk/set-up/say.ts"
import { twoWays } from "#web/desk/set-up/two-ways.ts"
import { del, post } from "#web/lib/api.ts"
import { counted, fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { PathScreen, PathView, Tiers } from "#wire/path.ts"
import { sameTiers } from "./edit.ts"
import { nameOf, type Names } from "./faults.ts"

type Props = {
  readonly screen: PathScreen
  readonly names: Names
  /** How many things keep it from being signed. */
  readonly left: number
  readonly saved: boolean
  readonly tiers: Tiers
  readonly reload: () => Promise<void>
}

/** One person proposes, another signs; either may be told why it cannot be pressed yet. */
export function Signing(props: Props) {
  const { draft } = props.screen
  useWithdrawal(draft?.state)
  return (
    <div class="signing stack tight">
      {draft?.state === "proposed" ? (
        <Proposed {...props} draft={draft} />
      ) : me.value?.admin ? (
        <Propose {...props} />
      ) : null}
    </div>
  )
}

/** Whoever looks at a proposal hears that it was taken back, by themselves or by another. */
function useWithdrawal(state: PathView["state"] | undefined): void {
  const { paths: words } = say()
  const before = useRef(state)
  useEffect(() => {
    if (before.current === "proposed" && state === "draft") toast(words.withdrawn)
    before.current = state
  }, [state])
}

function Propose({ screen, left, saved, tiers, reload }: Props) {
  const { paths: words } = say()
  const act = useAct()
  const same = !screen.draft || (screen.inForce && sameTiers(screen.inForce.tiers, tiers))
  const why =
    left > 0
      ? counted(words.proposeWhy, left)
      : !saved
        ? words.proposeSaved
        : same
          ? words.proposeSame
          : null
  const propose = async () => {
    const done = await act.run(() => post("/path/proposal"))
    await reload()
    if (done) toast(words.proposeDone)
  }
  return (
    <>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button why={why} onPress={() => void propose()}>
        {words.propose}
      </Button>
    </>
  )
}

function Proposed(props: Props & { readonly draft: PathView }) {
  const { screen, names, left, draft, reload } = props
  const { paths: words } = say()
  const [asking, ask] = useState(false)
  const act = useAct()
  const own = me.value
  const mine = own !== null && own !== undefined && draft.proposedBy === own.id
  const why = mine
    ? words.signOwn
    : !own || !twoWays(own)
      ? words.signKey
      : left > 0
        ? words.signFaults
        : null
  const withdraw = async () => {
    await act.run(() => del("/path/proposal"))
    await reload()
  }
  return (
    <>
      <Changes inForce={screen.inForce} draft={draft} names={names} />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Button why={why} onPress={() => ask(true)}>
        {words.sign}
      </Button>
      {own?.admin || draft.proposedBy === own?.id ? (
        <Button kind="quiet" onPress={() => void withdraw()}>
          {words.withdraw}
        </Button>
      ) : null}
      {asking ? (
        <Sign draft={draft} names={names} reload={reload} onClose={() => ask(false)} />
      ) : null}
    </>
  )
}

type SignProps = Pick<Props, "names" | "reload"> & {
  readonly draft: PathView
  readonly onClose: () => void
}
/** The second look: every name, before the path rings people. */
function Sign({ draft, names, reload, onClose }: SignProps) {
  const { paths: words } = say()
  const act = useAct()
  const sign = async () => {
    if (!(await act.run(() => post("/path/signature")))) return
    onClose()
    await reload()
    toast(fill(words.signed, { n: draft.number }))
  }
  return (
    <Dialog title={fill(words.signTitle, { n: draft.number })} onClose={onClose}>
      <p>{words.signWhy}</p>
      <ol class="sign-tiers">
        {draft.tiers.map((tier, at) => (
          <li key={at}>
            <b>
              {at + 1} {tier.name}
            </b>{" "}
            {listed(poolOf(tier.schedule).map((person) => nameOf(names, person)))}
          </li>
        ))}
      </ol>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void sign()}>{words.sign}</Button>
        <Button kind="quiet" onPress={onClose}>
          {deskWords().cancel}
        </Button>
      </div>
    </Dialog>
  )
}

type ChangesProps = { inForce: PathView | null; draft: PathView; names: Names }
/** Who joins and who no longer stands on it, so that a signature is given to what differs. */
function Changes({ inForce, draft, names }: ChangesProps) {
  const { paths: words } = say()
  if (!inForce) return null
  const before = peopleOf(inForce)
  const after = peopleOf(draft)
  const on = after.filter((person) => !before.includes(person))
  const off = before.filter((person) => !after.includes(person))
  const told = (people: typeof on) => ({ names: listed(people.map((p) => nameOf(names, p))) })
  return (
    <div class="second">
      <p>
        <b>{fill(words.changes, { n: inForce.number })}</b>
      </p>
      {on.length ? <p>{fill(words.changesOn, told(on))}</p> : null}
      {off.length ? <p>{fill(words.changesOff, told(off))}</p> : null}
      {on.length || off.length ? null : <p>{words.changesOther}</p>}
    </div>
  )
}

function peopleOf({ tiers }: PathView) {
  return [...new Set(tiers.flatMap(({ schedule }) => poolOf(schedule)))]
}
