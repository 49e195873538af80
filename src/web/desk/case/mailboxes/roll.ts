import { invariant } from "#core/refusal.ts"
import { utf8 } from "#crypto/bytes.ts"
import { keyFor } from "#crypto/case-key.ts"
import type { Regrant } from "#crypto/epoch.ts"
import { recipientOf } from "#crypto/keys.ts"
import { type NewParty, partyEntry, rollParty } from "#crypto/party.ts"
import { sealObject } from "#crypto/seal.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { PartiesRolled } from "#wire/party.ts"
import type { Said } from "#web/desk/case/said.ts"
import { type Box, boxesOf, faultIn, newestOf, ownKeys, writerOf } from "./boxes.ts"

/** New keys for every open mailbox when those of the case are new; one whose papers do not check out ends. */
export async function rolledBoxes(
  screen: CaseScreen,
  said: readonly Said[],
  made: Regrant,
): Promise<PartiesRolled | undefined> {
  const boxes = boxesOf(screen, said).filter(({ view }) => view.closedAt === null)
  if (boxes.length === 0) return undefined
  const rolled = await Promise.all(boxes.map((box) => rolledBox(box, said)))
  const kept = rolled.flatMap((one) => one ?? [])
  return {
    ...(kept.length > 0 ? { paper: await paperAbout(screen, made, kept) } : {}),
    grants: kept.map(({ file: { number, epoch }, grant }) => ({
      ...{ number, epoch, sealed: toBase64(grant) },
    })),
    ended: boxes.flatMap(({ view }, at) => (rolled[at] ? [] : [view.number])),
  }
}

async function rolledBox(box: Box, said: readonly Said[]): Promise<NewParty | null> {
  const now = newestOf(box)
  const writer = writerOf(box, said)
  if (!now || !writer || faultIn(box, said)) return null
  const keys = box.files
    .toReversed()
    .map(({ epoch, identity }) => ({ room: "mailbox", epoch, identity }) as const)
  return rollParty({ ...now, ...writer }, { own: ownKeys(box, said), keys })
}

async function paperAbout(screen: CaseScreen, made: Regrant, kept: readonly NewParty[]) {
  const { caseId, last } = screen
  const { epoch } = made
  const identity = keyFor(made.keys, "desk", epoch)
  invariant(identity, "new keys of a case bring one for the desk")
  const place = { epoch, seq: last.desk.seq + 1 }
  const bytes = await sealObject({
    ...{ ...place, caseId, kind: "party", prev: last.desk.sha256 ?? undefined },
    recipient: await recipientOf(identity),
    signer: heldKeys().sign,
    members: [{ name: "body.txt", bytes: utf8("\n") }, ...kept.map(({ file }) => partyEntry(file))],
  })
  return { ...place, sealed: toBase64(bytes) }
}
