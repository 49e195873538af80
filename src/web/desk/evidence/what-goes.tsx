import { plainName } from "#core/file/kind.ts"
import { partyRoom } from "#core/mailbox.ts"
import { Choices, Select, Tick } from "#web/ui/field.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { partyName } from "#web/desk/case/parties/words.ts"
import { registerOf } from "./register.ts"
import { rowsOf, type What } from "./scope.ts"
import { evidenceWords } from "./words.ts"

type Props = {
  readonly one: Case
  readonly what: What
  readonly choose: (what: What) => void
}

/** How much of the case is handed on: all of it, some pieces without other people's words, or one person's own mailbox. */
export function WhatGoes({ one, what, choose }: Props) {
  const say = evidenceWords().export
  const hows: Record<What["how"], What> = {
    case: { how: "case" },
    chosen: { how: "chosen", ids: [] },
    room: { how: "room", room: "mailbox" },
  }
  return (
    <>
      <Choices
        legend={say.what}
        value={what.how}
        onChange={(how) => choose(hows[how as What["how"]])} // one of the three options below
        options={[
          ["case", say.all],
          ["chosen", say.some, say.someHelp],
          ["room", say.room, say.roomHelp],
        ]}
      />
      {what.how === "chosen" ? <Pieces one={one} ids={what.ids} choose={choose} /> : null}
      {what.how === "room" ? <Whose one={one} room={what.room} choose={choose} /> : null}
    </>
  )
}

type PiecesProps = Omit<Props, "what"> & { readonly ids: readonly string[] }
function Pieces({ one, ids, choose }: PiecesProps) {
  const say = evidenceWords().export
  const turn = (id: string, on: boolean) =>
    choose({ how: "chosen", ids: on ? [...ids, id] : ids.filter((other) => other !== id) })
  return (
    <div role="group" aria-label={say.some} class="stack">
      {rowsOf(registerOf(one.said)).map(({ id, file }) => (
        <Tick
          key={id}
          label={`${id} ${plainName(file.name)}`}
          checked={ids.includes(id)}
          onChange={(on) => turn(id, on)}
        />
      ))}
    </div>
  )
}

type WhoseProps = Omit<Props, "what"> & { readonly room: string }
function Whose({ one, room, choose }: WhoseProps) {
  const say = evidenceWords().export
  const others = one.parties.map(({ view }) => [view.number, partyName(one, view)] as const)
  return (
    <Select
      label={say.whose}
      value={room}
      options={[
        ["mailbox", say.reporter],
        ...others.map(([number, name]) => [partyRoom(number), name] as const),
      ]}
      onChange={(chosen) => {
        const number = others.find(([other]) => partyRoom(other) === chosen)?.[0]
        choose({ how: "room", room: number === undefined ? "mailbox" : partyRoom(number) })
      }}
    />
  )
}
