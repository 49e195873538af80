import { useState } from "preact/hooks"
import { answerables } from "#core/answerable.ts"
import { nextFailure } from "#core/life/guard.ts"
import type { Failure } from "#core/life/life.ts"
import type { OwedKind } from "#core/owed.ts"
import {
  failureKinds,
  failureOutcomes,
  type FailureOutcome,
  type FailureRole,
  failureRoles,
} from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import { dutyWords, promiseWords } from "#web/desk/parts.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { outcomeWords } from "./words.ts"

type Doing = { readonly act: "add" | "answer" | "decide"; readonly n: number }

/** Whatever was not done in time or not done at all: answered, and decided by people outside the line. */
export function Failures({ one, reload }: PartProps) {
  const say = outcomeWords().failures
  const [doing, begin] = useState<Doing | null>(null)
  const failures = one.screen.life?.failures ?? []
  const next = one.screen.life ? nextFailure(one.screen.life) : 1
  const close = { one, reload, onClose: () => begin(null) }
  const why = closedAct(one, "failure.recorded", { n: next, kind: "late-log", role: "receiver" })
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">{say.title}</h2>
      {failures.length === 0 ? <p class="empty">{say.none}</p> : null}
      <ul class="promises">
        {failures.map((failure) => (
          <Line key={failure.n} {...close} failure={failure} begin={begin} />
        ))}
      </ul>
      <Button kind="quiet" why={why} onPress={() => begin({ act: "add", n: next })}>
        {say.add}
      </Button>
      {doing?.act === "add" ? <Add {...close} n={doing.n} /> : null}
      {doing?.act === "answer" ? (
        <PaperForm
          {...close}
          kind="failure.answered"
          facts={{ n: doing.n }}
          title={say.answer}
          blanks={[{ id: "text", label: say.answerText, rows: 6 }]}
        />
      ) : null}
      {doing?.act === "decide" ? <Decide {...close} n={doing.n} /> : null}
    </section>
  )
}

type LineProps = ActProps & { readonly failure: Failure; readonly begin: (doing: Doing) => void }
function Line({ one, failure, begin }: LineProps) {
  const say = outcomeWords().failures
  const { n, kind, of, role, outcome, at } = failure
  const name = failure.person ? one.screen.names[failure.person] : undefined
  // What was missed is one of the server's own words for a deadline.
  const what = of ? promiseNamed(of as OwedKind, "report", promiseWords(), dutyWords()) : ""
  const papers = (["failure.recorded", "failure.answered", "failure.decided"] as const).flatMap(
    (act) => papersOf(one, act, n),
  )
  const decide = closedAct(one, "failure.decided", { n, as: "no-fault" })
  return (
    <li>
      <span>
        {n}. {fill(say.kinds[kind], { what })}
      </span>
      <span class="due" data-s={outcome ? "kept" : "late"}>
        {outcome ? say.outcomes[outcome] : say.open}
      </span>
      <span class="second">
        {[...(name ? [name] : []), roleWords(role), when(at, now.value)].join(" · ")}
      </span>
      <Kept papers={papers} />
      {outcome ? null : (
        <span class="acts">
          <Button
            kind="bare"
            label={`${say.answer}, ${n}`}
            why={closedAct(one, "failure.answered", { n })}
            onPress={() => begin({ act: "answer", n })}
          >
            {say.answer}
          </Button>
          <Button
            kind="bare"
            label={`${say.decide}, ${n}`}
            why={decide}
            onPress={() => begin({ act: "decide", n })}
          >
            {say.decide}
          </Button>
        </span>
      )}
    </li>
  )
}

const noted = failureKinds.filter((kind) => kind !== "promise-missed")

function Add({ n, ...props }: ActProps & { readonly n: number }) {
  const say = outcomeWords().failures
  const [kind, choose] = useState<(typeof noted)[number]>("late-log")
  const [role, setRole] = useState<FailureRole>("receiver")
  return (
    <PaperForm
      {...props}
      kind="failure.recorded"
      facts={{ n, kind, role }}
      title={say.add}
      blanks={[{ id: "what", label: say.what, rows: 5 }]}
    >
      <Select
        label={say.kind}
        value={kind}
        options={noted.map((one) => [one, say.kinds[one]] as const)}
        onChange={(code) => choose(noted.find((one) => one === code) ?? kind)}
      />
      <Select
        label={say.role}
        value={role}
        options={failureRoles.map((one) => [one, say.roles[one]] as const)}
        onChange={(code) => setRole(failureRoles.find((one) => one === code) ?? role)}
      />
    </PaperForm>
  )
}

function Decide({ n, ...props }: ActProps & { readonly n: number }) {
  const say = outcomeWords().failures
  const [as, choose] = useState<FailureOutcome>("no-fault")
  return (
    <PaperForm
      {...props}
      kind="failure.decided"
      facts={{ n, as }}
      title={say.decide}
      note={say.two}
      blanks={[{ id: "reasons", label: say.reasons, rows: 5 }]}
    >
      <Select
        label={say.outcome}
        value={as}
        options={failureOutcomes.map((one) => [one, say.outcomes[one]] as const)}
        onChange={(code) => choose(failureOutcomes.find((one) => one === code) ?? as)}
      />
    </PaperForm>
  )
}

/** Whose it was: a part in the case, or what somebody is in the organisation. */
function roleWords(role: Failure["role"]): string {
  const part = answerables.find((one) => one === role)
  return part ? lifeWords().role[part] : outcomeWords().failures.roles[role as FailureRole] // what is no part is one of these
}
