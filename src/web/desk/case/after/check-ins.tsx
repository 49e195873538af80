import { useState } from "preact/hooks"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import type { CheckIn } from "#core/life/life.ts"
import { roomOf } from "#core/mailbox.ts"
import { checkInDuty } from "#core/owed.ts"
import { now } from "#web/lib/clock.ts"
import { dayOf, when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Table } from "#web/ui/table.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { actWords, closedAct } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { readerName } from "#web/desk/case/reader.ts"
import { doIn } from "#web/desk/case/say.ts"
import { workWords } from "#web/desk/case/work/words.ts"
import { afterWords } from "./words.ts"

/** The days on which somebody is asked how they are, what they said, and what was tried when they did not. */
export function CheckIns({ one, reload }: PartProps) {
  const say = afterWords().checkIns
  const act = useAct()
  const [following, follow] = useState<CheckIn | null>(null)
  const all = rowsOf(one)
  const run = async <K extends ActKind>(kind: K, facts: ActFacts[K]) => {
    if (await act.run(async () => void (await doIn(one.id, { kind, facts })))) reload()
  }
  return (
    <section aria-labelledby="check-ins">
      <h2 id="check-ins">{say.title}</h2>
      <Table
        caption={say.title}
        keyOf={({ mailbox, n }) => `${mailbox} ${n}`}
        rows={all}
        empty={say.none}
        columns={[
          { head: say.head.who, cell: ({ mailbox }) => whose(one, mailbox) },
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
          {
            head: say.head.acts,
            cell: (row) => <Acts one={one} of={row} run={run} follow={follow} />,
          },
        ]}
      />
      <p class="meta">{say.note}</p>
      {following ? (
        <PaperForm
          one={one}
          reload={reload}
          onClose={() => follow(null)}
          kind="check-in.followed"
          facts={{ n: following.n, mailbox: following.mailbox }}
          title={actWords()["check-in.followed"]}
          note={say.tell}
          blanks={[{ id: "text", label: workWords().text, rows: 4 }]}
        />
      ) : null}
      <Kept
        papers={papersOf(one, "check-in.answered")}
        from={({ view }) => readerName(one, view.room)}
      />
      <Kept papers={papersOf(one, "check-in.followed")} />
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </section>
  )
}

/** By their day; what nobody can answer any more, since the mailbox has ended, is left out. */
function rowsOf({ screen }: Case): CheckIn[] {
  const { checkIns = [], mailboxes = [] } = screen.life ?? {}
  const isOpen = (number: number) =>
    number === 1 || mailboxes.some(({ n, open }) => n === number && open)
  return checkIns
    .filter(({ mailbox, as }) => isOpen(mailbox) || as === "answered" || as === "silent")
    .toSorted((a, b) => a.due - b.due || a.mailbox - b.mailbox)
}

function whose(one: Case, mailbox: number): string {
  return readerName(one, roomOf(mailbox))
}

function standsOf({ as, due }: CheckIn) {
  return as ?? (due > now.value ? "ahead" : "due")
}

type Run = <K extends ActKind>(kind: K, facts: ActFacts[K]) => Promise<void>
type ActsProps = {
  readonly one: Case
  readonly of: CheckIn
  readonly run: Run
  readonly follow: (of: CheckIn) => void
}
function Acts({ one, of, run, follow }: ActsProps) {
  const say = afterWords().checkIns
  const { n, mailbox } = of
  const name = whose(one, mailbox)
  const tries = [
    ["other-channel", say.other],
    ["support-person", say.person],
  ] as const
  const mayTry = closedAct(one, "check-in.tried", { n, mailbox, by: "other-channel" }) === null
  const isSilent = closedAct(one, "check-in.silent", { n, mailbox }) === null
  const due = answerDue(one, of)
  return (
    <span class="acts">
      {due === null ? null : (
        <>
          <span class="due" data-s={due < now.value ? "over" : "ahead"}>
            {fill(say.by, { time: when(due, now.value) })}
          </span>
          <Button
            kind="bare"
            why={closedAct(one, "check-in.followed", { n, mailbox })}
            label={`${actWords()["check-in.followed"]}, ${name}, ${n}`}
            onPress={() => follow(of)}
          >
            {actWords()["check-in.followed"]}
          </Button>
        </>
      )}
      {mayTry
        ? tries.map(([by, words]) => (
            <Button
              key={by}
              kind="bare"
              label={`${words}, ${name}, ${n}`}
              onPress={() => void run("check-in.tried", { n, mailbox, by })}
            >
              {words}
            </Button>
          ))
        : null}
      {isSilent ? (
        <Button
          kind="bare"
          label={`${say.silent}, ${name}, ${n}`}
          onPress={() => void run("check-in.silent", { n, mailbox })}
        >
          {say.silent}
        </Button>
      ) : null}
    </span>
  )
}

/** By when what a check-in showed has to be answered; null when nothing is open about it. */
function answerDue(one: Case, of: CheckIn): number | null {
  const duty = checkInDuty("check-in-flag", of)
  return one.screen.owed.find(({ kind, met }) => kind === duty && met === null)?.due ?? null
}
