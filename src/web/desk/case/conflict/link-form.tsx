import { useState } from "preact/hooks"
import { type LinkedAs, linkedAs } from "#core/conflict.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Choices } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Linked } from "#web/desk/case/form.ts"
import { closedAct } from "#web/desk/case/life.ts"
import type { Subject } from "#web/desk/protection/directory.ts"
import { useOnce } from "#web/desk/protection/once.ts"
import { PersonField } from "#web/desk/protection/person-field.tsx"
import { conflictsHere, toTakeOff } from "./circle.ts"
import { check, directoryNow, myId } from "./recheck.ts"
import { conflictWords } from "./words.ts"

/** Says that somebody of the directory is part of this case. Who loses the case by it stands there before it is said. */
export function LinkForm({ one, reload, onClose }: ActProps) {
  const say = conflictWords()
  const directory = useOnce(directoryNow, one.id)
  const [subject, choose] = useState<Subject>({ person: null, name: "" })
  const [as, setAs] = useState<LinkedAs>("respondent")
  const people = directory.value ?? []
  const linked: Linked[] =
    subject.person === null ? [] : [{ person: subject.person, name: subject.name, as }]
  const found = conflictsHere(one, people, linked)
  const going = new Set<string>(toTakeOff(one, found, myId()))
  const names = [...new Map(one.screen.keys.map((key) => [key.person, key.name]))]
    .filter(([person]) => going.has(person))
    .map(([, name]) => name)
  const keep = async () => {
    await check(one, people, linked)
    return names.length > 0 ? fill(say.took, { names: listed(names) }) : say.kept
  }
  return (
    <ActForm
      title={say.act}
      note={say.note}
      go={say.go}
      why={
        closedAct(one, "conflict.checked", { aside: [] }) ??
        (linked.length === 0 ? say.opens : null)
      }
      act={keep}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <PersonField
        people={people}
        subject={subject}
        onChange={choose}
        error={directory.fault}
        words={say.person}
      />
      <Choices
        legend={say.what}
        value={as}
        options={linkedAs.map((one) => [one, say.as[one]] as const)}
        onChange={(code) => setAs(linkedAs.find((one) => one === code) ?? as)}
      />
      {linked.length > 0 ? (
        <Banner lamp={names.length > 0}>
          {names.length > 0 ? fill(say.loses, { names: listed(names) }) : say.losesNobody}
        </Banner>
      ) : null}
    </ActForm>
  )
}
