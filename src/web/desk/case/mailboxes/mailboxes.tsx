import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Table } from "#web/ui/table.tsx"
import { closedBy } from "#web/desk/case/closed.ts"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { type Box, boxesOf, labelOf } from "./boxes.ts"
import { CloseBox, MakeBox, WriteTo } from "./box-forms.tsx"
import { Thread } from "./thread.tsx"
import { mailboxWords } from "./words.ts"

type Doing = { readonly act: "read" | "write" | "close"; readonly number: number } | "make"

/** The mailboxes of people outside: each is told and heard in a place that nobody else outside can open. */
export function Mailboxes({ one, reload }: PartProps) {
  const say = mailboxWords()
  const [doing, begin] = useState<Doing | null>(null)
  const boxes = boxesOf(one.screen, one.said)
  const chosen =
    doing && doing !== "make" ? boxes.find(({ view }) => view.number === doing.number) : undefined
  const act = doing && doing !== "make" ? doing.act : doing
  const close = { one, reload, onClose: () => begin(null) }
  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes">{say.title}</h2>
      <Table
        caption={say.title}
        keyOf={({ view }) => String(view.number)}
        rows={boxes}
        empty={say.none}
        columns={[
          { head: say.head.who, cell: labelOf, kind: "what" },
          { head: say.head.party, cell: ({ view }) => say.parties[view.party] },
          { head: say.head.unread, cell: ({ view }) => view.unread, n: true },
          { head: say.head.acts, cell: (box) => <Acts box={box} begin={begin} /> },
        ]}
      />
      <Button kind="quiet" why={closedBy(one).note} onPress={() => begin("make")}>
        {say.make}
      </Button>
      {act === "make" ? <MakeBox {...close} /> : null}
      {chosen && act === "read" ? <Thread {...close} box={chosen} /> : null}
      {chosen && act === "write" ? <WriteTo {...close} box={chosen} /> : null}
      {chosen && act === "close" ? <CloseBox {...close} box={chosen} /> : null}
    </section>
  )
}

type ActsProps = { readonly box: Box; readonly begin: (doing: Doing) => void }
function Acts({ box, begin }: ActsProps) {
  const say = mailboxWords()
  const { number, closedAt } = box.view
  const names = { read: say.read, write: say.write, close: say.close }
  const all = closedAt === null ? (["read", "write", "close"] as const) : (["read"] as const)
  return (
    <span class="acts">
      {all.map((act) => (
        <Button
          key={act}
          kind="bare"
          label={`${names[act]}, ${labelOf(box)}`}
          onPress={() => begin({ act, number })}
        >
          {names[act]}
        </Button>
      ))}
      {closedAt === null ? null : (
        <span class="second">{fill(say.closed, { time: when(closedAt, now.value) })}</span>
      )}
    </span>
  )
}
