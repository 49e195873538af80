import { useState } from "preact/hooks"
import { get, Refused } from "#web/lib/api.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Select } from "#web/ui/field.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import { useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import type { AnnualFigures, ReportsOfLaw, ReportsOfLaws } from "#wire/annual.ts"
import type { AnnualRule } from "#core/annual.ts"
import { Filled } from "./filled.tsx"
import { annualWords } from "./words.ts"

/** The yearly reports of the laws: which there are, their figures, and the form to be printed. */
export function Screen() {
  const say = annualWords()
  const laws = useLoad((signal) => get<ReportsOfLaws>("/reports", { signal }), "reports")
  return (
    <>
      <h1>{say.title}</h1>
      <p class="second">{say.intro}</p>
      <Loading of={laws}>
        {(value) => (
          <>
            {value.enough ? <Chosen of={value} /> : <Banner lamp>{say.few}</Banner>}
            <Laws laws={value.laws} />
          </>
        )}
      </Loading>
    </>
  )
}

/** One yearly report of one law. */
export type OneReport = { readonly law: ReportsOfLaw; readonly rule: AnnualRule }

function Chosen({ of: { laws, year } }: { readonly of: ReportsOfLaws }) {
  const say = annualWords()
  const all = laws.flatMap((law): OneReport[] =>
    law.reports.flatMap(({ annual }) => (annual ? [{ law, rule: annual }] : [])),
  )
  const [id, choose] = useState(all[0]?.rule.id ?? "")
  const [of, setYear] = useState(year - 1)
  const one = all.find(({ rule }) => rule.id === id)
  if (!one) return <p class="empty">{say.none}</p>
  return (
    <section class="reports" aria-labelledby="report">
      <h2 id="report">{say.shown}</h2>
      <div class="reports-choice">
        <Select
          label={say.which}
          value={id}
          options={all.map(({ law, rule }) => [
            rule.id,
            fill(say.option, { law: law.name[lang.value], article: rule.article }),
          ])}
          onChange={choose}
        />
        <Select
          label={say.year}
          value={String(of)}
          options={[year, year - 1, year - 2, year - 3].map((n) => [
            String(n),
            one.rule.begins === 1 ? String(n) : `${n}–${n + 1}`,
          ])}
          onChange={(value) => setYear(Number(value))}
        />
      </div>
      <Figures key={`${id} ${of}`} one={one} year={of} />
    </section>
  )
}

type FiguresProps = { readonly one: OneReport; readonly year: number }
function Figures({ one, year }: FiguresProps) {
  const say = annualWords()
  const asked = new URLSearchParams({ country: one.law.id, year: String(year) })
  const loaded = useLoad(
    (signal) => get<AnnualFigures>(`/reports/annual?${asked}`, { signal }),
    `${one.law.id} ${year}`,
  )
  const { value, failure } = loaded
  const report = value?.reports.find(({ id }) => id === one.rule.id)
  const isNone = failure instanceof Refused && failure.status === 404
  if (isNone || (report && !report.counted))
    return (
      <Banner>
        <p>
          <b>{say.notHere.title}</b>
        </p>
        <p>{say.notHere.why}</p>
      </Banner>
    )
  return (
    <Loading of={loaded}>{() => (report ? <Filled one={one} report={report} /> : null)}</Loading>
  )
}

type Rule = { readonly law: ReportsOfLaw; readonly of: ReportsOfLaw["reports"][number] }

function Laws({ laws }: Pick<ReportsOfLaws, "laws">) {
  const say = annualWords()
  const columns: Column<Rule>[] = [
    { head: say.heads.law, kind: "what", cell: ({ law }) => law.name[lang.value] },
    { head: say.heads.rule, cell: ({ of }) => of.rule[lang.value] },
    { head: say.heads.checked, cell: ({ of }) => say.source[of.source] },
    { head: say.heads.lawyer, cell: ({ law }) => reviewWords(law) },
  ]
  return (
    <section aria-labelledby="laws">
      <h2 id="laws">{say.laws}</h2>
      <p class="second">{say.lawsWhy}</p>
      <Table
        caption={say.laws}
        columns={columns}
        rows={laws.flatMap((law) => law.reports.map((of) => ({ law, of })))}
        keyOf={({ law, of }) => `${law.id} ${of.rule.en}`}
      />
    </section>
  )
}

function reviewWords({ review }: ReportsOfLaw): string {
  const say = annualWords()
  if (!review.reviewed) return say.notReviewed
  return fill(say.reviewed, { name: review.by ?? "", day: review.on ?? "" })
}
