import { askedOf, type CheckKind } from "#core/protection.ts"
import { sealCheck } from "#crypto/check.ts"
import { recipientHash } from "#crypto/keys.ts"
import { post } from "#web/lib/api.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldKeys, unlocked } from "#web/lib/vault.ts"
import type { Answerer, CheckBody, CheckMade, CheckView } from "#wire/protection.ts"
import { type Someone, tooClose } from "./directory.ts"

/** What HR wrote: what is planned, and what goes under the seal. */
export type Wanted = { readonly kind: CheckKind; readonly body: CheckBody }

/** Who there is, and who asks. */
export type Around = {
  readonly people: readonly Someone[]
  readonly answerers: readonly Answerer[]
  readonly me: string
}

/** Seals what HR wrote to everybody who is asked about that person, each alone. */
export async function sealed({ kind, body }: Wanted, around: Around): Promise<CheckMade> {
  const { people, answerers, me } = around
  const asked = askedOf(answerers, tooClose(people, body).add(me))
  const id = crypto.randomUUID()
  const signer = unlocked.value ? heldKeys().sign : null
  const copies = asked.map(async ({ person, recipient }) => ({
    person,
    to: recipientHash(recipient),
    sealed: toBase64(await sealCheck({ id, kind, recipient, signer, body: JSON.stringify(body) })),
  }))
  return { id, kind, copies: await Promise.all(copies) } as CheckMade // the ids came from the server
}

/** Sends it; the same bytes sent twice are one check. */
export function send(made: CheckMade): Promise<CheckView> {
  return post<CheckView>("/protection/checks", made)
}
