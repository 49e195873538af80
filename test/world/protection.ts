import { randomUUID } from "node:crypto"
import type { CheckKind } from "#core/protection.ts"
import { sealCheck } from "#crypto/check.ts"
import { recipientHash } from "#crypto/keys.ts"
import type { CheckDuties, CheckMade } from "#wire/protection.ts"
import { world, type World } from "../world.ts"

/** The usual world with somebody of HR, two protection officers, and one of these from outside. */
export async function protectionWorld(more: Parameters<typeof world>[0] = {}): Promise<World> {
  const w = await world({ officers: ["hana", "hugo", "su", "olu"], ...more })
  await w.sql("update person set hr = true, protection = false where name in ('hana', 'hugo')")
  await w.sql("update person set outside = true where name = 'olu'")
  return w
}

/** What HR asks in a test. */
export type Asked = {
  id?: string
  kind?: CheckKind
  name?: string
  person?: string | null
  reasons?: string
  on?: string
  to?: string[]
  /** Whose key signs; nobody's when null. */
  signer?: string | null
}

/** A check sealed as the browser of HR seals it. */
export async function sealedCheck(w: World, asked: Asked = {}): Promise<CheckMade> {
  const { id = randomUUID(), kind = "dismissal", name = "Lin Yao", person = null } = asked
  const { reasons = "The post ends.", on = "2027-01-04", to = ["su", "olu"] } = asked
  const { signer = "hana" } = asked
  const copies = to.map(async (officer) => {
    const { keys, id: of } = w.person(officer)
    const { recipient } = keys
    const body = JSON.stringify({ v: 1, person, name, on, reasons })
    const by = signer ? w.person(signer).keys.sign : null
    const sealed = await sealCheck({ id, kind, recipient, signer: by, body })
    return {
      person: of,
      to: recipientHash(recipient),
      sealed: Buffer.from(sealed).toString("base64url"),
    }
  })
  return { id, kind, copies: await Promise.all(copies) } as CheckMade // the ids are of the world
}

/** HR asks; answers with the id and what came back. */
export async function ask(w: World, asked: Asked = {}, as = "hana") {
  const made = await sealedCheck(w, { signer: as, ...asked })
  const answer = await w.request("/desk/api/protection/checks", {
    method: "POST",
    as,
    body: JSON.stringify(made),
  })
  return { id: made.id, made, answer }
}

/** What somebody was asked. */
export const dutiesOf = (w: World, as: string): Promise<CheckDuties> =>
  w.json("/desk/api/protection/duties", { as })

/** Somebody who was asked says the word about a check. */
export async function answer(
  w: World,
  as: string,
  check: string,
  word: "clear" | "freeze",
): Promise<Response> {
  return w.request(`/desk/api/protection/duties/${await dutyId(w, as, check)}/answer`, {
    method: "PUT",
    as,
    body: JSON.stringify({ answer: word }),
  })
}

/** Their own id for a check. */
export async function dutyId(w: World, as: string, check: string): Promise<string> {
  const { duties } = await dutiesOf(w, as)
  return duties.find((one) => one.check === check)?.id ?? "0".repeat(32)
}
