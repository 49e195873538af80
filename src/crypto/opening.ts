import { fromHex, hex, protocol, sha256Hex, utf8 } from "./bytes.ts"
import { type SigningKey, type VerifyKey, namespaces, signText } from "./sign.ts"
import { verifyText } from "./verify.ts"

/** Which grant was opened. `ack` is what only the opened grant reveals. */
export type Opening = {
  readonly caseId: string
  readonly epoch: number
  readonly slot: number
  readonly ack: Uint8Array
}

/** What crosses the network to prove it. */
export type OpeningProof = { readonly ack: string; readonly signature: string }

/** Say, signed, that this grant was opened: the preimage shows that it was, the signature who did. */
export async function proveOpening(key: SigningKey, opening: Opening): Promise<OpeningProof> {
  const ack = hex(opening.ack)
  const signature = await signText(key, namespaces.opening, statement({ ...opening, ack }))
  return { ack, signature }
}

/** Whether the proof is for this grant: its hash is in the manifest and its keyholder signed. */
export function checkOpening(
  claim: {
    readonly caseId: string
    readonly epoch: number
    readonly slot: number
    readonly vk: VerifyKey
    readonly ackHash: string
  },
  proof: OpeningProof,
): boolean {
  if (!/^[0-9a-f]{64}$/.test(proof.ack) || sha256Hex(fromHex(proof.ack)) !== claim.ackHash)
    return false
  const said = statement({ ...claim, ack: proof.ack })
  return verifyText(claim.vk, namespaces.opening, said, proof.signature)
}

function statement(opening: Omit<Opening, "ack"> & { readonly ack: string }): Uint8Array {
  const { caseId, epoch, slot, ack } = opening
  return utf8(`${protocol} opening\ncase ${caseId}\nepoch ${epoch}\nslot ${slot}\nack ${ack}\n`)
}
