import { checkAnswers } from "#core/rehire.ts"
import { when } from "#web/lib/times.ts"
import { listed } from "#web/lib/words.ts"
import { Table, type Column } from "#web/ui/table.tsx"
import type { CentralHit } from "#wire/rehire.ts"
import { SaidSoFar, Words } from "./said.tsx"
import type { Signing } from "./signing.ts"
import { lastDayBefore, rehireWords } from "./words.ts"

/** Recruiters who asked about somebody who may be on the list: who they are and whom to call, not about whom. */
export function Hits({ hits, sign, now }: Signing & { readonly hits: readonly CentralHit[] }) {
  const { central } = rehireWords()
  const columns: Column<CentralHit>[] = [
    { head: central.recruiter, kind: "what", cell: (one) => <Recruiter one={one} /> },
    { head: central.asked, cell: (one) => when(one.at, now) },
    { head: central.by, cell: (one) => <Due one={one} now={now} /> },
    { head: central.mark, cell: (one) => <Mark one={one} /> },
    { head: central.deciders, cell: (one) => listed(one.deciders) },
    { head: central.said, cell: (one) => <SaidSoFar said={one.said} /> },
    { head: central.acts, cell: (one) => <Answers one={one} sign={sign} /> },
  ]
  return (
    <section aria-labelledby="hits" class="stack">
      <h2 id="hits">{central.hits}</h2>
      {hits.length ? <p class="second">{central.hitsHow}</p> : null}
      <Table
        caption={central.hits}
        columns={columns}
        rows={hits}
        keyOf={({ id }) => id}
        empty={central.hitsNone}
      />
    </section>
  )
}

type Of = { readonly one: CentralHit }

function Recruiter({ one: { recruiter, email } }: Of) {
  return (
    <>
      {recruiter}
      <span class="second">
        <bdi dir="ltr">{email}</bdi>
      </span>
    </>
  )
}

function Due({ one: { by }, now }: Of & { readonly now: number }) {
  return (
    <>
      {lastDayBefore(by)}
      {by <= now ? <span class="second"> {rehireWords().central.late}</span> : null}
    </>
  )
}

/** Which paper of a case it is about, and how sure the match is. */
function Mark({ one: { mark, byNumber, contested } }: Of) {
  const { central } = rehireWords()
  return (
    <>
      <bdi class="mono">{mark}</bdi>{" "}
      <span class="second">{byNumber ? central.howNumber : central.how}</span>
      {contested ? <b> {central.contested}</b> : null}
    </>
  )
}

function Answers({ one: { id, recruiter, mark }, sign }: Of & Pick<Signing, "sign">) {
  const path = `checks/${id}/answer`
  return <Words words={checkAnswers} path={path} sign={sign} about={`${recruiter}, ${mark}`} />
}
