import { keyFor, type CaseKey } from "#crypto/case-key.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { sha256Hex } from "#crypto/bytes.ts"
import type { Manifest } from "#crypto/manifest.ts"
import { mustFollow, verifyManifest } from "#crypto/read-manifest.ts"
import { openGrant } from "#crypto/open.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { Refusal } from "#core/refusal.ts"
import type { ReporterCase } from "#wire/report.ts"
import { fromBase64url } from "#web/report/base64url.ts"

/** What does not check out. */
export const doubts = ["manifest", "chain", "grant", "mailbox"] as const
export type Doubt = (typeof doubts)[number]

/** The papers of a case after every signature and hash was looked at. */
export type Checked = {
  readonly manifests: readonly Manifest[]
  readonly newest: Manifest | undefined
  readonly keys: readonly CaseKey[]
  readonly doubts: readonly Doubt[]
}

/** Check the chain of manifests, the keys on the server against them, and open her own. */
export async function checkPapers(view: ReporterCase, mine: ReceiptKeys): Promise<Checked> {
  const found = new Set<Doubt>()
  const manifests = chainOf(view, mine, found)
  for (const key of view.keys) {
    const listed = manifests.some(
      (one) =>
        one.epoch === key.epoch &&
        one.slots.some((line) => line.slot === key.slot && line.grant === key.sha256),
    )
    if (!listed) found.add("grant")
  }
  const chain = view.objects
    .filter((one) => one.room === "mailbox")
    .toSorted((a, b) => a.seq - b.seq)
  if (chain.some((one, at) => one.seq !== at + 1)) found.add("chain")
  const first = manifests[0]
  if (first && chain[0]?.sha256 !== first.report) found.add("chain")
  const keys = await ownKeys(view, mine, manifests)
  if (keys.length === 0) found.add("mailbox")
  return { manifests, newest: manifests.at(-1), keys, doubts: [...found] }
}

/** Whose signature counts: her own, and everybody who ever held a key to this case, also who has stepped aside. */
export function signersOf(view: ReporterCase, mine: ReceiptKeys): readonly string[] {
  return [mine.sig.vk, ...view.signers]
}

function chainOf(view: ReporterCase, mine: ReceiptKeys, found: Set<Doubt>): Manifest[] {
  const signers = signersOf(view, mine)
  const manifests: Manifest[] = []
  let before: string | null = null
  for (const one of view.manifests.toSorted((a, b) => a.number - b.number)) {
    try {
      const manifest = verifyManifest(
        one.text,
        one.signature,
        before === null ? [mine.sig.vk] : signers,
      )
      if (manifest.caseId !== view.case) throw new Refusal("bad-order")
      if (before !== null) mustFollow(manifest, before)
      manifests.push(manifest)
    } catch (why) {
      if (!(why instanceof Refusal)) throw why
      found.add("manifest") // shown to her in words
    }
    before = one.text
  }
  if (manifests[0]?.number !== 1) found.add("manifest")
  return manifests
}

/** Her own key to the mailbox, out of the grant that the newest manifest names. */
async function ownKeys(
  view: ReporterCase,
  mine: ReceiptKeys,
  manifests: readonly Manifest[],
): Promise<readonly CaseKey[]> {
  const sealed = fromBase64url(view.grant)
  const listed = manifests.findLast((one) => one.reporter === sha256Hex(sealed))
  try {
    const grant = await openGrant(mine.identity, sealed, listed)
    const newest = manifests.at(-1)
    return listed && newest && keyFor(grant.keys, "mailbox", newest.epoch) ? grant.keys : []
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return [] // shown to her as a doubt
  }
}
