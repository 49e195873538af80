import { useEffect, useState } from "preact/hooks"
import { CannotOpen } from "#crypto/cannot-open.ts"
import type { Answered } from "#crypto/open-instruction.ts"
import type { Measure } from "#core/life/life.ts"
import { get } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { useLoad } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { CaseInstruction, CaseInstructions } from "#wire/instruction.ts"
import type { Begin } from "./acts.tsx"
import { readAnswer } from "./send.ts"
import { measureWords } from "./words.ts"

/** What HR operations was asked to do in this case, who can be asked, and looking again. */
export type ToldHr = CaseInstructions & { readonly again: () => void }

/** Fetches it again with the case. */
export function useInstructions({ id }: Case): ToldHr {
  const { value, reload } = useLoad(
    (signal) => get<CaseInstructions>(`/cases/${id}/instructions`, { signal }),
    `instructions ${id}`,
  )
  return {
    instructions: value?.instructions ?? [],
    receivers: value?.receivers ?? [],
    again: () => void reload(),
  }
}

type Props = {
  readonly measure: Measure
  readonly one: Case
  readonly told: ToldHr
  readonly begin: Begin
}

/** How each instruction of a measure stands; an answer is opened here, and confirming is offered with its words. */
export function Told({ measure, one, told, begin }: Props) {
  const mine = told.instructions.filter((each) => each.measure === measure.n)
  if (mine.length === 0) return null
  return (
    <ul class="told">
      {mine.map((each) => (
        <One key={each.id} of={each} one={one} measure={measure} begin={begin} />
      ))}
    </ul>
  )
}

type OneProps = Omit<Props, "told"> & { readonly of: CaseInstruction }
function One({ of, one, measure, begin }: OneProps) {
  const say = measureWords()
  const { said, doubt } = useAnswer(one, of)
  const { to: name, state, dueAt } = of
  const waits = state === "sent" || state === "opened"
  const late = waits && dueAt <= now.value
  const time = {
    sent: dueAt,
    opened: of.openedAt ?? dueAt,
    done: of.answeredAt,
    cannot: of.answeredAt,
  }
  return (
    <li>
      <span class="due" data-s={late ? "over" : state === "done" ? "kept" : "ahead"}>
        {late
          ? fill(say.instruct.late, { name, time: when(dueAt, now.value) })
          : fill(say.instruct.state[state], { name, time: when(time[state] ?? dueAt, now.value) })}
      </span>
      {doubt ? (
        <Banner lamp alert>
          {fill(say.instruct.doubt, { name })}
        </Banner>
      ) : null}
      {said ? (
        <span class="second words" dir="auto">
          {said.text}
        </span>
      ) : null}
      {said?.as === "done" && measure.state === "ORDERED" ? (
        <Button
          kind="quiet"
          label={`${measure.code}: ${say.act.executed}. ${name}`}
          onPress={() => begin({ what: "executed", measure, begun: `${name}: ${said.text}` })}
        >
          {say.act.executed}
        </Button>
      ) : null}
    </li>
  )
}

/** An answer is believed when it opens, and says sealed what the server says in the clear. */
function useAnswer(one: Case, of: CaseInstruction): { said: Answered | null; doubt: boolean } {
  const [read, setRead] = useState<{ said: Answered | null; doubt: boolean }>({
    said: null,
    doubt: false,
  })
  useEffect(() => {
    let here = true
    readAnswer(one, of).then(
      (said) => here && setRead({ said, doubt: said !== null && said.as !== of.state }),
      (why: unknown) => {
        if (!(why instanceof CannotOpen)) throw why
        if (here) setRead({ said: null, doubt: true })
      },
    )
    return () => {
      here = false
    }
  }, [of.id, of.answer])
  return read
}
