import type { ReceiptKeys } from "#crypto/receipt.ts"
import { Declined, send, type Asking } from "./api.ts"
import { sealing } from "./her.ts"

let signed: { locator: string; token: string; until: number } | null = null

/** A token of this code's session, signed in again when the old one is nearly over. */
export async function tokenOf(keys: ReceiptKeys): Promise<string> {
  if (signed?.locator === keys.locator && signed.until > performance.now()) return signed.token
  const { token } = await (await sealing()).signIn(keys)
  signed = { locator: keys.locator, token, until: performance.now() + 13 * 60_000 }
  return token
}

/** Ask the server as the holder of this code; a session that ended is begun again, once. */
export async function sendAs(
  keys: ReceiptKeys,
  path: string,
  asking: Asking = {},
): Promise<Response> {
  try {
    return await send(path, { ...asking, token: await tokenOf(keys) })
  } catch (why) {
    if (!(why instanceof Declined) || why.status !== 401) throw why
    signed = null
    return send(path, { ...asking, token: await tokenOf(keys) })
  }
}

/** Forget the session. */
export function signOut(): void {
  signed = null
}
