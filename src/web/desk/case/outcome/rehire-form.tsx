import { useState } from "preact/hooks"
import { utf8, sha256Hex } from "#crypto/bytes.ts"
import { crockford } from "#crypto/crockford.ts"
import { post } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { sayIn } from "#web/desk/case/say.ts"
import type { IdentityTyped, NoRehireAsked } from "#wire/rehire.ts"
import { outcomeWords } from "./words.ts"

type Props = ActProps & { readonly n: number }
type Name = { readonly family: string; readonly given: string }

/** Enters that somebody is not taken on again: exactly who, in every way it may be written, under a code that the person gets. */
export function RehireForm({ one, n, reload, onClose }: Props) {
  const say = outcomeWords().rehire
  const [code] = useState(newCode)
  const [names, setNames] = useState<readonly Name[]>([{ family: "", given: "" }])
  const [born, setBorn] = useState("")
  const [number, setNumber] = useState("")
  const [clause, setClause] = useState("")
  const whole = names.every(({ family, given }) => family.trim() !== "" && given.trim() !== "")
  const ready = whole && born !== "" && clause.trim() !== ""
  const enter = async () => {
    // The code is kept before it is needed: an entry without one could not be taken back from here.
    await sayIn(one.id, { kind: "note", text: fill(say.note, { n, code: grouped(code) }) })
    const asked: NoRehireAsked = {
      n,
      forms: formsOf(names, born, number),
      referenceHash: sha256Hex(utf8(code)),
      basisClause: clause.trim(),
    }
    await post(`/cases/${one.id}/no-rehire`, asked)
    return say.done
  }
  return (
    <ActForm
      title={say.act}
      note={say.why}
      go={say.go}
      why={ready ? null : say.opens}
      act={enter}
      onDone={reload}
      onClose={onClose}
      wide
    >
      {names.map((name, at) => (
        <NameFields
          key={at}
          name={name}
          onChange={(next) => setNames(names.map((known, other) => (other === at ? next : known)))}
        />
      ))}
      {names.length < 8 ? (
        <Button
          kind="bare"
          note={say.moreHelp}
          onPress={() => setNames([...names, { family: "", given: "" }])}
        >
          {say.more}
        </Button>
      ) : null}
      <Field label={say.born} type="date" value={born} onInput={setBorn} />
      <Field label={say.number} plain max={40} value={number} onInput={setNumber} />
      <Field label={say.clause} plain max={40} value={clause} onInput={setClause} />
      <p class="second">{fill(say.code, { code: grouped(code) })}</p>
    </ActForm>
  )
}

type NameProps = { readonly name: Name; readonly onChange: (name: Name) => void }
function NameFields({ name, onChange }: NameProps) {
  const say = outcomeWords().rehire
  return (
    <>
      <Field
        label={say.family}
        max={100}
        value={name.family}
        onInput={(family) => onChange({ ...name, family })}
      />
      <Field
        label={say.given}
        max={100}
        value={name.given}
        onInput={(given) => onChange({ ...name, given })}
      />
    </>
  )
}

/** Takes an entry back, by the code that the case kept. */
export function EraseForm({ one, n, reload, onClose }: Props) {
  const say = outcomeWords().rehire
  const [reference, setReference] = useState("")
  const erase = async () => {
    await post(`/cases/${one.id}/no-rehire/erasures`, { n, reference })
    return say.erased
  }
  return (
    <ActForm
      title={say.erase}
      note={say.eraseWhy}
      go={say.erase}
      why={reference.trim() === "" ? say.opensCode : null}
      act={erase}
      onDone={reload}
      onClose={onClose}
    >
      <Field label={say.eraseCode} plain max={40} value={reference} onInput={setReference} />
    </ActForm>
  )
}

/** Each way of writing the name, with and without the number: a check without one must find it too. */
function formsOf(names: readonly Name[], born: string, number: string): IdentityTyped[] {
  return names.flatMap((name) => [
    { ...name, born },
    ...(number.trim() === "" ? [] : [{ ...name, born, number: number.trim() }]),
  ])
}

function newCode(): string {
  return crockford(crypto.getRandomValues(new Uint8Array(10)))
}

function grouped(code: string): string {
  return code.replaceAll(/.{4}(?=.)/g, "$& ")
}
