import type { Measure } from "#core/life/life.ts"
import { type MeasureCode, measureCodes } from "#core/life/word.ts"
import { stands, whyNotInstructed } from "#core/life/measure.ts"
import { Button } from "#web/ui/button.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import type { InstructionReceiver } from "#wire/instruction.ts"
import { InstructForm } from "./instruct.tsx"
import { Offer } from "./offer.tsx"
import { contentOf } from "./of-measure.ts"
import { SignForm } from "./sign.tsx"
import { AllegationForm, type Step, StepForm, steps } from "./step.tsx"
import { measureWords } from "./words.ts"

/** What somebody is about to do with a measure. */
export type Doing =
  | { readonly what: Step; readonly measure: Measure; readonly begun?: string }
  | { readonly what: "order" | "instruct" | "allegation"; readonly measure: Measure }
  | { readonly what: "sign" }
export type Begin = (doing: Doing) => void

type Props = { readonly measure: Measure; readonly one: Case; readonly begin: Begin }

/** What can be done next with a measure: only what its state allows; each closed button says when it opens. */
export function Acts({ measure, one, begin }: Props) {
  const say = measureWords().act
  const code = codeOf(measure)
  const { n, state } = measure
  const undecided = ["ASKED", "PROPOSED", "CONSENTED"].includes(state)
  // What was asked for may be answered by an offer too; the form says which of the two is open.
  const whyOrder =
    closedAct(one, "measure.ordered", { n, code }) &&
    closedAct(one, "measure.proposed", { n, code })
  const open = (Object.keys(steps) as Step[]).filter((step) => isNext(step, measure, one)) // the keys of a constant
  return (
    <div class="acts">
      {undecided ? (
        <Button
          kind="quiet"
          why={whyOrder}
          label={named(say.order, measure)}
          onPress={() => begin({ what: "order", measure })}
        >
          {say.order}
        </Button>
      ) : null}
      {canInstruct(measure, one) ? (
        <Button
          kind="quiet"
          label={named(say.instruct, measure)}
          onPress={() => begin({ what: "instruct", measure })}
        >
          {say.instruct}
        </Button>
      ) : null}
      {open.map((step) => (
        <Button
          key={step}
          kind={step === "breached" || step === "decline" ? "bare" : "quiet"}
          why={closedAct(one, steps[step].kind, { n })}
          label={named(say[step], measure)}
          onPress={() => begin({ what: step, measure })}
        >
          {say[step]}
        </Button>
      ))}
      {state === "BREACHED" ? (
        <Button
          kind="quiet"
          label={named(say.allegation, measure)}
          onPress={() => begin({ what: "allegation", measure })}
        >
          {say.allegation}
        </Button>
      ) : null}
    </div>
  )
}

type DialogProps = {
  readonly doing: Doing
  readonly one: Case
  readonly receivers: readonly InstructionReceiver[]
  readonly reload: () => void
  readonly onClose: () => void
}

/** The form of what somebody is about to do. */
export function MeasureDialog({ doing, receivers, ...rest }: DialogProps) {
  if (doing.what === "sign") return <SignForm {...rest} />
  const { measure } = doing
  if (doing.what === "order")
    return (
      <Offer
        {...rest}
        known={{ n: measure.n, code: codeOf(measure), asked: measure.state === "ASKED" }}
      />
    )
  if (doing.what === "instruct")
    return <InstructForm {...rest} measure={measure} receivers={receivers} />
  if (doing.what === "allegation") return <AllegationForm {...rest} measure={measure} />
  const begun = "begun" in doing ? doing.begun : undefined
  return <StepForm {...rest} step={doing.what} measure={measure} {...(begun ? { begun } : {})} />
}

/** A step has its place in some states only; within them it may still be closed, with its reason. */
function isNext(step: Step, { n, state, liftTold }: Measure, { screen }: Case): boolean {
  const inForce = ["IN_FORCE", "REVIEWED", "BREACHED"].includes(state)
  const standing = inForce || state === "ORDERED"
  if (step === "decline") return state === "ASKED"
  if (step === "executed")
    return state === "ORDERED" || (state === "BREACHED" && isUndone(screen, n))
  if (step === "reviewed") return inForce
  if (step === "told") return standing && liftTold === null
  if (step === "lifted") return standing && liftTold !== null
  return standing && state !== "BREACHED"
}

function isUndone({ owed }: Case["screen"], n: number): boolean {
  return owed.some(({ kind, met }) => kind === `duty:measure-done-${n}` && met === null)
}

/** HR operations is told how a measure begins, and how it ends; care and accounts are nobody's business there. */
function canInstruct(measure: Measure, { screen }: Case): boolean {
  if (!screen.life || !contentOf(measure.code)?.hr_instruction) return false
  const stood = stands(measure) || (measure.state === "LIFTED" && measure.orderedAt !== null)
  return stood && whyNotInstructed(screen.life, { is: screen.is }, measure.n) === null
}

function codeOf({ code }: Measure): MeasureCode {
  return measureCodes.find((known) => known === code) ?? "M01" // only codes of the list are ever written
}

function named(act: string, { code }: Measure): string {
  return `${code}: ${act}`
}
