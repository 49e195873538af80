import { partyRoom } from "#core/mailbox.ts"
import { type Writer, writerAfter } from "#crypto/open-party.ts"
import type { CaseScreen } from "#wire/case.ts"
import { partyActs } from "#wire/party.ts"
import type { ObjectView } from "#wire/report.ts"
import type { Said } from "#web/desk/case/said.ts"
import { type CameOut, openOne } from "#web/desk/case/open-one.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { type Box, labelOf } from "./boxes.ts"

type Opening = {
  readonly screen: CaseScreen
  /** Fetches the sealed bytes of these. */
  readonly fetch: (views: readonly ObjectView[]) => Promise<ReadonlyMap<string, Uint8Array>>
  /** What was opened before, and where to keep what is opened now. */
  readonly known: (sha256: string) => Said | undefined
  readonly read: (view: ObjectView, out: CameOut | undefined) => Said
}

/** Opens what was said in one mailbox, in its order: whoever took a new code speaks from there on. */
export async function openBox(box: Box, { screen, fetch, known, read }: Opening): Promise<Said[]> {
  const views = screen.objects
    .filter(({ room }) => room === partyRoom(box.view.number))
    .toSorted((a, b) => a.seq - b.seq)
  const bytes = await fetch(views.filter(({ sha256 }) => !known(sha256)))
  const [first] = box.files
  let writer = first ? { vk: first.vk, recipient: first.recipient } : null
  const own = writer ? [writer.vk] : []
  const all: Said[] = []
  for (const [at, listed] of views.entries()) {
    // What the desk shows of it says who wrote it, in the words of the team.
    const view = { ...listed, by: listed.by ?? labelOf(box) }
    const before = known(view.sha256)
    const { epoch, seq, kind, sha256 } = view
    const identity = box.files.find((file) => file.epoch === epoch)?.identity
    const sealed = bytes.get(sha256)
    const expect = {
      ...{ caseId: box.view.id, epoch, seq, kind, prev: views[at - 1]?.sha256 },
      senders: [...own, ...screen.signers],
    }
    const out =
      before || !identity || !sealed
        ? undefined
        : await openOne({ sha256, identity, sealed, expect })
    const theirs = out?.fault === null && own.includes(out.sender)
    let said: Said = before ? { ...before, view } : asTheirs(read(view, out), theirs)
    if (writer && out?.fault === null && kind === "code")
      said = changedCode(said, writer, { out, mailboxId: box.view.id })
    if (said.writer) {
      writer = said.writer
      own.push(writer.vk)
    }
    all.push(said)
  }
  return all
}

/** What somebody outside writes is never taken for a paper of the team: of its acts only their own count. */
function asTheirs(said: Said, theirs: boolean): Said {
  if (!theirs) return said
  const { act, facts = {}, lang, fields = {} } = said.form
  const own = partyActs.some((kind) => kind === act)
  const form = { ...(lang ? { lang } : {}), ...(own && act ? { act, facts, fields } : {}) }
  return { ...said, form, parties: [], reporterRecipient: null }
}

type Changing = { readonly out: CameOut & { readonly fault: null }; readonly mailboxId: string }
/** Whoever wrote until now names who writes from here on. */
function changedCode(said: Said, now: Writer, { out, mailboxId }: Changing): Said {
  const { sender, members } = out
  try {
    return { ...said, writer: writerAfter(now, { kind: "code", sender, members }, mailboxId) }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return { ...said, fault: why.reason } // shown in its place, and nobody new is believed
  }
}
