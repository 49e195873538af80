import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { CheckIn } from "#core/life/life.ts"
import { now } from "#web/lib/clock.ts"
import { dayOf } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Table } from "#web/ui/table.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { closedAct } from "#web/desk/case/life.ts"
import { papersOf } from "#web/desk/case/paper-form.tsx"
import { doIn } from "#web/desk/case/say.ts"
import { afterWords } from "./words.ts"

/** The days on which somebody is asked how they are, what they said, and what was tried when they did not. */
export function CheckIns({ one, reload }: PartProps) {
  const say = afterWords().checkIns
  const act = useAct()
  const all = one.screen.life?.checkIns ?? []
  const run = async <K extends ActKind>(kind: K, facts: ActFacts[K]) => {
    if (await act.run(async () => void (await doIn(one.id, { kind, facts })))) reload()
  }
  return (
    <section aria-labelledby="check-ins">
      <h2 id="check-ins">{say.title}</h2>
      <Table
        caption={say.title}
        keyOf={({ n }) => String(n)}
        rows={all}
        empty={say.none}
        columns={[
          {
            head: say.head.day,
            cell: ({ day, from }) => fill(say.day[from], { day }),
            kind: "what",
          },
          { head: say.head.due, cell: ({ due }) => dayOf(due) },
          { head: say.head.stands, cell: (row) => say.stands[standsOf(row)] },
          {
            head: say.head.shows,
            cell: ({ flags }) => listed(flags.map((flag) => say.flags[flag])),
          },
          { head: say.head.acts, cell: (row) => <Acts one={one} of={row} run={run} /> },
        ]}
      />
      <p class="meta">{say.note}</p>
      <Kept papers={papersOf(one, "check-in.answered")} />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </section>
  )
}

function standsOf({ as, due }: CheckIn) {
  return as ?? (due > now.value ? "ahead" : "due")
}

type Run = <K extends ActKind>(kind: K, facts: ActFacts[K]) => Promise<void>
function Acts({ one, of, run }: { readonly one: Case; readonly of: CheckIn; readonly run: Run }) {
  const say = afterWords().checkIns
  const { n } = of
  const tries = [
    ["other-channel", say.other],
    ["support-person", say.person],
  ] as const
  const mayTry = closedAct(one, "check-in.tried", { n, by: "other-channel" }) === null
  const isSilent = closedAct(one, "check-in.silent", { n }) === null
  return (
    <span class="acts">
      {mayTry
        ? tries.map(([by, words]) => (
            <Button
              key={by}
              kind="bare"
              label={`${words}, ${n}`}
              onPress={() => void run("check-in.tried", { n, by })}
            >
              {words}
            </Button>
          ))
        : null}
      {isSilent ? (
        <Button
          kind="bare"
          label={`${say.silent}, ${n}`}
          onPress={() => void run("check-in.silent", { n })}
        >
          {say.silent}
        </Button>
      ) : null}
    </span>
  )
}
