import { actionsTaken, isNil, type AnnualRule } from "#core/annual.ts"
import { fill } from "#web/lib/words.ts"
import type { AnnualReport } from "#wire/annual.ts"
import type { OneReport } from "./screen.tsx"
import { actionName, paperWords, type Typed } from "./words.ts"

/** Everything that stands on a report. */
export type Sheet = {
  readonly one: OneReport
  readonly report: AnnualReport
  readonly typed: Typed
  readonly lang: "en" | "zh"
  readonly employer: string
}

/** The report as it is printed: its head, its lines in the order of the law's form, and who signs. */
export function Paper({ sheet }: { readonly sheet: Sheet }) {
  const say = paperWords(sheet.lang)
  const { counted } = sheet.report
  return (
    <div
      class="letter-paper annual"
      lang={sheet.lang}

      role="region"
      aria-label={say.title}
    >
      <p>
        <b>{say.title}</b>
      </p>
      <dl>
        {headOf(sheet).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
      {counted && isNil(counted) ? <p>{say.nil}</p> : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{say.heads.line}</th>
            <th scope="col">{say.heads.figure}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(sheet).map(([line, figure]) => (
            <tr key={line}>
              <td>{line}</td>
              <td>{figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say.signature}: ____________________</p>
      <p class="meta">{reviewLine(sheet)}</p>
    </div>
  )
}

/** The whole report as rows of a table. */
export function rowsOf(sheet: Sheet): [string, string][] {
  return [...headOf(sheet), ...linesOf(sheet), ["", reviewLine(sheet)]]
}

function headOf({ one: { law, rule }, report, typed, lang, employer }: Sheet): [string, string][] {
  const say = paperWords(lang)
  return [
    [say.law, law.fullName],
    [say.article, rule.article],
    [say.to, rule.to[lang]],
    [say.period, fill(say.days, { first: report.first, last: report.last })],
    [say.employer, employer],
    [say.address, typed["address"] ?? ""],
    [say.office, typed["office"] ?? ""],
  ]
}

/** Each line of the form; what was done has a line of its own for each kind. */
function linesOf({ one, report, typed, lang }: Sheet): [string, string][] {
  const say = paperWords(lang)
  return one.rule.lines.flatMap((line): [string, string][] => {
    if (line === "actions") return actionLines(report, lang)
    return [[say.lines[line], figureOf(line, report, typed)]]
  })
}

function actionLines({ counted }: AnnualReport, lang: Sheet["lang"]): [string, string][] {
  const say = paperWords(lang)
  const done = actionsTaken.flatMap((action): [string, string][] => {
    const count = counted?.actions[action]
    return count ? [[`${say.lines.actions}: ${actionName(action, lang)}`, String(count)]] : []
  })
  return done.length > 0 ? done : [[say.lines.actions, say.noAction]]
}

type Line = Exclude<AnnualRule["lines"][number], "actions">

function figureOf(line: Line, { counted }: AnnualReport, typed: Typed): string {
  const figures: Readonly<Record<string, unknown>> = counted ?? {}
  const figure = figures[line]
  return typeof figure === "number" ? String(figure) : (typed[line] ?? "").trim()
}

function reviewLine({ one: { law }, lang }: Sheet): string {
  const say = paperWords(lang)
  const { reviewed, by, on } = law.review
  return reviewed ? fill(say.reviewed, { name: by ?? "", day: on ?? "" }) : say.notReviewed
}
