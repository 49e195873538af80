import { useState } from "preact/hooks"
import { policeStates, type PoliceState } from "#core/life/state.ts"
import { counted } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import { useAct } from "#web/desk/act.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { hourWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** The police: offered three times, their choice, and what the police say, which changes nothing here. */
export function Police({ one, reload }: Props) {
  const say = hourWords().police
  const act = useAct()
  const [moving, move] = useState(false)
  const police = one.screen.life?.police
  if (!police) return null
  const run = (go: () => Promise<unknown>) =>
    void act.run(async () => void (await go())).then((done) => done && reload())
  const chose = (as: "DECLINED_FOR_NOW" | "REPORTED_BY_AFFECTED") => () =>
    run(() => doIn(one.id, { kind: "police.chosen", facts: { as } }))
  const known = closedAct(one, "police.moved", { to: "INVESTIGATION_OPEN" }) === null
  return (
    <div>
      <h2>
        {say.title} <span class="meta">{lifeWords().police[police.state]}</span>
      </h2>
      <p class="second">
        {police.offered.length === 0 ? say.never : counted(say.offered, police.offered.length)}{" "}
        {say.how}
      </p>
      <div class="acts">
        <Button
          kind="quiet"
          why={closedAct(one, "police.offered", {})}
          onPress={() => run(() => doIn(one.id, { kind: "police.offered", facts: {} }))}
        >
          {say.offer}
        </Button>
        {known ? (
          <Button kind="quiet" onPress={() => move(true)}>
            {say.moved}
          </Button>
        ) : police.offered.length > 0 ? (
          <>
            <Button kind="bare" onPress={chose("DECLINED_FOR_NOW")}>
              {say.declined}
            </Button>
            <Button kind="bare" onPress={chose("REPORTED_BY_AFFECTED")}>
              {say.reported}
            </Button>
          </>
        ) : null}
      </div>
      <p>
        <a href={`/desk/cases/${one.id}/evidence`}>{say.evidence}</a>
      </p>
      {known ? <p class="meta">{say.changes}</p> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {moving ? <Moved one={one} reload={reload} onClose={() => move(false)} /> : null}
    </div>
  )
}

const later = policeStates.slice(policeStates.indexOf("REPORTED_BY_AFFECTED"))

function Moved({ one, reload, onClose }: Props & { readonly onClose: () => void }) {
  const say = hourWords().police
  const [to, choose] = useState<PoliceState>("INVESTIGATION_OPEN")
  const send = async () => {
    await doIn(one.id, { kind: "police.moved", facts: { to } })
    return say.done
  }
  return (
    <ActForm
      title={say.moved}
      note={say.changes}
      go={say.moved}
      why={null}
      act={send}
      onDone={reload}
      onClose={onClose}
    >
      <Select
        label={say.moved}
        value={to}
        options={later.map((state) => [state, lifeWords().police[state]] as const)}
        onChange={(code) => choose(later.find((state) => state === code) ?? to)}
      />
    </ActForm>
  )
}
