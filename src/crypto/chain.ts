import { Refusal } from "#core/refusal.ts"
import type { Manifest, SignedManifest } from "./manifest.ts"
import { mustFollow, verifyManifest } from "./read-manifest.ts"
import type { VerifyKey } from "./sign.ts"

/**
 * Check all manifests of a case, first to last: the reporter signed the first, each follows the one before, and whoever
 * signed a later one is the reporter or a keyholder. Returns the newest.
 */
export function verifyChain(
  chain: readonly SignedManifest[],
  by: { readonly reporter: VerifyKey; readonly keyholders: readonly VerifyKey[] },
): Manifest {
  let newest: Manifest | undefined
  for (const [at, { manifest, manifestSig }] of chain.entries()) {
    const signers = at === 0 ? [by.reporter] : [by.reporter, ...by.keyholders]
    const next = verifyManifest(manifest, manifestSig, signers)
    const before = chain[at - 1]
    if (before) mustFollow(next, before.manifest)
    else if (next.number !== 1) throw new Refusal("bad-order", "manifest")
    newest = next
  }
  if (!newest) throw new Refusal("bad-order", "manifest")
  return newest
}
