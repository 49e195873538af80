import type { ActFacts } from "#core/life/act.ts"
import type { Signing } from "#core/life/life.ts"
import { measureCodes } from "#core/life/word.ts"
import { fill } from "#web/lib/words.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { affectedRoom, readerName } from "#web/desk/case/reader.ts"
import type { Said } from "#web/desk/case/said.ts"
import { doIn } from "#web/desk/case/say.ts"
import { kindIn, nameOf } from "./of-measure.ts"
import { measureWords } from "./words.ts"

type Ordered = ActFacts["measure.ordered"]

/** A measure that somebody has signed and that waits for a second person; null when there is none. */
export function waitingOrder({ screen }: Case): { signing: Signing; facts: Ordered } | null {
  const signing = screen.life?.signing
  if (signing?.act !== "measure.ordered") return null
  const said = JSON.parse(signing.facts) as { n: number; code: string } // the server's own words for what was signed
  const code = measureCodes.find((known) => known === said.code)
  return code ? { signing, facts: { n: said.n, code } } : null
}

type Props = {
  readonly one: Case
  readonly reload: () => void
  readonly onClose: () => void
}

/** The second signature: the same measure, and the words that the first signer left at the desk go to the affected person. */
export function SignForm({ one, reload, onClose }: Props) {
  const say = measureWords().step
  const waiting = waitingOrder(one)
  if (!waiting) return null
  const { signing, facts } = waiting
  const draft = draftOf(one, signing)
  const sign = async () => {
    const form = { measure: facts.code, ...(draft?.form.lang ? { lang: draft.form.lang } : {}) }
    const room = affectedRoom(one)
    const paper = { room, kind: kindIn(room), text: draft?.text ?? "", form } as const
    const { waits } = await doIn(one.id, { kind: "measure.ordered", facts, paper })
    const ordered = fill(measureWords().ordered, { name: readerName(one, room) })
    return waits ? measureWords().waits : ordered
  }
  return (
    <ActForm
      title={fill(say.sign.title, { name: nameOf(facts.code) })}
      note={fill(say.sign.note, { by: one.screen.names[signing.by] ?? "" })}
      go={measureWords().act.sign}
      why={closedAct(one, "measure.ordered", facts) ?? (draft ? null : say.opens)}
      act={sign}
      text={draft?.text ?? ""}
      onDone={reload}
      onClose={onClose}
      wide
    >
      <p class="words letter-paper">{draft?.text}</p>
    </ActForm>
  )
}

/** The words that the first signer wrote for the affected person, from the moment of their signature. */
function draftOf({ said }: Case, signing: Signing): Said | undefined {
  return said.findLast(
    ({ view, form, fault }) =>
      fault === null &&
      view.room === "desk" &&
      form.act === "measure.ordered" &&
      JSON.stringify(form.facts) === signing.facts,
  )
}
