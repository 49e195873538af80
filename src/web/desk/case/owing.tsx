import type { Window } from "#core/window.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { counted, fill, lang, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { me } from "#web/desk/session.ts"
import type { ActName } from "./act-props.ts"
import { answersOf, type Case } from "./case.ts"
import { openCards } from "./first-hour/ticks.ts"
import { hourWords } from "./first-hour/words.ts"
import type { Closed } from "./closed.ts"
import { Conflicts } from "./conflict/conflicts.tsx"
import { windows } from "./content.ts"
import { LawNext } from "./law/next.tsx"
import { Promises } from "./promises.tsx"
import { Protection } from "./protection/protection.tsx"
import { limitsOf } from "./windows.ts"
import { Roles } from "./work/roles.tsx"
import { Stands } from "./work/stands.tsx"
import { caseWords } from "./words.ts"

type Props = {
  readonly one: Case
  readonly closed: Closed
  readonly begin: (act: ActName) => void
  readonly reload: () => void
}

/** The first column: promises and what is next, time limits of the body and of evidence, protection, who does what, keys. */
export function Owing({ one, closed, begin, reload }: Props) {
  const say = caseWords()
  return (
    <>
      <Promises one={one} />
      <StepsLeft one={one} />
      <Button kind="quiet" why={closed.plan} onPress={() => begin("plan")}>
        {say.plan.act}
      </Button>
      <Stands one={one} reload={reload} />
      <LawNext one={one} />
      <Limits one={one} />
      <Protection one={one} closed={closed} begin={begin} reload={reload} />
      <Roles one={one} reload={reload} />
      <Keys one={one} closed={closed} begin={begin} />
      <Conflicts one={one} reload={reload} />
      <div class="acts">
        <Button kind="quiet" why={closed.lower} onPress={() => begin("lower")}>
          {say.level.lower}
        </Button>
        <Button kind="quiet" onPress={() => begin("recuse")}>
          {say.recuse.act}
        </Button>
      </div>
    </>
  )
}

/** What the checklists of the first days still ask for, and by when. */
function StepsLeft({ one }: { readonly one: Case }) {
  const { open, due } = openCards(one)
  if (open === 0) return null
  return (
    <p>
      <a href={`/desk/cases/${one.id}/first`}>{counted(hourWords().cards.left, open)}</a>{" "}
      {due === null ? null : (
        <span class="due" data-s={due < now.value ? "over" : "ahead"}>
          {when(due, now.value)}
        </span>
      )}
    </p>
  )
}

function Limits({ one }: { readonly one: Case }) {
  const say = caseWords().windows
  const country = me.value?.org.country ?? ""
  const { from, limits } = limitsOf(answersOf(one), one.screen.row.receivedAt, country)
  const medical = limits.filter(({ group }) => group === "medical" || group === "toxicology")
  const evidence = limits.filter((one) => !medical.includes(one))
  const meta = from === null ? "" : fill(say.from, { time: when(from, now.value) })
  return (
    <div>
      <h2>
        {say.medical} <span class="meta">{meta}</span>
      </h2>
      {from === null ? <p class="second">{say.unknown}</p> : null}
      <LimitList of={medical} />
      {evidence.length > 0 ? (
        <details>
          <summary>{say.evidence}</summary>
          <LimitList of={evidence} />
        </details>
      ) : null}
      <p class="meta">{say.note}</p>
    </div>
  )
}

function LimitList({ of }: { readonly of: readonly Window[] }) {
  const say = caseWords().windows
  const time = (at: Temporal.Instant) => when(at.epochMilliseconds, now.value)
  return (
    <ul class="promises">
      {of.map((limit) => (
        <li key={limit.id}>
          <span>{windows.items.find(({ id }) => id === limit.id)?.name[lang.value]}</span>
          {limit.state === "passed" ? (
            <span class="meta">{say.passed}</span>
          ) : (
            <span class="due" data-s="ahead">
              {limit.state === "opens-later" && limit.opens
                ? fill(say.opens, { time: time(limit.opens) })
                : limit.until
                  ? time(limit.until)
                  : ""}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Keys({ one, closed, begin }: Omit<Props, "reload">) {
  const say = caseWords().keys
  const newest = [...new Map(one.screen.keys.map((key) => [key.person, key])).values()]
  const openedAt = (person: string) =>
    one.screen.keys.find((key) => key.person === person && key.openedAt !== null)?.openedAt
  return (
    <div>
      <h2>{say.title}</h2>
      <p class="second">{fill(say.hold, { names: listed(newest.map(({ name }) => name)) })}</p>
      <details>
        <summary>{say.who}</summary>
        <ul class="promises">
          {newest.map(({ person, name, tier, released }) => {
            const at = openedAt(person)
            return (
              <li key={person}>
                <span>
                  {name} <span class="meta">{fill(say.tier, { n: tier })}</span>
                </span>
                <span class="second">
                  {at
                    ? fill(say.opened, { time: when(at, now.value) })
                    : released
                      ? say.notYet
                      : say.notReleased}
                </span>
              </li>
            )
          })}
        </ul>
      </details>
      <Button kind="quiet" why={closed.key} onPress={() => begin("key")}>
        {say.add}
      </Button>
    </div>
  )
}
