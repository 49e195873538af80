import { useState } from "preact/hooks"
import { post } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Table, type Column } from "#web/ui/table.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { CheckDuty } from "#wire/protection.ts"
import { useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import { AnswerDialog } from "./answer-dialog.tsx"
import type { OpenedDuty } from "./open-duty.ts"
import { checkWords, reference } from "./words.ts"

type Props = {
  readonly of: readonly CheckDuty[]
  readonly opened: ReadonlyMap<string, OpenedDuty>
  readonly at: number
  readonly reload: () => void
}

/** What was answered or released: a clear can still become a freeze, and a freeze may end. */
export function Answered({ of, opened, at, reload }: Props) {
  const { duty: say, asked, kind, word } = checkWords()
  const [doing, setDoing] = useState<{ of: CheckDuty; end: boolean } | null>(null)
  const columns: Column<CheckDuty>[] = [
    {
      head: asked.what,
      kind: "what",
      cell: (one) => (
        <>
          {kind[one.kind]}
          {opened.get(one.check)?.body ? ` · ${opened.get(one.check)?.body?.name}` : ""}
          <span class="second">{reference(one.check)}</span>
        </>
      ),
    },
    { head: asked.at, cell: ({ askedAt }) => when(askedAt, now.value) },
    { head: say.youSaid, cell: ({ said }) => (said ? word[said] : say.unsaid) },
    {
      head: say.hrReads,
      cell: ({ word: read, answerAt }) =>
        read ? word[read] : `${say.nothingYet} · ${when(answerAt, now.value)}`,
    },
    {
      head: say.acts,
      cell: (one) => <Acts of={one} at={at} onDo={(end) => setDoing({ of: one, end })} />,
    },
  ]
  const close = () => setDoing(null)
  return (
    <section class="stack" aria-labelledby="answered">
      <h2 id="answered">{say.before}</h2>
      <Table
        caption={say.before}
        columns={columns}
        rows={of}
        keyOf={({ check }) => check}
        empty={say.beforeEmpty}
      />
      {doing?.end ? <EndDialog of={doing.of} onClose={close} onDone={reload} /> : null}
      {doing && !doing.end ? (
        <AnswerDialog
          of={doing.of}
          word="freeze"
          subject={null}
          matched={0}
          onClose={close}
          onDone={reload}
        />
      ) : null}
    </section>
  )
}

type ActsProps = {
  readonly of: CheckDuty
  readonly at: number
  readonly onDo: (end: boolean) => void
}
function Acts({ of, at, onDo }: ActsProps) {
  const { duty: say } = checkWords()
  if (of.answerAt > at && of.said === "clear") {
    return (
      <Button kind="quiet" onPress={() => onDo(false)}>
        {say.stricter}
      </Button>
    )
  }
  if (of.word !== "freeze") return null
  if (of.saidMayEnd) return <span class="second">{say.ended}</span>
  return (
    <Button kind="quiet" onPress={() => onDo(true)}>
      {say.end}
    </Button>
  )
}

type EndProps = {
  readonly of: CheckDuty
  readonly onClose: () => void
  readonly onDone: () => void
}
/** Somebody says that a freeze may end; it takes two. */
function EndDialog({ of, onClose, onDone }: EndProps) {
  const { duty: say } = checkWords()
  const act = useAct()
  const go = async () => {
    if (!(await act.run(() => post(`/protection/duties/${of.id}/ending`)))) return
    toast(say.endKept)
    onClose()
    onDone()
  }
  return (
    <Dialog title={say.endTitle} onClose={onClose}>
      <p>{fill(say.endWhy, { time: when(of.reviewAt, now.value) })}</p>
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void go()}>{say.end}</Button>
        <Button kind="quiet" onPress={onClose}>
          {words().cancel}
        </Button>
      </div>
    </Dialog>
  )
}
