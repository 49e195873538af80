import type { outsideParties } from "./life/role.ts"

/** Everybody outside the team with a mailbox of their own beside the reporter's. */
export const parties = [
  "affected",
  "third-party",
  "witness",
  "respondent",
  "outside-body",
] as const satisfies readonly (typeof outsideParties)[number][]
export type Party = (typeof parties)[number]

/** A case has so many mailboxes beside the reporter's, closed ones included. */
export const mostParties = 60

/** The reporter's mailbox is the first; the others are counted from here, in the order in which they were opened. */
export const firstParty = 2
export const lastParty = firstParty + mostParties - 1

/** What is said in the mailbox of somebody who is not the reporter, by them and to them. An act brings its own paper. */
export const saidByParty = ["message", "addition", "list"] as const
export const saidToParty = ["message", "list"] as const

/** The room of a case in which something is said: the reporter's mailbox, the team's desk, or somebody else's mailbox. */
export type RoomName = "mailbox" | "desk" | PartyRoom
export type PartyRoom = `party-${number}`

/** The room of the mailbox with this number. */
export function partyRoom(number: number): PartyRoom {
  return `party-${number}`
}

/** The room of any mailbox, the reporter's being the first. */
export function roomOf(number: number): RoomName {
  return number === 1 ? "mailbox" : partyRoom(number)
}

/** The number of the mailbox that a room is; null for the rooms that every case has. */
export function partyIn(room: string): number | null {
  const number = Number(/^party-([1-9]\d?)$/.exec(room)?.[1] ?? 0)
  return number >= firstParty && number <= lastParty ? number : null
}

/** Who ended a mailbox: the person behind it, the team, or new keys that could not be handed on to it. */
export const closers = ["party", "team", "keys"] as const
export type Closer = (typeof closers)[number]
