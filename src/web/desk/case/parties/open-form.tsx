import { useState } from "preact/hooks"
import type { Party } from "#core/mailbox.ts"
import { invariant } from "#core/refusal.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Select } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { told, useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import { me } from "#web/desk/session.ts"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { whoWords } from "#web/desk/case/inquiry/words.ts"
import { nameOf } from "#web/desk/case/inquiry/named.ts"
import { doIn } from "#web/desk/case/say.ts"
import { makeMailbox, type NewMailbox } from "./make.ts"
import type { PartyView } from "#wire/party.ts"
import { answerAddress, partyName, partyWords } from "./words.ts"

/** Somebody who could have a mailbox; a person named by their number. */
type Whom = { readonly party: Party; readonly n: number | null }

/** Opening a mailbox: for whom, then the code on paper. Once the code was made, only its own button leaves it. */
export function OpenMailbox({
  one,
  reload,
  onClose,
  party,
}: ActProps & { readonly party?: Party }) {
  const [made, setMade] = useState<NewMailbox | null>(null)
  const [unlinked, fail] = useState<string | null>(null)
  if (!made)
    return <ForWhom one={one} first={party} onMade={setMade} onFailed={fail} onClose={onClose} />
  const leave = () => {
    toast(partyWords().code.made)
    onClose()
    reload()
  }
  return <Made code={made.code} failed={unlinked} onLeave={leave} />
}

type ForWhomProps = {
  readonly one: Case
  /** For whom it most likely is. */
  readonly first?: Party | undefined
  readonly onMade: (made: NewMailbox) => void
  readonly onFailed: (said: string | null) => void
  readonly onClose: () => void
}
function ForWhom({ one, first, onMade, onFailed, onClose }: ForWhomProps) {
  const say = partyWords()
  const people = whomOf(one)
  const [at, choose] = useState(() =>
    Math.max(
      0,
      people.findIndex(({ party }) => party === first),
    ),
  )
  const act = useAct()
  const make = async () => {
    const whom = people[at]
    const org = me.value?.org.id
    invariant(whom && org, "somebody signed in chose from the list")
    const mailbox = await makeMailbox(one.id, org, whom)
    onMade(mailbox)
    const known = one.screen.life?.respondents.find(({ n }) => n === whom.n)
    if (!known) return
    const facts = { n: known.n, standing: known.standing, mailbox: mailbox.number }
    // The code is on the screen by now and stays: what went wrong with the list of persons is said beside it.
    await doIn(one.id, { kind: "respondent.recorded", facts }).catch((why: unknown) =>
      onFailed(told(why)),
    )
  }
  return (
    <Dialog title={say.open.act} onClose={onClose} wide>
      <p class="second">{say.open.note}</p>
      <Select
        label={say.open.for}
        value={String(at)}
        options={people.map((whom, place) => [String(place), whomWords(one, whom)] as const)}
        onChange={(place) => choose(Number(place))}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void act.run(make)}>
          {act.busy ? words().signIn.oneMoment : say.open.go}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {words().cancel}
        </Button>
      </div>
    </Dialog>
  )
}

/** A new code for somebody who has lost theirs: what they can read with it and what not is said before. */
export function NewCode({ one, reload, onClose, party }: ActProps & { readonly party: PartyView }) {
  const say = partyWords().instead
  const [made, setMade] = useState<NewMailbox | null>(null)
  const act = useAct()
  if (made) {
    const leave = () => {
      toast(partyWords().code.made)
      onClose()
      reload()
    }
    return <Made code={made.code} failed={null} onLeave={leave} />
  }
  const make = async () => {
    const org = me.value?.org.id
    invariant(org, "somebody is signed in")
    setMade(await makeMailbox(one.id, org, { party: party.party, instead: party.number }))
  }
  return (
    <Dialog title={`${say.act}: ${partyName(one, party)}`} onClose={onClose} wide>
      <p>{say.note}</p>
      <p>{say.reads}</p>
      <p class="second">{partyWords().open.note}</p>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void act.run(make)}>
          {act.busy ? words().signIn.oneMoment : partyWords().open.go}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {words().cancel}
        </Button>
      </div>
    </Dialog>
  )
}

type MadeProps = {
  readonly code: string
  readonly failed: string | null
  readonly onLeave: () => void
}
function Made({ code, failed, onLeave }: MadeProps) {
  const say = partyWords().code
  return (
    <Dialog title={say.title} onClose={stays} wide>
      <CodePaper code={code} />
      {failed ? <Banner alert>{failed}</Banner> : null}
      <div class="acts">
        <Button onPress={onLeave}>{say.done}</Button>
        <Button kind="quiet" onPress={printCode}>
          {say.print}
        </Button>
      </div>
    </Dialog>
  )
}

/** The code is shown once: Escape does not lose it. */
function stays(): void {}

/** The paper that goes to its person: where, the code in its groups, and nothing of the case. */
function CodePaper({ code }: { readonly code: string }) {
  const say = partyWords().code
  return (
    <>
      <p>{say.once}</p>
      <div class="letter-paper">
        <p>{me.value?.org.name}</p>
        <p>{fill(say.where, { address: answerAddress() })}</p>
        <p class="fingerprint" dir="ltr">
          {code}
        </p>
        <p>{say.private}</p>
      </div>
    </>
  )
}

/** Only the paper is printed: the style sheet hides everything beside it while this class stands. */
function printCode(): void {
  document.documentElement.classList.add("letter-only")
  window.print()
  document.documentElement.classList.remove("letter-only")
}

/** Everybody who could have a mailbox and has none that is open. */
function whomOf({ screen, parties }: Case): Whom[] {
  const own = screen.life?.intake === "self" || screen.life?.intake === "system"
  const open = (party: Party) =>
    parties.some(({ view }) => view.party === party && view.closedAt === null)
  const named = (screen.life?.respondents ?? [])
    .filter(({ mailbox }) => mailbox === null)
    .map(({ n }): Whom => ({ party: "respondent", n }))
  const affected: Whom[] = own || open("affected") ? [] : [{ party: "affected", n: null }]
  const others = ["witness", "third-party", "outside-body"] as const
  return [...named, ...affected, ...others.map((party): Whom => ({ party, n: null }))]
}

function whomWords(one: Case, { party, n }: Whom): string {
  if (n === null) return partyWords().who[party]
  return `${whoWords(`respondent ${n}`)}: ${nameOf(one, n)}`
}
