import type { Manifest } from "#crypto/manifest.ts"
import { verifyManifest } from "#crypto/read-manifest.ts"
import { readTar } from "#crypto/tar.ts"
import { Refusal } from "#core/refusal.ts"
import { sha256 } from "#server/secret.ts"
import { verifyQuickly } from "#server/verify.ts"

/** A submission taken apart and found whole: everything in it is what its signed manifest says. */
export type Unpacked = {
  readonly head: unknown
  readonly manifest: Manifest
  readonly manifestBytes: Buffer
  readonly signature: Buffer
  readonly report: Buffer
  readonly reporterGrant: Buffer
  readonly grants: ReadonlyMap<number, Buffer>
}

const mostBytes = 2_500_000

/** Reads the tar of `docs/protocol.md`, Submission. Refuses whatever is missing, surplus, changed or unsigned. */
export async function unpack(bytes: Buffer): Promise<Unpacked> {
  const entries = new Map(
    readTar(bytes, { entries: 262, bytes: mostBytes }).map((e) => [
      e.name,
      Buffer.from(e.bytes.buffer, e.bytes.byteOffset, e.bytes.length),
    ]),
  )
  const take = (name: string): Buffer => {
    const found = entries.get(name)
    if (!found) throw new Refusal("bad-seal", name)
    entries.delete(name)
    return found
  }
  const head = headOf(take("case.json"))
  const manifestBytes = take("manifest.txt")
  const signature = take("manifest.txt.sig")
  const signer = sigOf(head)
  const manifest = verifyManifest(
    manifestBytes.toString("utf8"),
    signature.toString("utf8"),
    [signer],
    verifyQuickly,
  )
  const report = take("report.age")
  const reporterGrant = take("reporter.age")
  mustMatch(report, manifest.report, "report.age")
  mustMatch(reporterGrant, manifest.reporter, "reporter.age")
  const grants = new Map<number, Buffer>()
  for (const line of manifest.slots) {
    const name = `grant/${line.slot}.age`
    const grant = take(name)
    mustMatch(grant, line.grant, name)
    grants.set(line.slot, grant)
  }
  if (entries.size > 0) throw new Refusal("bad-seal", "tar")
  if (
    manifest.number !== 1 ||
    manifest.caseId !== idIn(head, "case") ||
    manifest.path !== idIn(head, "path")
  ) {
    throw new Refusal("bad-seal", "case.json")
  }
  return { head, manifest, manifestBytes, signature, report, reporterGrant, grants }
}

function headOf(bytes: Buffer): Record<string, unknown> {
  if (bytes.length > 16_384) throw new Refusal("too-large", "case.json")
  try {
    const head: unknown = JSON.parse(bytes.toString("utf8"))
    if (typeof head === "object" && head !== null && !Array.isArray(head)) return { ...head }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Refusal("bad-seal", "case.json")
}

function sigOf(head: Record<string, unknown>): string {
  const sig = head["sig"]
  if (typeof sig !== "string" || !/^[0-9a-f]{64}$/.test(sig)) throw new Refusal("bad-seal", "sig")
  return sig
}

function idIn(head: Record<string, unknown>, name: string): unknown {
  return head[name]
}

function mustMatch(bytes: Buffer, hash: string, name: string): void {
  if (sha256(bytes).toString("hex") !== hash) throw new Refusal("bad-seal", name)
}
