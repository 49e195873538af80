import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { Button } from "#web/ui/button.tsx"
import { Field, Select, Tick } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { Kept } from "./kept.tsx"
import type { PartProps } from "./screen.tsx"
import { inquiryWords, whoWords } from "./words.ts"

type Doing = "held" | "refused" | "read-back"

/** Who was heard, in whose own words, read back to them; and who did not want to be. */
export function Interviews({ one, reload }: PartProps) {
  const say = inquiryWords()
  const [doing, begin] = useState<Doing | null>(null)
  const heard = one.screen.life?.heard ?? []
  const why = closedAct(one, "interview.held", { who: "affected", recorded: false, consent: false })
  const close = { one, reload, onClose: () => begin(null) }
  const papers = (["interview.held", "interview.read-back"] as const).flatMap((kind) =>
    papersOf(one, kind),
  )
  return (
    <section aria-labelledby="interviews">
      <h2 id="interviews">{say.interviews.title}</h2>
      {heard.length === 0 ? <p class="empty">{say.interviews.none}</p> : null}
      <ul class="promises">
        {heard.map(({ who, as, at }) => (
          <li key={who}>
            <span>
              {whoWords(who)}
              {as === "refused" ? `: ${say.people.refused}` : ""}
            </span>
            <span class="due" data-s="kept">
              {when(at, now.value)}
            </span>
          </li>
        ))}
      </ul>
      <Kept named papers={papers.toSorted((a, b) => a.view.at - b.view.at)} />
      <div class="acts">
        <Button kind="quiet" why={why} onPress={() => begin("held")}>
          {say.interviews.note}
        </Button>
        {why ? null : (
          <>
            <Button kind="bare" onPress={() => begin("refused")}>
              {say.interviews.refuse}
            </Button>
            {heard.some(({ as }) => as === "heard") ? (
              <Button kind="bare" onPress={() => begin("read-back")}>
                {say.interviews.readBack}
              </Button>
            ) : null}
          </>
        )}
      </div>
      {doing === "held" ? <Held {...close} /> : null}
      {doing === "refused" ? <Refused {...close} /> : null}
      {doing === "read-back" ? <ReadBack {...close} /> : null}
    </section>
  )
}

function Held(props: ActProps) {
  const say = inquiryWords().interviews
  const [who, choose] = useState("affected")
  const [recorded, record] = useState(false)
  const [consent, agree] = useState(false)
  return (
    <PaperForm
      {...props}
      kind="interview.held"
      facts={{ who, recorded, consent: recorded && consent }}
      title={say.note}
      blanks={[
        { id: "account", label: say.account, rows: 12 },
        { id: "gaps", label: say.gaps, rows: 2, optional: true },
      ]}
    >
      <details>
        <summary>{say.script}</summary>
        <ul class="card">
          {say.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
      <Who one={props.one} who={who} choose={choose} />
      <Tick label={say.recorded} checked={recorded} onChange={record} />
      {recorded ? <Tick label={say.consent} checked={consent} onChange={agree} /> : null}
    </PaperForm>
  )
}

function Refused(props: ActProps) {
  const [who, choose] = useState("affected")
  return (
    <PaperForm
      {...props}
      kind="interview.refused"
      facts={{ who }}
      title={inquiryWords().interviews.refuse}
      blanks={[]}
    >
      <Who one={props.one} who={who} choose={choose} />
    </PaperForm>
  )
}

function ReadBack(props: ActProps) {
  const say = inquiryWords().interviews
  const heard = (props.one.screen.life?.heard ?? []).filter(({ as }) => as === "heard")
  const [who, choose] = useState(heard[0]?.who ?? "affected")
  const [as, answer] = useState<"confirmed" | "corrected">("confirmed")
  return (
    <PaperForm
      {...props}
      kind="interview.read-back"
      facts={{ who, as }}
      title={say.readBack}
      blanks={as === "corrected" ? [{ id: "correction", label: say.correction, rows: 5 }] : []}
    >
      <Select
        label={say.who}
        value={who}
        options={heard.map((one) => [one.who, whoWords(one.who)] as const)}
        onChange={choose}
      />
      <Select
        label={say.as}
        value={as}
        options={[
          ["confirmed", say.confirmed],
          ["corrected", say.corrected],
        ]}
        onChange={(code) => answer(code === "corrected" ? "corrected" : "confirmed")}
      />
    </PaperForm>
  )
}

type WhoProps = {
  readonly one: Case
  readonly who: string
  readonly choose: (who: string) => void
}
/** The affected person, each person named, or a witness by number. */
function Who({ one, who, choose }: WhoProps) {
  const say = inquiryWords().interviews
  const people = one.screen.life?.respondents.map(({ n }) => `respondent ${n}`) ?? []
  const known = ["affected", ...people]
  const isWitness = who.startsWith("witness")
  return (
    <>
      <Select
        label={say.who}
        value={isWitness ? "witness" : who}
        options={[
          ...known.map((one) => [one, whoWords(one)] as const),
          ["witness", say.witness] as const,
        ]}
        onChange={(code) => choose(code === "witness" ? "witness 1" : code)}
      />
      {isWitness ? (
        <Field
          label={say.witness}
          plain
          max={3}
          value={who.slice("witness ".length)}
          onInput={(n) => choose(`witness ${n}`)}
        />
      ) : null}
    </>
  )
}
