import { useRef, useState } from "preact/hooks"
import * as v from "valibot"
import { checkKinds, type CheckKind } from "#core/protection.ts"
import { now } from "#web/lib/clock.ts"
import { isoDay, when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import { checkBody, mostReasons, type CheckMade } from "#wire/protection.ts"
import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { faultsBy, focusFirstFault, type Faults, without } from "#web/desk/set-up/field-faults.ts"
import type { Subject } from "./directory.ts"
import { PersonField } from "./person-field.tsx"
import type { People } from "./screen.tsx"
import { send, sealed, type Wanted } from "./send.ts"
import { checkWords, reference } from "./words.ts"

type Written = {
  readonly kind: CheckKind | ""
  readonly subject: Subject
  readonly on: string
  readonly reasons: string
}
const nothing: Written = { kind: "", subject: { person: null, name: "" }, on: "", reasons: "" }

type Props = People & {
  /** What is to be said of it once it is sent; until then nothing. */
  readonly onSent: (sentence: string | null) => void
}

/** HR writes what is planned, for whom and why; it is sealed here before it leaves. */
export function AskForm({ answerers, people, onSent }: Props) {
  const { ask: say } = checkWords()
  const [written, write] = useState(nothing)
  const [faults, setFaults] = useState<Faults>({})
  const act = useAct()
  const sealing = useSealedOnce()
  const set = (change: Partial<Written>) => {
    write((before) => ({ ...before, ...change }))
    setFaults((before) => without(before, "subject" in change ? { ...change, name: "" } : change))
  }
  const go = () =>
    act.run(async () => {
      onSent(null)
      const { good, faults: found } = wantedOf(written)
      setFaults(found)
      if (!good) return focusFirstFault()
      const around = { people, answerers, me: me.value?.id ?? "" }
      const made = await sealing(JSON.stringify(written), () => sealed(good, around))
      const { answerAt } = await send(made)
      const filled = { ref: reference(made.id), time: when(answerAt, now.value) }
      onSent(fill(made.copies.length > 0 ? say.done : say.nobody, filled))
      // What was written meanwhile is the next one, and stays.
      write((since) => (since === written ? nothing : since))
    })
  return (
    <section class="stack" aria-labelledby="ask">
      <h2 id="ask">{say.title}</h2>
      <p class="second">{say.sealed}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <Fields written={written} faults={faults} people={people} onSet={set} />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div class="acts">
          <Button type="submit">{act.busy ? say.busy : say.go}</Button>
        </div>
      </form>
    </section>
  )
}

type FieldsProps = {
  readonly written: Written
  readonly faults: Faults
  readonly people: People["people"]
  readonly onSet: (change: Partial<Written>) => void
}
function Fields({ written, faults, people, onSet }: FieldsProps) {
  const { ask: say, kind: kinds } = checkWords()
  return (
    <>
      <Select
        label={say.kind}
        value={written.kind}
        options={[["", "–"], ...checkKinds.map((kind) => [kind, kinds[kind]] as const)]}
        onChange={(code) => onSet({ kind: checkKinds.find((kind) => kind === code) ?? "" })}
        error={faults["kind"] ? say.fault.kind : null}
      />
      <PersonField
        people={people}
        subject={written.subject}
        onChange={(subject) => onSet({ subject })}
        error={faults["name"] ? say.fault.name : null}
      />
      <Field
        label={say.on}
        type="date"
        value={written.on}
        onInput={(on) => onSet({ on })}
        help={isPast(written.on) ? say.past : undefined}
        error={faults["on"] ? say.fault.on : null}
      />
      <Field
        label={say.reasons}
        rows={5}
        value={written.reasons}
        onInput={(reasons) => onSet({ reasons })}
        help={say.reasonsHelp}
        error={reasonsFault(faults["reasons"])}
      />
    </>
  )
}

function reasonsFault(fault: string | undefined): string | null {
  const { fault: say } = checkWords().ask
  if (!fault) return null
  return fault === "too long" ? fill(say.long, { n: mostReasons }) : say.reasons
}

const isPast = (on: string): boolean => on !== "" && on < isoDay(now.value)

/** What is sealed, or which fields are still to be mended. */
function wantedOf({ kind, subject, on, reasons }: Written): { good?: Wanted; faults: Faults } {
  const { success, issues, output } = v.safeParse(checkBody, { v: 1, ...subject, on, reasons })
  const faults = { ...(kind === "" ? { kind: "empty" } : {}), ...(success ? {} : faultsBy(issues)) }
  return success && kind !== "" ? { good: { kind, body: output }, faults } : { faults }
}

/** Seals once for the same words: when only the answer got lost, the same bytes are sent again and are one check. */
function useSealedOnce() {
  const kept = useRef<{ key: string; made: CheckMade } | null>(null)
  return async (key: string, seal: () => Promise<CheckMade>): Promise<CheckMade> => {
    const before = kept.current
    if (before?.key === key) return before.made
    const made = await seal()
    kept.current = { key, made }
    return made
  }
}
