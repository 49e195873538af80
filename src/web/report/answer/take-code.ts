import { recipientOf } from "#crypto/keys.ts"
import { codeEntry, sealPartyGrant } from "#crypto/party.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import { Refusal } from "#core/refusal.ts"
import type { CodeChange } from "#wire/party.ts"
import { Declined } from "#web/report/api.ts"
import { attached } from "#web/report/attached.ts"
import { base64url } from "#web/report/base64url.ts"
import { sealing } from "#web/report/her.ts"
import { door } from "#web/report/memory.ts"
import { opened } from "#web/report/return/opened.ts"
import { sendAs, signOut } from "#web/report/session.ts"
import { box, loadBox } from "./mailbox.ts"
import { newestKey, nextPlace } from "./write.ts"

/** A code that nobody else has seen, and the word for it, once it was sealed: the same bytes however often they are sent. */
export type NewCode = {
  readonly code: string
  readonly keys: ReceiptKeys
  readonly change: CodeChange | null
}

/** Makes a code here. Nothing is sent. */
export async function newCode(): Promise<NewCode> {
  const { code, keys } = await (await sealing()).newHeld(door.value?.org.id ?? "")
  return { code, keys, change: null }
}

/**
 * Puts the new code in the place of the one that is open, signed by that one, which opens nothing from then on. What it
 * sent is kept by `sealed`, so that it is sent again as it was when no answer came.
 */
export async function takeCode(made: NewCode, sealed: (made: NewCode) => void): Promise<void> {
  const mine = opened.value
  if (!mine) throw new Refusal("not-now")
  const send = async (change: CodeChange) => {
    sealed({ ...made, change })
    await sendAs(mine.keys, "/api/mailbox/code", { method: "PUT", json: change })
  }
  try {
    await send(made.change ?? (await changeTo(made.keys)))
  } catch (why) {
    if (!(why instanceof Declined) || why.problem.problem !== "bad-order") throw why
    await loadBox() // somebody wrote meanwhile
    await send(await changeTo(made.keys))
  }
  signOut()
  attached.value = [] // what was added and not sent was sealed under the old code
  opened.value = { code: made.code, keys: made.keys, answers: true }
  await loadBox().catch(() => undefined) // it counts; shown at the next look
}

async function changeTo(next: ReceiptKeys): Promise<CodeChange> {
  const mine = opened.value
  const now = box.value
  const identity = newestKey()
  if (!mine || !now || !identity) throw new Refusal("not-now")
  const { mailbox: mailboxId, epoch } = now.view
  const { recipient } = next
  const { seq, prev } = nextPlace()
  const sealed = await sealObject({
    ...{ caseId: mailboxId, epoch, seq, kind: "code", prev, signer: mine.keys.sig },
    recipient: await recipientOf(identity),
    members: [codeEntry({ mailboxId, vk: next.sig.vk, recipient })],
  })
  const own = [...now.grant.own, next.sig.vk]
  const grant = await sealPartyGrant({ mailboxId, epoch, own, keys: now.grant.keys }, recipient)
  return {
    ...{ locator: next.locator, auth: next.auth.vk, sig: next.sig.vk },
    ...{ epoch, seq, grant: base64url(grant), sealed: base64url(sealed) },
  }
}
