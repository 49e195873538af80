import { useState } from "preact/hooks"
import type { Respondent } from "#core/life/life.ts"
import { standings, type Standing } from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import { Table } from "#web/ui/table.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import type { Case } from "#web/desk/case/case.ts"
import { directoryNow } from "#web/desk/case/conflict/recheck.ts"
import { conflictWords } from "#web/desk/case/conflict/words.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import type { Subject } from "#web/desk/protection/directory.ts"
import { useOnce } from "#web/desk/protection/once.ts"
import { PersonField } from "#web/desk/protection/person-field.tsx"
import { NoticeForm } from "./notice.tsx"
import { nameOf } from "./named.ts"
import type { PartProps } from "./screen.tsx"
import { inquiryWords } from "./words.ts"

type Doing = { readonly act: "record" | "notice" | "delay" | "answer"; readonly n: number }

/** The persons named: outsiders as well, each with notice, answer and interview. */
export function People({ one, reload }: PartProps) {
  const say = inquiryWords().people
  const [doing, begin] = useState<Doing | null>(null)
  const people = one.screen.life?.respondents ?? []
  const next = people.length + 1
  const close = { one, reload, onClose: () => begin(null) }
  const at = (time: number | null) => (time === null ? say.not : when(time, now.value))
  const heard = ({ n }: Respondent) =>
    one.screen.life?.heard.find(({ who }) => who === `respondent ${n}`)
  return (
    <section aria-labelledby="people-named">
      <h2 id="people-named">{say.title}</h2>
      <Table
        caption={say.title}
        keyOf={({ n }) => String(n)}
        rows={people}
        empty={say.none}
        columns={[
          { head: say.head.n, cell: ({ n }) => n, n: true },
          { head: say.head.who, cell: ({ n }) => nameOf(one, n), kind: "what" },
          { head: say.head.standing, cell: ({ standing }) => lifeWords().standing[standing] },
          {
            head: say.head.notice,
            cell: (row) =>
              row.noticed === null && row.delayed !== null ? say.delayed : at(row.noticed),
          },
          { head: say.head.answer, cell: ({ answered }) => at(answered) },
          {
            head: say.head.heard,
            cell: (row) => {
              const found = heard(row)
              return found?.as === "refused" ? say.refused : at(found?.at ?? null)
            },
          },
          { head: say.head.acts, cell: ({ n }) => <Acts one={one} n={n} begin={begin} /> },
        ]}
      />
      <Button
        kind="quiet"
        why={closedAct(one, "respondent.recorded", {
          n: next,
          standing: "employee",
          mailbox: null,
        })}
        onPress={() => begin({ act: "record", n: next })}
      >
        {say.add}
      </Button>
      {doing?.act === "record" ? <Record {...close} n={doing.n} /> : null}
      {doing?.act === "notice" ? <NoticeForm {...close} n={doing.n} /> : null}
      {doing?.act === "delay" ? <Delay {...close} n={doing.n} /> : null}
      {doing?.act === "answer" ? <Answer {...close} n={doing.n} /> : null}
    </section>
  )
}

type ActsProps = {
  readonly one: Case
  readonly n: number
  readonly begin: (doing: Doing) => void
}
function Acts({ one, n, begin }: ActsProps) {
  const say = inquiryWords()
  const give = closedAct(one, "notice.given", { n })
  const open = closedAct(one, "notice.delayed", { n }) === null
  return (
    <span class="acts">
      {give && !open ? null : (
        <Button
          kind="bare"
          why={give}
          label={`${say.notice.give}, ${n}`}
          onPress={() => begin({ act: "notice", n })}
        >
          {say.notice.give}
        </Button>
      )}
      {open ? (
        <Button
          kind="bare"
          label={`${say.notice.delay}, ${n}`}
          onPress={() => begin({ act: "delay", n })}
        >
          {say.notice.delay}
        </Button>
      ) : null}
      {closedAct(one, "answer.given", { n }) === null ? (
        <Button
          kind="bare"
          label={`${say.answer.note}, ${n}`}
          onPress={() => begin({ act: "answer", n })}
        >
          {say.answer.note}
        </Button>
      ) : null}
    </span>
  )
}

type FormProps = ActProps & { readonly n: number }

function Record({ n, ...props }: FormProps) {
  const say = inquiryWords().people
  const [standing, choose] = useState<Standing>("employee")
  const directory = useOnce(directoryNow, props.one.id)
  const [subject, pick] = useState<Subject>({ person: null, name: "" })
  return (
    <PaperForm
      {...props}
      kind="respondent.recorded"
      facts={{ n, standing, mailbox: null }}
      title={say.add}
      blanks={[{ id: "who", label: say.who, help: say.whoHelp }]}
      also={subject.person ? { person: subject.person } : {}}
    >
      <Select
        label={say.standing}
        value={standing}
        options={standings.map((one) => [one, lifeWords().standing[one]] as const)}
        onChange={(code) => choose(standings.find((one) => one === code) ?? standing)}
      />
      <PersonField
        people={directory.value ?? []}
        subject={subject}
        onChange={pick}
        error={directory.fault}
        words={{ ...conflictWords().person, ...conflictWords().record }}
      />
    </PaperForm>
  )
}

function Delay({ n, ...props }: FormProps) {
  const say = inquiryWords().notice
  return (
    <PaperForm
      {...props}
      kind="notice.delayed"
      facts={{ n }}
      title={say.delay}
      note={say.whyHelp}
      blanks={[{ id: "why", label: say.why, rows: 4 }]}
    />
  )
}

function Answer({ n, ...props }: FormProps) {
  const say = inquiryWords().answer
  return (
    <PaperForm
      {...props}
      kind="answer.given"
      facts={{ n }}
      title={say.note}
      blanks={[{ id: "text", label: say.text, rows: 8 }]}
    />
  )
}
