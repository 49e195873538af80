import { utf8 } from "#crypto/bytes.ts"
import { excludedAmong, type Regrant, rollDesk, rollKeys } from "#crypto/epoch.ts"
import { proveOpening } from "#crypto/opening.ts"
import type { Keyholder } from "#crypto/submission.ts"
import { get, post, Refused } from "#web/lib/api.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { PartiesRolled } from "#wire/party.ts"
import type { KeysChange } from "#wire/report.ts"
import type { Case } from "./case.ts"
import { heldCase, openPapers, type Papers, roomKey } from "./papers.ts"
import { rollParties } from "./parties/roll.ts"
import { openAll } from "./said.ts"

/** Opens a case and proves it: the grant is opened here, its secret is published under my signature, and the desk gets a key of its own. */
export async function takeCase(id: string): Promise<void> {
  const screen = await get<CaseScreen>(`/cases/${id}`)
  const papers = await openPapers(screen)
  const { caseId, epoch, slot, ack } = papers
  const proof = await proveOpening(heldKeys().sign, { caseId, epoch, slot, ack })
  await post(`/cases/${id}/opening`, {
    epoch,
    slot,
    ack: proof.ack,
    signature: toBase64(utf8(proof.signature)),
  })
  if (papers.sound && needsNewKeys(screen, papers)) await roll(id, screen, papers)
}

/** Somebody left, stepped aside or was named since: whoever looks at the case next makes new keys for those who stay. Says whether it did. */
export async function renewKeys({ id, screen, papers }: Case): Promise<boolean> {
  if (!papers?.sound || papers.newest.epoch === 1 || !needsNewKeys(screen, papers)) return false
  try {
    await roll(id, screen, papers)
    return true
  } catch (why) {
    if (!(why instanceof Refused)) throw why
    return false // the people have changed again: the case is shown, and the next look tries anew
  }
}

/** Sends a new list of keyholders with its grants. */
export async function sendKeys(
  id: string,
  made: Regrant,
  persons: ReadonlyMap<number, string> = new Map(),
  parties?: PartiesRolled,
): Promise<void> {
  const change: KeysChange = {
    manifest: toBase64(utf8(made.manifest)),
    signature: toBase64(utf8(made.manifestSig)),
    grants: made.grants.map(({ slot, bytes }) => {
      const person = persons.get(slot)
      return { slot, sealed: toBase64(bytes), ...(person ? { person } : {}) }
    }),
    ...(made.reporterGrant ? { reporter: toBase64(made.reporterGrant) } : {}),
    ...(parties ? { parties } : {}),
  }
  await post(`/cases/${id}/keys`, change)
}

/** Everybody on the newest list who still holds the case, as keys are given to them. */
export function keyholdersOf(screen: CaseScreen, papers: Papers): Keyholder[] {
  return papers.newest.slots.flatMap(({ slot, tier }) => {
    const key = screen.keys.findLast((one) => one.slot === slot && one.recipient !== "")
    if (!key) return []
    const { person, recipient, vk } = key
    return [{ slot, tier, personId: person, recipient, vk }]
  })
}

/** At the first opening the desk key is still the reporter's making; later somebody may have left who held the keys. */
function needsNewKeys(screen: CaseScreen, papers: Papers): boolean {
  const { epoch, slots } = papers.newest
  return epoch === 1 || keyholdersOf(screen, papers).length < slots.length
}

async function roll(id: string, screen: CaseScreen, papers: Papers): Promise<void> {
  try {
    const made = await rolled(id, screen, papers)
    await sendKeys(id, made, new Map(), await rollParties(id, screen, { papers, made }))
  } catch (why) {
    // Somebody else rolled it in the same moment: that is the same key for all.
    if (!(why instanceof Refused && why.problem === "bad-order")) throw why
  }
}

/** A new desk key for all; when somebody has already left, both keys anew for those who stay. */
async function rolled(id: string, screen: CaseScreen, papers: Papers): Promise<Regrant> {
  const keyholders = keyholdersOf(screen, papers)
  if (keyholders.length === papers.newest.slots.length) {
    return rollDesk(heldCase(papers), keyholders)
  }
  const said = await openAll(id, screen, papers, new AbortController().signal)
  const reporterRecipient = said.find((one) => one.reporterRecipient)?.reporterRecipient
  const mailbox = roomKey(papers, "mailbox")
  if (!reporterRecipient || !mailbox) throw new Refused(409, { problem: "path-changed" })
  const people = screen.people.map((one) => one.id)
  // Whom the reporter named later stands in what they sealed: not the server, but their signature says so.
  const holding = new Set(keyholders.map(({ personId }) => personId))
  const close = said.flatMap(({ form }) => form.conflicts ?? []).map(({ person }) => person)
  const named = [
    ...said.flatMap(({ form }) => form.exclude ?? []),
    ...(screen.life?.aside ?? []),
    ...close,
  ].filter((one) => !holding.has(one))
  const excluded = new Set([...excludedAmong(papers.newest, mailbox, people), ...named])
  return rollKeys(heldCase(papers), { keyholders, reporterRecipient, excluded: [...excluded] })
}
