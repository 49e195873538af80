import type { CannotOpenReason } from "#crypto/cannot-open.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import type { Case } from "./case.ts"
import { Promises } from "./promises.tsx"
import { takeCase } from "./take.ts"
import { caseWords } from "./words.ts"

/** A case I hold a key to and have not opened: everything in the clear, and the one step that opens it. */
export function Sealed({ one, onOpened }: { readonly one: Case; readonly onOpened: () => void }) {
  const { sealed } = caseWords()
  const act = useAct()
  const { row } = one.screen
  const open = async () => {
    if (await act.run(() => takeCase(one.id))) onOpened()
  }
  useShortcuts([{ key: "o", label: sealed.open, act: () => void open() }])
  return (
    <div class="cols one">
      <section class="stack" aria-labelledby="sealed">
        <h2 id="sealed">{sealed.title}</h2>
        <p class="second">{row.owner ? fill(sealed.others, { name: row.owner }) : sealed.why}</p>
        <Button
          {...(row.state === "ringing" ? { kind: "lamp" as const } : {})}
          cap="o"
          onPress={() => void open()}
        >
          {act.busy ? sealed.opening : sealed.open}
        </Button>
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <Promises one={one} />
      </section>
    </div>
  )
}

/** A case I have opened rings again: a promise was missed, or somebody outside said that something changed. */
export function RingingAgain({
  one,
  onOpened,
}: {
  readonly one: Case
  readonly onOpened: () => void
}) {
  const { sealed } = caseWords()
  const act = useAct()
  const { row } = one.screen
  const take = async () => {
    if (await act.run(() => takeCase(one.id))) onOpened()
  }
  useShortcuts([{ key: "o", label: sealed.take, act: () => void take() }])
  return (
    <Banner lamp alert>
      <div class="acts">
        <b>{row.kind === "retaliation" ? sealed.changed : sealed.again}</b>
        <Button kind="lamp" cap="o" onPress={() => void take()}>
          {act.busy ? sealed.opening : sealed.take}
        </Button>
      </div>
      {act.error ? <p>{act.error}</p> : null}
    </Banner>
  )
}

/** My key did not open the case: what that is, and what to do next. */
export function Shut({ one, why }: { readonly one: Case; readonly why: CannotOpenReason }) {
  const { shut } = caseWords()
  return (
    <div class="cols one">
      <section class="stack" aria-labelledby="shut">
        <h2 id="shut">{shut.title}</h2>
        <Banner lamp alert>
          {words().cannotOpen[why]}
        </Banner>
        <h3>{shut.next}</h3>
        <ol class="steps">
          {shut.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Promises one={one} />
      </section>
    </div>
  )
}
