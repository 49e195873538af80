import { useState } from "preact/hooks"
import { useAct, useLoad } from "#web/desk/act.ts"
import { Loading } from "#web/desk/loading.tsx"
import { now } from "#web/lib/clock.ts"
import { get } from "#web/lib/api.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import type { RecruiterChecks } from "#wire/rehire.ts"
import { AskForm } from "./ask-form.tsx"
import { lastDayBefore, rehireWords } from "./words.ts"

type Check = RecruiterChecks["checks"][number]

/** A recruiter asks before somebody is hired, and reads what the central desk has to say. Never about whom. */
export function Screen() {
  const { check } = rehireWords()
  const list = useLoad(
    (signal) => get<RecruiterChecks>("/recruiter-checks", { signal }),
    "recruiter checks",
  )
  return (
    <>
      <h1>{check.title}</h1>
      <p class="second">{check.why}</p>
      <Loading of={list}>
        {(value) => (
          <>
            <AskForm desk={value.desk.length >= 2} onAsked={() => void list.reload()} />
            <p class="second">{fill(check.today, { today: value.today, aDay: value.aDay })}</p>
            <Desk people={value.desk} />
            <Mine first={value} />
          </>
        )}
      </Loading>
    </>
  )
}

/** Whom to call; always there, so that it says nothing about anybody. */
function Desk({ people }: { readonly people: RecruiterChecks["desk"] }) {
  const { check } = rehireWords()
  if (!people.length) return null
  return (
    <section aria-labelledby="whom-to-call">
      <h2 id="whom-to-call">{check.desk}</h2>
      <ul>
        {people.map(({ name, email }) => (
          <li key={email}>
            {name}, <bdi dir="ltr">{email}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Each line is a date and what was said; the name is nowhere. */
function Mine({ first }: { readonly first: RecruiterChecks }) {
  const { check } = rehireWords()
  const [older, setOlder] = useState<Pick<RecruiterChecks, "checks" | "next"> | null>(null)
  const act = useAct()
  const next = older ? older.next : first.next
  const ids = new Set(first.checks.map(({ id }) => id))
  const more = async () => {
    const page = await get<RecruiterChecks>(`/recruiter-checks?after=${next}`)
    setOlder({ checks: [...(older?.checks ?? []), ...page.checks], next: page.next })
  }
  const columns: Column<Check>[] = [
    { head: check.when, cell: (one) => when(one.at, now.value), kind: "what" },
    { head: check.through, cell: (one) => one.through ?? check.here },
    {
      head: check.heard,
      cell: (one) => {
        const said = fill(check.state[one.state], { day: lastDayBefore(one.by) })
        return one.state === "call" ? <b>{said}</b> : said
      },
    },
  ]
  return (
    <section aria-labelledby="mine" class="stack">
      <h2 id="mine">{check.mine}</h2>
      <Table
        caption={check.mine}
        columns={columns}
        rows={[...first.checks, ...(older?.checks ?? []).filter(({ id }) => !ids.has(id))]}
        keyOf={({ id }) => id}
        empty={check.none}
      />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      {next ? (
        <div>
          <Button kind="quiet" onPress={() => void act.run(more)}>
            {check.more}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
