import { useState } from "preact/hooks"
import * as v from "valibot"
import { contestOutcomes } from "#core/rehire.ts"
import { day } from "#core/time.ts"
import { useAct } from "#web/desk/act.ts"
import { focusFirstFault } from "#web/desk/set-up/field-faults.ts"
import { post, Refused } from "#web/lib/api.ts"
import { dayOf } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import { toast } from "#web/ui/toast.tsx"
import { contestMade, type CentralContest } from "#wire/rehire.ts"
import { SaidSoFar, Words } from "./said.tsx"
import type { Signing } from "./signing.ts"
import { rehireWords } from "./words.ts"

type Props = Signing & {
  readonly contests: readonly CentralContest[]
  readonly onRecorded: () => void
}

/** People who contest what was decided: recorded with the code of their letter, heard by two who did not decide it. */
export function Contests({ contests, sign, onRecorded }: Props) {
  const { central } = rehireWords()
  const columns: Column<CentralContest>[] = [
    { head: central.mark, kind: "what", cell: (one) => <bdi class="mono">{one.mark}</bdi> },
    { head: central.contestedAt, cell: (one) => dayOf(one.contestedAt) },
    { head: central.deciders, cell: (one) => listed(one.deciders) },
    { head: central.said, cell: (one) => <Heard one={one} /> },
    {
      head: central.acts,
      cell: (one) => (
        <Words
          words={contestOutcomes}
          path={`entries/${one.id}/contest-outcome`}
          sign={sign}
          about={one.mark}
          why={one.mayDecide ? null : central.decidedYourself}
        />
      ),
    },
  ]
  return (
    <section aria-labelledby="contests" class="stack">
      <h2 id="contests">{central.contests}</h2>
      {contests.length ? <p class="second">{central.contestsHow}</p> : null}
      <Table
        caption={central.contests}
        columns={columns}
        rows={contests}
        keyOf={({ id }) => id}
        empty={central.contestsNone}
      />
      <Record onRecorded={onRecorded} />
    </section>
  )
}

/** One has found it wrong: within seven days it is to be gone. */
function Heard({ one: { said } }: { readonly one: CentralContest }) {
  const { central } = rehireWords()
  return (
    <>
      <SaidSoFar said={said} />
      {said?.word === "overturned" ? (
        <span class="second">{fill(central.eraseBy, { day: dayOf(said.at + 7 * day) })}</span>
      ) : null}
    </>
  )
}

function Record({ onRecorded }: { readonly onRecorded: () => void }) {
  const { central } = rehireWords()
  const [code, setCode] = useState("")
  const [fault, setFault] = useState<"codeForm" | "codeWrong" | null>(null)
  const act = useAct()
  const record = () =>
    act.run(async () => {
      const found = await recordWith(code)
      setFault(found)
      if (found) return focusFirstFault()
      setCode("")
      toast(central.recorded)
      onRecorded()
    })
  return (
    <details>
      <summary>{central.record}</summary>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <Field
          label={central.code}
          help={central.recordWhy}
          value={code}
          onInput={(typed) => {
            setCode(typed)
            setFault(null)
          }}
          max={40}
          plain
          error={fault && central[fault]}
        />
        {act.error ? <Banner alert>{act.error}</Banner> : null}
        <div>
          <Button type="submit">{central.record}</Button>
        </div>
      </form>
    </details>
  )
}

async function recordWith(code: string): Promise<"codeForm" | "codeWrong" | null> {
  const read = v.safeParse(contestMade, { reference: code })
  if (!read.success) return "codeForm"
  try {
    await post("/central-desk/contests", read.output)
    return null
  } catch (why) {
    if (why instanceof Refused && why.problem === "wrong-code") return "codeWrong"
    throw why
  }
}
