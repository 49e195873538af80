import { useState } from "preact/hooks"
import { post } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { closedBy } from "#web/desk/case/closed.ts"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { type HeldParty, newestFile } from "./held.ts"
import { NewCode, OpenMailbox } from "./open-form.tsx"
import { Thread } from "./thread.tsx"
import { answerAddress, partyName, partyWords } from "./words.ts"

type Doing = { readonly act: "open" | "read" | "close" | "instead"; readonly number: number }

/** The mailboxes of people outside beside the reporter's: whose they are, what is unread, and writing in them. */
export function Mailboxes({ one, reload }: PartProps) {
  const say = partyWords()
  const [doing, begin] = useState<Doing | null>(null)
  const held = one.parties.find(({ view }) => view.number === doing?.number)
  const close = { one, reload, onClose: () => begin(null) }
  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes">{say.title}</h2>
      <p class="second">{fill(say.how, { address: answerAddress() })}</p>
      {one.parties.length === 0 ? <p class="empty">{say.none}</p> : null}
      <ul class="promises">
        {one.parties.map((party) => (
          <Line key={party.view.number} one={one} party={party} begin={begin} />
        ))}
      </ul>
      <Button
        kind="quiet"
        why={closedBy(one).note}
        onPress={() => begin({ act: "open", number: 0 })}
      >
        {say.open.act}
      </Button>
      {doing?.act === "open" ? <OpenMailbox {...close} /> : null}
      {doing?.act === "read" && held ? <Thread {...close} party={held} /> : null}
      {doing?.act === "instead" && held ? <NewCode {...close} party={held.view} /> : null}
      {doing?.act === "close" && held ? <Close {...close} party={held} /> : null}
    </section>
  )
}

type LineProps = {
  readonly one: PartProps["one"]
  readonly party: HeldParty
  readonly begin: (doing: Doing) => void
}
function Line({ one, party, begin }: LineProps) {
  const say = partyWords()
  const { view } = party
  const { number, unread } = view
  const name = partyName(one, view)
  const boxes = one.screen.life?.mailboxes ?? []
  const known = boxes.find(({ n }) => n === number)
  const wasReplaced = boxes.some(({ instead }) => instead === number)
  return (
    <li>
      <span>
        <b>{name}</b> <span class="second">{stateWords(party)}</span>
        {known?.instead ? (
          <span class="second">{fill(say.after, { n: known.instead })}</span>
        ) : null}
      </span>
      {unread > 0 ? (
        <span class="due" data-s="ring">
          {counted(say.unread, unread)}
        </span>
      ) : null}
      <span class="acts">
        <Button
          kind="bare"
          label={`${say.read}: ${name}`}
          onPress={() => begin({ act: "read", number })}
        >
          {say.read}
        </Button>
        {wasReplaced ? null : (
          <Button
            kind="bare"
            why={closedBy(one).note}
            label={`${say.instead.act}: ${name}`}
            onPress={() => begin({ act: "instead", number })}
          >
            {say.instead.act}
          </Button>
        )}
        {view.closedAt === null ? (
          <Button
            kind="bare"
            label={`${say.close.act}: ${name}`}
            onPress={() => begin({ act: "close", number })}
          >
            {say.close.act}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

function stateWords(party: HeldParty): string {
  const { state } = partyWords()
  const { closedAt, closedBy: by, takenAt } = party.view
  if (closedAt !== null) {
    const time = when(closedAt, now.value)
    const words =
      by === "keys" ? state["closed-keys"] : by === "party" ? state["closed-party"] : state.closed
    return fill(words, { time })
  }
  if (!newestFile(party)) return state.broken
  return takenAt === null ? state.given : fill(state.taken, { time: when(takenAt, now.value) })
}

/** Ending a mailbox is asked about twice: what was written stays, nothing more comes. */
function Close({ one, party, reload, onClose }: ActProps & { readonly party: HeldParty }) {
  const { close } = partyWords()
  const end = async () => {
    await post(`/cases/${one.id}/mailboxes/${party.view.number}/closure`)
    return close.done
  }
  return (
    <ActForm
      title={close.act}
      note={close.note}
      go={close.act}
      why={null}
      act={end}
      onDone={reload}
      onClose={onClose}
    >
      <p>
        <b>{partyName(one, party.view)}</b>
      </p>
    </ActForm>
  )
}
