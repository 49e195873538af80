import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Tick } from "#web/ui/field.tsx"
import { words } from "#web/desk/say.ts"
import { inForce, linesOf } from "./answers.ts"
import { type Case, toldIn } from "./case.ts"
import { Files } from "./files.tsx"
import type { Said } from "./said.ts"
import { caseWords } from "./words.ts"

/** The report, question by question in the reader's language, with what was left open; then what was added. */
export function Told({ one }: { readonly one: Case }) {
  const { told } = caseWords()
  const [all, showAll] = useState(false)
  const reports = toldIn(one)
  const helpOnly = reports.length === 1 && reports[0]?.view.kind === "help-now"
  return (
    <section aria-labelledby="told">
      <h2 id="told">
        {told.title} <span class="meta">{told.meta}</span>
      </h2>
      {helpOnly ? <p class="second">{told.helpNow}</p> : null}
      <Tick label={told.showSkipped} checked={all} onChange={showAll} />
      {reports.map((said, at) => (
        <div key={said.view.sha256}>
          {at > 0 ? <h3>{fill(told.addition, { time: when(said.view.at, now.value) })}</h3> : null}
          <Report said={said} all={all} />
        </div>
      ))}
    </section>
  )
}

type ReportProps = { readonly said: Said; readonly all: boolean }
function Report({ said, all }: ReportProps) {
  const { told } = caseWords()
  if (said.fault) {
    return (
      <Banner lamp alert>
        {words().cannotOpen[said.fault]}
      </Banner>
    )
  }
  const { answers } = said.form
  const lines = answers ? linesOf(inForce(answers)) : []
  const shown = lines.filter((line) => all || line.said !== null)
  return (
    <>
      {answers ? (
        <dl class="answers">
          {shown.map((line) => (
            <div key={line.id} class={line.said === null ? "skipped" : undefined}>
              <dt>{line.asked}</dt>
              <dd dir="auto">{line.said ?? told.skipped}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p class="words" dir="auto">
          {said.text || told.nothing}
        </p>
      )}
      <Files of={said} />
      {answers && said.text ? (
        <details>
          <summary>{told.whole}</summary>
          <p class="words" dir="auto">
            {said.text}
          </p>
        </details>
      ) : null}
    </>
  )
}
