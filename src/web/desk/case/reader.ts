import type { ActFacts, ActKind } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { affectedBox, readerOf } from "#core/life/reader.ts"
import { partyIn, type RoomName, roomOf } from "#core/mailbox.ts"
import { fill, lang } from "#web/lib/words.ts"
import { type Case, toldIn } from "./case.ts"
import { partyName, partyWords } from "./parties/words.ts"

/** The room in which what is written with an act of ours is read: the server takes it in no other. */
export function roomRead<K extends ActKind>(one: Case, kind: K, facts: ActFacts[K]): RoomName {
  const { paper } = acts[kind]
  if (paper === "mailbox") return paper
  if (paper !== "affected" && paper !== "addressed") return "desk"
  const { life } = one.screen
  const number = life && readerOf(life, { kind, facts }, { paper })
  return number ? roomOf(number) : "desk"
}

/** Who reads in a room, as a sentence names them. */
export function readerName(one: Case, room: RoomName): string {
  const number = partyIn(room)
  if (number === null) return room === "desk" ? partyWords().team : partyWords().reporter
  const held = one.screen.parties.find((known) => known.number === number)
  return held ? partyName(one, held) : ""
}

/** To whom something goes, in a sentence under the title of a form; none for what stays at the desk. */
export function readsWords(one: Case, room: RoomName): string | null {
  return room === "desk" ? null : fill(partyWords().reads, { name: readerName(one, room) })
}

/** The room in which the affected person reads; the desk while they have no mailbox. */
export function affectedRoom({ screen }: Case): RoomName {
  const number = screen.life && affectedBox(screen.life)
  return number ? roomOf(number) : "desk"
}

/** Somebody else reported, and the affected person has no mailbox yet in which they could be told anything. */
export function lacksAffected({ screen }: Case): boolean {
  return screen.life !== null && affectedBox(screen.life) === null
}

/** The language in which whoever reads in a room wrote: in it they are answered. */
export function langOf(one: Case, room: RoomName): "en" | "zh" {
  const number = partyIn(room)
  const held = one.parties.find(({ view }) => view.number === number)
  const theirs = held?.said.findLast(({ view, form }) => view.by === null && form.lang)
  if (held) return theirs?.form.lang ?? lang.value
  return toldIn(one).find(({ form }) => form.lang)?.form.lang ?? lang.value
}
