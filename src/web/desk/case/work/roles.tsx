import { useState } from "preact/hooks"
import { idOf, type PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import { barOf, type CaseRole, caseRoles, isCleared, type Tie, ties } from "#core/life/role.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Select, Tick } from "#web/ui/field.tsx"
import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { workWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** Who has which part in a case, and whether they said what ties they have. */
export function Roles({ one, reload }: Props) {
  const say = workWords().roles
  const [form, open] = useState<"give" | "ties" | null>(null)
  const act = useAct()
  const { life } = one.screen
  if (!life) return null
  const end = async (role: CaseRole, person: PersonId) => {
    const facts = { role, person }
    if (await act.run(async () => void (await doIn(one.id, { kind: "role.ended", facts }))))
      reload()
  }
  const may = closedAct(one, "role.ended", { role: "lead", person: idOf<PersonId>("") }) === null
  const close = { one, reload, onClose: () => open(null) }
  return (
    <>
      <div>
        <h2>{say.title}</h2>
        {life.roles.length === 0 ? <p class="empty">{say.none}</p> : null}
        <ul class="promises">
          {life.roles.map(({ role, person }) => (
            <li key={`${role} ${person}`}>
              <span>
                {lifeWords().role[role]}: {one.screen.names[person]}
              </span>
              <span class="second">{standing(life, person)}</span>
              {may ? (
                <Button
                  kind="bare"
                  label={`${say.end}: ${lifeWords().role[role]}, ${one.screen.names[person]}`}
                  onPress={() => void end(role, person)}
                >
                  {say.end}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        <Button
          kind="quiet"
          why={closedAct(one, "role.given", { role: "watch", person: idOf<PersonId>("") })}
          onPress={() => open("give")}
        >
          {say.give}
        </Button>
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        {form === "give" ? <Give {...close} /> : null}
        {form === "ties" ? <Declare {...close} /> : null}
      </div>
      <Ties one={one} begin={() => open("ties")} />
    </>
  )
}

function standing(life: Life, person: PersonId): string {
  const say = workWords().roles
  const said = life.declared.find((one) => one.person === person)
  if (!said) return say.undeclared
  if (said.ties.length === 0) return say.ready
  if (isCleared(life, person)) return say.waived
  return fill(say.tied, { ties: listed(said.ties.map((tie) => lifeWords().tie[tie])) })
}

/** What I said about my own ties, or that I have not been asked yet. */
function Ties({ one, begin }: { readonly one: Case; readonly begin: () => void }) {
  const say = workWords().ties
  const mine = one.screen.life?.declared.find(({ person }) => person === me.value?.id)
  const words = mine?.ties.map((tie) => lifeWords().tie[tie]) ?? []
  return (
    <div>
      <h2>{say.title}</h2>
      <p class="second">
        {mine ? (words.length > 0 ? fill(say.said, { ties: listed(words) }) : say.kept) : say.why}
      </p>
      <Button kind="quiet" why={closedAct(one, "ties.declared", { ties: [] })} onPress={begin}>
        {mine ? say.again : say.act}
      </Button>
    </div>
  )
}

function Declare({ one, reload, onClose }: ActProps) {
  const say = workWords().ties
  const [chosen, choose] = useState<readonly Tie[]>([])
  const declare = async () => {
    await doIn(one.id, { kind: "ties.declared", facts: { ties: chosen } })
    return workWords().roles.done
  }
  return (
    <ActForm
      title={say.act}
      note={say.why}
      go={chosen.length === 0 ? say.none : say.act}
      why={null}
      act={declare}
      onDone={reload}
      onClose={onClose}
    >
      {ties.map((tie) => (
        <Tick
          key={tie}
          label={lifeWords().tie[tie]}
          checked={chosen.includes(tie)}
          onChange={(on) => choose(on ? [...chosen, tie] : chosen.filter((one) => one !== tie))}
        />
      ))}
    </ActForm>
  )
}

function Give({ one, reload, onClose }: ActProps) {
  const say = workWords().roles
  const [role, setRole] = useState<CaseRole>("investigator")
  const [person, setPerson] = useState("")
  const people = [...new Map(one.screen.keys.map((key) => [key.person, key.name])).entries()]
  const bar =
    one.screen.life && person ? barOf(one.screen.life, idOf<PersonId>(person), role) : null
  const give = async () => {
    const facts = { role, person: idOf<PersonId>(person) }
    await doIn(one.id, { kind: "role.given", facts })
    return say.done
  }
  const name = people.find(([id]) => id === person)?.[1] ?? ""
  return (
    <ActForm
      title={say.give}
      go={say.give}
      why={
        person === ""
          ? say.opens
          : closedAct(one, "role.given", { role, person: idOf<PersonId>(person) })
      }
      act={give}
      onDone={reload}
      onClose={onClose}
    >
      <Select
        label={say.role}
        value={role}
        options={caseRoles.map((one) => [one, lifeWords().role[one]] as const)}
        onChange={(code) => setRole(caseRoles.find((one) => one === code) ?? role)}
      />
      <Select
        label={say.person}
        value={person}
        options={[["", say.choose] as const, ...people]}
        onChange={setPerson}
      />
      {bar ? <Banner lamp>{fill(say.barred, { name, why: say.bars[bar] })}</Banner> : null}
    </ActForm>
  )
}
