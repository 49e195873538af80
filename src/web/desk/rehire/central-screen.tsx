import { useAct, useLoad, type Act } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { get, put } from "#web/lib/api.ts"
import { bell } from "#web/lib/stream.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { CentralTasks } from "#wire/rehire.ts"
import { Contests } from "./contests.tsx"
import { Hits } from "./hits.tsx"
import { Reviews } from "./reviews.tsx"
import type { Sign } from "./signing.ts"
import { rehireWords } from "./words.ts"

/** What waits for the central desk, each answered by two; never the list. */
export function Screen() {
  const { central } = rehireWords()
  const tasks = useLoad((signal) => get<CentralTasks>("/central-desk", { signal }), "central desk")
  const act = useAct()
  const sign: Sign = (path, word) =>
    void act.run(async () => {
      const { holds } = await put<{ holds: boolean }>(`/central-desk/${path}`, { word })
      toast(holds ? central.holds : central.waits)
      lookAgain()
    })
  return (
    <>
      <h1>{central.title}</h1>
      <p class="second">{central.why}</p>
      <Loading of={tasks}>
        {(value) => <Tasks value={value} sign={sign} act={act} onRecorded={lookAgain} />}
      </Loading>
    </>
  )
}

/** This screen and the count in the navigation show the same. */
const lookAgain = (): void => {
  bell.value += 1
}

type Props = {
  readonly value: CentralTasks
  readonly sign: Sign
  readonly act: Act
  readonly onRecorded: () => void
}
function Tasks({ value, sign, act, onRecorded }: Props) {
  const { central } = rehireWords()
  const { people, hits, contests, reviews, unusual, now } = value
  return (
    <>
      {people < 2 ? <Banner lamp>{fill(central.alone, { n: people })}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <Hits hits={hits} sign={sign} now={now} />
      <Contests contests={contests} sign={sign} now={now} onRecorded={onRecorded} />
      <Reviews reviews={reviews} sign={sign} now={now} />
      {unusual.length ? (
        <section aria-labelledby="unusual">
          <h2 id="unusual">{central.unusual}</h2>
          <p class="second">{central.unusualWhy}</p>
          <ul>
            {unusual.map(({ recruiter, checks }) => (
              <li key={recruiter}>
                {fill(counted(central.unusualLine, checks), { name: recruiter })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
