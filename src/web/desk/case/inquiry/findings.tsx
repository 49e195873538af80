import { useState } from "preact/hooks"
import { findings, type Finding, type Floor, floorKinds } from "#core/life/word.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Field, Select } from "#web/ui/field.tsx"
import type { Allegation } from "#core/life/life.ts"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { allegationWords } from "./allegations.tsx"
import { Kept } from "./kept.tsx"
import type { PartProps } from "./screen.tsx"
import { inquiryWords } from "./words.ts"

/** One finding for each allegation, with its evidence and its reasons; then somebody else checks them. */
export function Findings({ one, reload }: PartProps) {
  const say = inquiryWords().findings
  const [doing, begin] = useState<number | "issue" | "review" | null>(null)
  const { allegations = [], quality } = one.screen.life ?? {}
  const close = { one, reload, onClose: () => begin(null) }
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{say.title}</h2>
      <ul class="promises">
        {allegations.map((allegation) => (
          <Line key={allegation.n} one={one} of={allegation} begin={begin} />
        ))}
      </ul>
      {quality ? (
        <p class="second">{fill(say.reviewed, { name: one.screen.names[quality.by] ?? "" })}</p>
      ) : null}
      <Kept papers={papersOf(one, "quality.reviewed")} />
      <div class="acts">
        <Button
          kind="quiet"
          why={closedAct(one, "findings.issued", {})}
          onPress={() => begin("issue")}
        >
          {say.issue}
        </Button>
        {one.screen.life?.state === "FINDINGS" ? (
          <Button
            kind="quiet"
            why={closedAct(one, "quality.reviewed", {})}
            onPress={() => begin("review")}
          >
            {say.review}
          </Button>
        ) : null}
      </div>
      {typeof doing === "number" ? <Record {...close} n={doing} /> : null}
      {doing === "issue" ? (
        <PaperForm {...close} kind="findings.issued" facts={{}} title={say.issue} blanks={[]} />
      ) : null}
      {doing === "review" ? (
        <PaperForm
          {...close}
          kind="quality.reviewed"
          facts={{}}
          title={say.review}
          note={say.reviewHelp}
          blanks={[{ id: "text", label: say.reviewText, rows: 6 }]}
        />
      ) : null}
    </section>
  )
}

type LineProps = {
  readonly one: Case
  readonly of: Allegation
  readonly begin: (n: number) => void
}
function Line({ one, of, begin }: LineProps) {
  const say = inquiryWords().findings
  const { n, finding, grade } = of
  const looked = { n, finding: "UNFOUNDED", evidence: 1, grade: null } as const
  return (
    <li>
      <span dir="auto">
        {n}. {allegationWords(one, n, "conduct")}
      </span>
      <span class="second">
        {finding ? lifeWords().finding[finding] : ""}
        {grade ? ` (${lifeWords().floor[grade]})` : ""}
      </span>
      <Kept papers={papersOf(one, "finding.recorded", n)} />
      <Button
        kind="bare"
        label={`${finding ? say.again : say.record}, ${n}`}
        why={closedAct(one, "finding.recorded", looked)}
        onPress={() => begin(n)}
      >
        {finding ? say.again : say.record}
      </Button>
    </li>
  )
}

function Record({ n, ...props }: ActProps & { readonly n: number }) {
  const say = inquiryWords().findings
  const [finding, choose] = useState<Finding>("SUBSTANTIATED")
  const [grade, setGrade] = useState<Floor | null>(null)
  const [pieces, setPieces] = useState("")
  const evidence = new Set(pieces.toUpperCase().match(/E\d{1,3}/g)).size
  return (
    <PaperForm
      {...props}
      kind="finding.recorded"
      facts={{ n, finding, evidence, grade: finding === "SUBSTANTIATED" ? grade : null }}
      title={say.record}
      also={{ evidence: pieces }}
      blanks={[
        { id: "reasons", label: say.reasons, help: say.reasonsHelp, rows: 8 },
        { id: "consent", label: say.consent, rows: 3, optional: true },
      ]}
    >
      <Select
        label={say.finding}
        value={finding}
        options={findings.map((one) => [one, lifeWords().finding[one]] as const)}
        onChange={(code) => choose(findings.find((one) => one === code) ?? finding)}
      />
      {finding === "SUBSTANTIATED" ? (
        <Select
          label={say.grade}
          value={grade ?? ""}
          options={[
            ["", say.gradeNone] as const,
            ...floorKinds.map((one) => [one, lifeWords().floor[one]] as const),
          ]}
          onChange={(code) => setGrade(floorKinds.find((one) => one === code) ?? null)}
        />
      ) : null}
      <Field
        label={say.evidence}
        help={say.evidenceHelp}
        max={500}
        value={pieces}
        onInput={setPieces}
      />
    </PaperForm>
  )
}
