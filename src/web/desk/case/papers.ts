import { type CaseKey, keyFor } from "#crypto/case-key.ts"
import { sha256Hex } from "#crypto/bytes.ts"
import { verifyChain } from "#crypto/chain.ts"
import type { HeldCase } from "#crypto/epoch.ts"
import type { Manifest } from "#crypto/manifest.ts"
import { readManifest } from "#crypto/read-manifest.ts"
import { openGrant } from "#crypto/open.ts"
import type { VerifyKey } from "#crypto/sign.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { Refusal } from "#core/refusal.ts"
import { fromBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"

/** The signed papers of a case, checked, and the keys that my grant held. */
export type Papers = {
  readonly caseId: string
  readonly keys: readonly CaseKey[]
  readonly reporterVk: VerifyKey
  /** My place, and the secret that proves that I opened it. */
  readonly slot: number
  readonly epoch: number
  readonly ack: Uint8Array
  readonly newest: Manifest
  readonly newestText: string
  /** Whether every list of keyholders is signed and follows the one before. */
  readonly sound: boolean
  /** Whom to believe in this case. */
  readonly senders: readonly VerifyKey[]
}

/** Opens my newest grant and checks every list of keyholders against it. */
export async function openPapers(screen: CaseScreen): Promise<Papers> {
  const mine = screen.grant[0]
  const newestView = screen.manifests.at(-1)
  if (!mine || !newestView) throw new CannotOpen("wrong-key")
  const sealed = fromBase64(mine.sealed)
  const grant = await openGrant(heldKeys().identity, sealed, manifestOf(screen, mine.slot, sealed))
  if (grant.caseId !== screen.caseId) throw new CannotOpen("damaged")
  const keyholders = screen.signers
  const sound = isSound(screen, grant.reporterVk, keyholders)
  return {
    caseId: grant.caseId,
    keys: grant.keys,
    reporterVk: grant.reporterVk,
    slot: grant.slot,
    epoch: grant.epoch,
    ack: grant.ack,
    newest: read(newestView.text),
    newestText: newestView.text,
    sound,
    senders: [grant.reporterVk, ...keyholders],
  }
}

/** The case as the act of giving keys needs it. */
export function heldCase(papers: Papers): HeldCase {
  const { newestText: manifest, reporterVk, keys } = papers
  return { manifest, reporterVk, keys, signer: heldKeys().sign }
}

/** The key that is in force in a room now. */
export function roomKey(papers: Papers, room: "mailbox" | "desk"): string | null {
  const key = keyFor(papers.keys, room, papers.newest.epoch)
  // The first desk key was made by the reporter's browser: nothing of ours is sealed to it.
  if (room === "desk" && papers.newest.epoch === 1) return null
  return key ?? null
}

/** The list that names exactly this grant; none means that the grant was put there by somebody else. */
function manifestOf(screen: CaseScreen, slot: number, sealed: Uint8Array): Manifest {
  const hash = sha256Hex(sealed)
  const lists = screen.manifests.map(({ text }) => read(text))
  const naming = lists.findLast((list) =>
    list.slots.some((line) => line.slot === slot && line.grant === hash),
  )
  if (!naming) throw new CannotOpen("damaged")
  return naming
}

function isSound(
  screen: CaseScreen,
  reporter: VerifyKey,
  keyholders: readonly VerifyKey[],
): boolean {
  const chain = screen.manifests.map(({ text, signature }) => ({
    manifest: text,
    manifestSig: signature,
  }))
  try {
    return verifyChain(chain, { reporter, keyholders }).caseId === screen.caseId
  } catch (why) {
    if (!(why instanceof Refusal)) throw why
    return false // shown on the screen as what it is
  }
}

function read(text: string): Manifest {
  try {
    return readManifest(text)
  } catch (why) {
    if (why instanceof Refusal) throw new CannotOpen("damaged")
    throw why
  }
}
