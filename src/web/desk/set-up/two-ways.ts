import type { Me } from "#wire/session.ts"

/** Whether a person's key is finished: two ways have opened it. */
export function twoWays({ key, ways }: Pick<Me, "key" | "ways">): boolean {
  return key !== null && ways.filter(({ verified }) => verified).length >= 2
}
