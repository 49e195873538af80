import { keyFor } from "#crypto/case-key.ts"
import type { Regrant } from "#crypto/epoch.ts"
import { recipientOf } from "#crypto/keys.ts"
import { type NewParty, partyEntry, rollParty } from "#crypto/party.ts"
import { sealObject } from "#crypto/seal.ts"
import { invariant } from "#core/refusal.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { PartiesRolled } from "#wire/party.ts"
import type { Papers } from "#web/desk/case/papers.ts"
import { type HeldParty, newestFile } from "./held.ts"
import { partiesHeld } from "./open.ts"

/** New keys for every mailbox that is open, as a part of new keys for the case; one whose papers do not check out ends. */
export async function rollParties(
  id: string,
  screen: CaseScreen,
  { papers, made }: { readonly papers: Papers; readonly made: Regrant },
): Promise<PartiesRolled | undefined> {
  const open = (await partiesHeld(id, screen, papers)).filter(({ view }) => view.closedAt === null)
  if (open.length === 0) return undefined
  const rolled = await Promise.all(open.map(anew))
  const kept = rolled.filter((one) => one !== null)
  return {
    ...(kept.length > 0 ? { paper: await paperOf(screen, { papers, made, kept }) } : {}),
    grants: kept.map(({ file, grant }) => ({
      ...{ number: file.number, epoch: file.epoch, sealed: toBase64(grant) },
    })),
    ended: open.flatMap(({ view }, at) => (rolled[at] ? [] : [view.number])),
  }
}

/** A mailbox with new keys; null when this browser cannot tell whom to give them to. */
async function anew(held: HeldParty): Promise<NewParty | null> {
  const file = newestFile(held)
  const { writer, own, files, said } = held
  if (!file || !writer || said.some(({ fault, view }) => fault !== null && view.kind === "code"))
    return null
  const keys = files
    .toReversed()
    .map(({ epoch, identity }) => ({ room: "mailbox", epoch, identity }) as const)
  return rollParty({ ...file, ...writer }, { own, keys })
}

type Rolled = {
  readonly papers: Papers
  readonly made: Regrant
  readonly kept: readonly NewParty[]
}
/** The desk's own paper about the new keys, first under the new key of the desk. */
async function paperOf({ last }: CaseScreen, { papers, made, kept }: Rolled) {
  const { epoch } = made
  const desk = keyFor(made.keys, "desk", epoch)
  invariant(desk, "new keys of a case have a key of the desk")
  const seq = last.desk.seq + 1
  const sealed = await sealObject({
    ...{ caseId: papers.caseId, epoch, seq, kind: "party" },
    prev: last.desk.sha256 ?? undefined,
    recipient: await recipientOf(desk),
    signer: heldKeys().sign,
    members: kept.map(({ file }) => partyEntry(file)),
  })
  return { seq, epoch, sealed: toBase64(sealed) }
}
