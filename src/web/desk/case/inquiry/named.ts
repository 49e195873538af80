import type { Case } from "#web/desk/case/case.ts"
import { partyRoom, type RoomName } from "#core/mailbox.ts"
import { papersOf } from "#web/desk/case/paper-form.tsx"

/** Who it is stands in the newest paper about them. */
export function nameOf(one: Case, n: number): string {
  return papersOf(one, "respondent.recorded", n).at(-1)?.form.fields?.["who"] ?? String(n)
}

/** Where what a person named is told goes: to their open mailbox, or to the desk, from where it is handed over. */
export function roomOfRespondent({ screen }: Case, n: number): RoomName {
  const { mailbox } = screen.life?.respondents.find((one) => one.n === n) ?? {}
  const open = screen.parties.some(
    ({ number, party, closedAt }) =>
      number === mailbox && party === "respondent" && closedAt === null,
  )
  return mailbox && open ? partyRoom(mailbox) : "desk"
}
