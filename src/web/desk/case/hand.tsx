import { useState } from "preact/hooks"
import { post } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Field, Select } from "#web/ui/field.tsx"
import { go } from "#web/desk/router.ts"
import { ActForm } from "./act-form.tsx"
import type { ActProps } from "./act-props.ts"
import { heirs } from "./closed.ts"
import { sayIn } from "./say.ts"
import { caseWords } from "./words.ts"

/** Gives the case to another keyholder, with what they must know sealed to the team. */
export function Hand({ one, reload, onClose }: ActProps) {
  const { hand } = caseWords()
  const people = heirs(one)
  const [to, setTo] = useState("")
  const [text, setText] = useState("")
  const name = people.find(({ id }) => id === to)?.name
  const give = async () => {
    await sayIn(one.id, { kind: "handover", text })
    await post(`/cases/${one.id}/handover`, { to })
    return fill(hand.done, { name: name ?? "" })
  }
  return (
    <ActForm
      title={hand.title}
      go={hand.go}
      why={name && text.trim() !== "" ? null : hand.opens}
      act={give}
      onDone={reload}
      onClose={onClose}
    >
      <Select
        label={hand.to}
        value={to}
        onChange={setTo}
        options={[["", hand.choose], ...people.map(({ id, name }) => [id, name] as const)]}
      />
      <Field
        label={hand.words}
        help={hand.wordsHelp}
        rows={5}
        max={20_000}
        value={text}
        onInput={setText}
      />
    </ActForm>
  )
}

/** Leaves a case one has a tie to: from then on it does not exist for this person. */
export function Recuse({ one, onClose }: ActProps) {
  const { recuse } = caseWords()
  const leave = async () => {
    await post(`/cases/${one.id}/recusal`)
    return recuse.done
  }
  return (
    <ActForm
      title={recuse.title}
      note={recuse.why}
      go={recuse.go}
      why={null}
      act={leave}
      onDone={() => go("/desk/now")}
      onClose={onClose}
    />
  )
}
