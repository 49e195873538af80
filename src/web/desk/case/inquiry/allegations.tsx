import { useState } from "preact/hooks"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import { Table } from "#web/ui/table.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { nameOf } from "./named.ts"
import type { PartProps } from "./screen.tsx"
import { inquiryWords } from "./words.ts"

/** What is alleged, numbered, in neutral words, under a clause of the policy. */
export function Allegations({ one, reload }: PartProps) {
  const say = inquiryWords().allegations
  const [adding, add] = useState(false)
  const all = one.screen.life?.allegations ?? []
  const [first] = one.screen.life?.respondents ?? []
  const why = closedAct(one, "allegation.added", { n: all.length + 1, respondent: first?.n ?? 1 })
  return (
    <section aria-labelledby="allegations">
      <h2 id="allegations">{say.title}</h2>
      <Table
        caption={say.title}
        keyOf={({ n }) => String(n)}
        rows={all}
        empty={say.none}
        columns={[
          { head: say.head.n, cell: ({ n }) => n, n: true },
          { head: say.head.who, cell: ({ respondent }) => nameOf(one, respondent) },
          {
            head: say.head.what,
            cell: ({ n }) => <span dir="auto">{allegationWords(one, n, "conduct")}</span>,
            kind: "what",
          },
          { head: say.head.clause, cell: ({ n }) => allegationWords(one, n, "clause") },
          {
            head: say.head.finding,
            cell: ({ finding }) => (finding ? lifeWords().finding[finding] : ""),
          },
        ]}
      />
      <Button kind="quiet" why={why} onPress={() => add(true)}>
        {say.add}
      </Button>
      {adding ? <Add one={one} reload={reload} onClose={() => add(false)} /> : null}
    </section>
  )
}

/** What stands in the paper of an allegation. */
export function allegationWords(one: Case, n: number, field: "conduct" | "clause"): string {
  return papersOf(one, "allegation.added", n).at(-1)?.form.fields?.[field] ?? ""
}

function Add(props: ActProps) {
  const say = inquiryWords().allegations
  const { life } = props.one.screen
  const people = life?.respondents ?? []
  const [respondent, choose] = useState(people[0]?.n ?? 1)
  return (
    <PaperForm
      {...props}
      kind="allegation.added"
      facts={{ n: (life?.allegations.length ?? 0) + 1, respondent }}
      title={say.add}
      blanks={[
        { id: "conduct", label: say.conduct, help: say.conductHelp, rows: 5 },
        { id: "clause", label: say.clause, rows: 1 },
      ]}
    >
      <Select
        label={say.who}
        value={String(respondent)}
        options={people.map(({ n }) => [String(n), nameOf(props.one, n)] as const)}
        onChange={(code) => choose(Number(code))}
      />
    </PaperForm>
  )
}
