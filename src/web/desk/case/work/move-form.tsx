import { useState } from "preact/hooks"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { bodies, type Body, grounds, type Ground } from "#core/life/word.ts"
import { Select, Tick } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { actWords, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { roomRead } from "#web/desk/case/reader.ts"
import { MergeForm } from "./merged.tsx"
import { GoOn, Wait } from "./waiting.tsx"
import { workWords } from "./words.ts"

/** The acts that move a case on and are a text and a decision. The investigation and the outcome have parts of their own. */
export const movesOf = [
  "source.checked",
  "response.begun",
  "options.opened",
  "safety-plan.agreed",
  "override.tested",
  "override.told",
  "informal.begun",
  "informal.done",
  "informal.ended",
  "support.settled",
  "scope.refused",
  "case.merged",
  "case.unmerged",
  "case.referred",
  "referral.decided",
  "police.waiting-asked",
  "police.waiting-reviewed",
  "police.waiting-ended",
  "retaliation.suspected",
  "retaliation.frozen",
  "last-word.asked",
  "lessons.recorded",
  "case.closed",
  "case.reopened",
] as const satisfies readonly ActKind[]
export type Move = (typeof movesOf)[number]

/** The form of one move: what belongs to it is chosen, the rest is words, in the room where they are read. */
export function MoveForm({ kind, ...props }: ActProps & { readonly kind: Move }) {
  if (kind === "case.merged") return <MergeForm {...props} />
  if (kind === "override.tested") return <Override {...props} />
  if (kind === "source.checked") return <Source {...props} />
  if (kind === "case.referred") return <Refer {...props} />
  if (kind === "case.reopened")
    return <Plain {...props} kind={kind} facts={{ because: "new-facts" }} />
  if (kind === "police.waiting-asked") return <Wait {...props} />
  if (kind === "police.waiting-ended") return <GoOn {...props} />
  return <Plain {...props} kind={kind} facts={{}} />
}

type PlainProps<K extends Move> = ActProps & { readonly kind: K; readonly facts: ActFacts[K] }
function Plain<K extends Move>({ kind, facts, ...props }: PlainProps<K>) {
  const say = workWords()
  const rule = acts[kind]
  // Where two sign, the reporter is told by the second signature: until then the words wait at the desk.
  const room = rule.firstPaper ?? roomRead(props.one, kind, facts)
  const label = rule.paper === "desk" ? say.text : say.forReporter
  return (
    <PaperForm
      {...props}
      kind={kind}
      facts={facts}
      title={actWords()[kind]}
      {...(rule.two ? { note: say.sure } : {})}
      room={room}
      blanks={rule.paper ? [{ id: "text", label, rows: 6, optional: Boolean(rule.mayLack) }] : []}
    />
  )
}

/** The written test for acting against the wish of the affected person. */
function Override(props: ActProps) {
  const say = workWords()
  const [chosen, choose] = useState<readonly Ground[]>([])
  return (
    <PaperForm
      {...props}
      kind="override.tested"
      facts={{ grounds: chosen }}
      title={actWords()["override.tested"]}
      note={say.sure}
      why={chosen.length === 0 ? say.opensGrounds : null}
      blanks={[{ id: "text", label: say.text, rows: 6 }]}
    >
      <fieldset>
        <legend class="label">{say.grounds}</legend>
        <p class="help">{say.groundsHelp}</p>
        {grounds.map((ground) => (
          <Tick
            key={ground}
            label={lifeWords().ground[ground]}
            checked={chosen.includes(ground)}
            onChange={(on) =>
              choose(on ? [...chosen, ground] : chosen.filter((one) => one !== ground))
            }
          />
        ))}
      </fieldset>
    </PaperForm>
  )
}

/** Whoever writes in the name of an organisation is asked back there, on a number that the message does not give. */
function Source(props: ActProps) {
  const say = workWords().source
  const [confirmed, choose] = useState(true)
  return (
    <PaperForm
      {...props}
      kind="source.checked"
      facts={{ confirmed }}
      title={actWords()["source.checked"]}
      note={say.how}
      blanks={[{ id: "text", label: say.text, rows: 4 }]}
    >
      <Select
        label={say.what}
        value={confirmed ? "yes" : "no"}
        options={[
          ["yes", say.yes],
          ["no", say.no],
        ]}
        onChange={(code) => choose(code === "yes")}
      />
    </PaperForm>
  )
}

function Refer(props: ActProps) {
  const say = workWords()
  const [body, choose] = useState<Body>("local-committee")
  const [because, setBecause] = useState<"law" | "top-management">("law")
  return (
    <PaperForm
      {...props}
      kind="case.referred"
      facts={{ body, because }}
      title={actWords()["case.referred"]}
      room="mailbox"
      blanks={[{ id: "text", label: say.forReporter, rows: 6 }]}
    >
      <Select
        label={say.body}
        value={body}
        options={bodies.map((one) => [one, lifeWords().body[one]] as const)}
        onChange={(code) => choose(bodies.find((one) => one === code) ?? body)}
      />
      <Select
        label={say.because}
        value={because}
        options={[
          ["law", say.law],
          ["top-management", say.top],
        ]}
        onChange={(code) => setBecause(code === "law" ? "law" : "top-management")}
      />
    </PaperForm>
  )
}
