import type { RoomName } from "#core/mailbox.ts"

/** Which of a case's two threads: the one with the reporter, or the team's own. */
export const rooms = ["mailbox", "desk"] as const
export type Room = (typeof rooms)[number]

/** One of the keys of a case, as a grant carries it. */
export type CaseKey = {
  readonly room: Room
  /** The first epoch it is for; it stays in force until a newer one of the same room. */
  readonly epoch: number
  readonly identity: string
}

/** The key of a room in an epoch: the newest that is not newer than the epoch. The mailboxes of other people have keys of their own. */
export function keyFor(
  keys: readonly CaseKey[],
  room: RoomName,
  epoch: number,
): string | undefined {
  return keys
    .filter((key) => key.room === room && key.epoch <= epoch)
    .toSorted((one, other) => other.epoch - one.epoch)[0]?.identity
}
