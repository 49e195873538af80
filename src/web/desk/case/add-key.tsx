import { useState } from "preact/hooks"
import { addKeyholders, excludedAmong } from "#crypto/epoch.ts"
import { fingerprint } from "#crypto/keys.ts"
import { get } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Select, Tick } from "#web/ui/field.tsx"
import type { CaseScreen } from "#wire/case.ts"
import type { Someone } from "#web/desk/protection/directory.ts"
import { useOnce } from "#web/desk/protection/once.ts"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import type { Case } from "./case.ts"
import { directoryNow, namedConflicts, whyOf } from "./conflict/recheck.ts"
import { conflictWords } from "./conflict/words.ts"
import { heldCase, openPapers, type Papers, roomKey } from "./papers.ts"
import { sendKeys } from "./take.ts"
import { caseWords } from "./words.ts"

/** Gives one more person the keys; whoever the report excludes is refused, and a key is compared by voice first. */
export function AddKey({ one, reload, onClose }: ActProps) {
  const say = caseWords().keys
  const [id, setId] = useState("")
  const [same, setSame] = useState(false)
  const people = one.screen.people.filter(({ holds }) => !holds)
  const person = people.find((known) => known.id === id)
  const directory = useOnce(directoryNow, one.id)
  const barred = person && directory.value ? whyNoKey(one, person, directory.value) : null
  const give = async () => {
    const screen = await get<CaseScreen>(`/cases/${one.id}`)
    const papers = await openPapers(screen)
    const now = screen.people.find((known) => known.id === id)
    if (now) await giveKey(one.id, papers, now)
    return fill(say.done, { name: now?.name ?? "" })
  }
  return (
    <ActForm
      title={say.add}
      note={say.reads}
      go={say.go}
      why={directory.fault ?? (person && same && directory.value && !barred ? null : say.opens)}
      act={give}
      onDone={reload}
      onClose={onClose}
    >
      <Select
        label={say.person}
        value={id}
        onChange={(next) => {
          setId(next)
          setSame(false)
        }}
        options={[
          ["", say.choose],
          ...people.map(({ id, name, title }) => [id, title ? `${name}, ${title}` : name] as const),
        ]}
      />
      {barred ? (
        <Banner lamp alert>
          {barred}
        </Banner>
      ) : null}
      {person && !barred ? (
        <>
          <p>
            {fill(say.fingerprint, { name: person.name })}{" "}
            <bdi class="fingerprint">{fingerprint(person.recipient, person.vk)}</bdi>
          </p>
          <p class="second">{fill(say.fingerprintHelp, { name: person.name })}</p>
          <Tick label={say.matches} checked={same} onChange={setSame} />
        </>
      ) : null}
    </ActForm>
  )
}

/** Why somebody must not be given a key, as a sentence: the report says so, or they are too close. */
function whyNoKey(one: Case, { id, name }: Person, people: readonly Someone[]): string | null {
  if (one.papers && isExcluded(one.papers, id)) return fill(caseWords().keys.excluded, { name })
  const close = namedConflicts(one, people).find(({ person }) => person === id)
  return close ? fill(conflictWords().cannot, { name, why: whyOf(close) }) : null
}

function isExcluded(papers: Papers, personId: string): boolean {
  const mailbox = roomKey(papers, "mailbox")
  return !!mailbox && excludedAmong(papers.newest, mailbox, [personId]).length > 0
}

type Person = CaseScreen["people"][number]
async function giveKey(caseId: string, papers: Papers, person: Person): Promise<void> {
  // The places of the path are numbered from 1; whoever is added by hand stands far behind them.
  const slot = Math.max(1000, ...papers.newest.slots.map((line) => line.slot)) + 1
  const tier = papers.newest.slots.find((line) => line.slot === papers.slot)?.tier ?? 1
  const { id: personId, recipient, vk } = person
  const made = await addKeyholders(heldCase(papers), [{ slot, tier, personId, recipient, vk }])
  await sendKeys(caseId, made, new Map([[slot, personId]]))
}
