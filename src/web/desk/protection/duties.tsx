import { get } from "#web/lib/api.ts"
import { bell } from "#web/lib/stream.ts"
import { Banner } from "#web/ui/banner.tsx"
import { counted, fill } from "#web/lib/words.ts"
import type { CheckDuties, CheckDuty } from "#wire/protection.ts"
import { useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { Answered } from "./answered.tsx"
import { Duty } from "./duty.tsx"
import { lookIntoHands, type Hands } from "./hands.ts"
import { useOnce } from "./once.ts"
import { openDuties, type OpenedDuty } from "./open-duty.ts"
import type { People } from "./screen.tsx"
import { checkWords } from "./words.ts"

/** What somebody was asked: what waits first, then what they have answered. */
export function Duties(around: People) {
  const load = (signal: AbortSignal) => get<CheckDuties>("/protection/duties", { signal })
  const loaded = useLoad(load, "duties")
  return (
    <Loading of={loaded}>
      {({ duties, now }) => (
        <List {...around} duties={duties} at={now} reload={() => void loaded.reload()} />
      )}
    </Loading>
  )
}

type Props = People & {
  readonly duties: readonly CheckDuty[]
  readonly at: number
  readonly reload: () => void
}

function List({ duties, at, reload, ...around }: Props) {
  const { duty: say } = checkWords()
  const opened = useOnce(
    (signal) => openDuties(duties, signal),
    duties.map(({ check }) => check).join(),
  )
  const waiting = duties.filter(({ said, answerAt }) => said === null && answerAt > at)
  // A case that came meanwhile rings the bell: then the cases are looked into again.
  const hands = useOnce(
    (signal) => (waiting.length > 0 ? lookIntoHands(signal) : Promise.resolve(null)),
    `${waiting.length > 0} ${bell.value}`,
  )
  const known: ReadonlyMap<string, OpenedDuty> = opened.value ?? new Map()
  return (
    <>
      <section class="stack" aria-labelledby="waiting">
        <h2 id="waiting">{say.title}</h2>
        {[opened.fault, hands.fault].map((fault) =>
          fault ? (
            <Banner key={fault} lamp alert>
              {fault}
            </Banner>
          ) : null,
        )}
        {waiting.length === 0 ? <p class="empty">{say.empty}</p> : <Compared hands={hands.value} />}
        <ul class="card">
          {waiting.map((one) => (
            <li key={one.check}>
              <Duty
                {...around}
                of={one}
                all={duties}
                opened={known}
                hands={hands.value}
                reload={reload}
              />
            </li>
          ))}
        </ul>
      </section>
      <Answered
        of={duties.filter((one) => !waiting.includes(one))}
        opened={known}
        at={at}
        reload={reload}
      />
    </>
  )
}

/** In how much could be looked: what was not opened was not compared. */
function Compared({ hands }: { readonly hands: Hands | null }) {
  const { duty: say } = checkWords()
  if (!hands) return <p class="second">{say.comparing}</p>
  return (
    <>
      {hands.opened === 0 ? <p class="second">{say.noCases}</p> : null}
      {hands.unopened > 0 ? (
        <Banner lamp>{fill(counted(say.unopened, hands.unopened), { n: hands.unopened })}</Banner>
      ) : null}
    </>
  )
}
