import { useLoad } from "#web/desk/act.ts"
import { isTested } from "#web/desk/me/channels.tsx"
import { measureWords } from "#web/desk/case/protection/words.ts"
import { loadPath, stopsIn } from "#web/desk/paths/load.ts"
import { sentenceFor, words as deskWords } from "#web/desk/say.ts"
import { get } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { counted, fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import type { PeoplePage } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { say } from "./say.ts"
import { stepsOf, type Step, type StepName } from "./steps.ts"
import { twoWays } from "./two-ways.ts"

const places: Readonly<Record<StepName, string>> = {
  key: "/desk/me",
  channel: "/desk/me",
  people: "/desk/people/file",
  holders: "/desk/people",
  outside: "/desk/people",
  tested: "/desk/people?keyholders=1",
  path: "/desk/paths",
  signed: "/desk/paths",
  door: "/",
}

/** What is left to do before anybody can report, read from the system each time. */
export function LeftToDo({ person }: { readonly person: Me }) {
  const { list } = say()
  const { value, failure } = useLoad(
    async (signal) => ({
      path: await loadPath(signal),
      people: await get<PeoplePage>("/people", { signal }),
    }),
    "left to do",
  )
  if (!value) {
    return failure ? <Banner alert>{sentenceFor(failure)}</Banner> : <p>{deskWords().loading}</p>
  }
  const steps = stepsOf({
    twoWays: twoWays(person),
    ownTested: person.channels.some((channel) => isTested(channel, now.value)),
    known: value.people.total,
    path: value.path,
    stops: (tiers) => stopsIn(tiers, value.path),
  })
  const done = steps.filter((step) => step.done).length
  return (
    <>
      <p class="second">{list.why}</p>
      <p>
        <b>{fill(list.doneOf, { done, all: steps.length })}</b>
      </p>
      {value.people.hrOps === 0 ? <Banner>{measureWords().screen.warn}</Banner> : null}
      <ol class="line todo-list">
        {steps.map((step) => (
          <Row key={step.name} step={step} next={step === steps.find((one) => !one.done)} />
        ))}
      </ol>
    </>
  )
}

function Row({ step, next }: { readonly step: Step; readonly next: boolean }) {
  const { list } = say()
  const how = howOf(step)
  const place = places[step.name]
  return (
    <li
      data-s={step.done ? "done" : next ? "now" : "owed"}
      aria-current={next ? "step" : undefined}
    >
      <b>{list[step.name]}</b> <span class="meta">{step.done ? list.done : list.open}</span>
      {how ? <span class="second block">{how}</span> : null}
      {step.done && step.name !== "door" ? null : place === "/" && !step.done ? null : (
        <a href={place} aria-label={`${list.goTo}: ${list[step.name]}`}>
          {list.goTo}
        </a>
      )}
    </li>
  )
}

function howOf({ name, done, n, names }: Step): string | null {
  const { list } = say()
  if (name === "people") return done ? counted(list.peopleDone, n) : list.peopleHow
  if (name === "holders") {
    const so = counted(list.holdersDone, n)
    return done ? so : `${list.holdersHow} ${so}`
  }
  if (name === "door") return done ? list.doorOpen : list.doorHow
  if (done) return null
  if (name === "tested") return names.length ? fill(list.testedHow, { names: listed(names) }) : null
  if (name === "path") return n > 0 ? counted(list.pathHow, n) : list.pathNone
  if (name === "signed") return n > 0 ? list.signedWaits : list.signedHow
  return { key: list.keyHow, channel: list.channelHow, outside: list.outsideHow }[name]
}
