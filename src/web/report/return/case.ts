import { signal } from "#web/report/signal.ts"
import { keyFor } from "#crypto/case-key.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { fromUtf8, sha256Hex } from "#crypto/bytes.ts"
import { excludedAmong, insure } from "#crypto/epoch.ts"
import { type FileEntry } from "#crypto/file.ts"
import { readFileList } from "#crypto/open-file.ts"
import { openObject } from "#crypto/open.ts"
import { keyPair, recipientOf, seedOf } from "#crypto/keys.ts"
import { sealObject } from "#crypto/seal.ts"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { Refusal } from "#core/refusal.ts"
import type { Receivers } from "#wire/door.ts"
import type { ObjectView, ReporterCase } from "#wire/report.ts"
import { base64url } from "#web/report/base64url.ts"
import { Declined, fetched } from "#web/report/api.ts"
import { attached, filesMember } from "#web/report/attached.ts"
import type { Held } from "#web/report/her.ts"
import { intervalOfCode } from "#web/report/when.ts"
import { sendAs } from "#web/report/session.ts"
import { membersOf } from "#web/report/sealing.ts"
import { checkPapers, signersOf, type Checked } from "./verify.ts"
import { opened } from "./opened.ts"

/** One thing that was said, opened. */
export type Opened = {
  view: ObjectView
  text: string
  files: FileEntry[]
  /** Whom she named in it as somebody who must not see this, by their id. */
  exclude: readonly string[]
  /** The act that a paper belongs to, and which of its kind; null for what is only said. */
  about: About | null
  /** Of the report itself: the days on which it may have happened, as instants. */
  happened: readonly [number, number] | null
  broken: boolean
}

/** What a paper says of itself beside its words: the act, its number, and the message it is made of. */
export type About = { readonly act: string; readonly n: number; readonly message: number | null }

/** The case as she sees it, its papers checked, and what was said in it. */
export type Case = { view: ReporterCase; checked: Checked; said: Opened[] }
export const shown = signal<Case | null>(null)

const cache = new Map<string, Opened>()

/** Fetch, check and open everything; then heal what is missing. */
export async function loadCase(): Promise<void> {
  const mine = opened.value
  if (!mine) return
  const view = (await (await sendAs(mine.keys, "/api/case")).json()) as ReporterCase // our own server's answer
  const checked = await checkPapers(view, mine.keys)
  const said = await openAll(view, checked)
  const broken = said.some((one) => one.broken)
  const doubts =
    broken && !checked.doubts.includes("chain")
      ? [...checked.doubts, "chain" as const]
      : checked.doubts
  shown.value = { view, checked: { ...checked, doubts }, said }
}

async function openAll(view: ReporterCase, checked: Checked): Promise<Opened[]> {
  const mine = opened.value
  if (!mine || checked.keys.length === 0) return []
  const senders = signersOf(view, mine.keys)
  const objects = view.objects
    .filter((one) => one.room === "mailbox")
    .toSorted((a, b) => a.seq - b.seq)
  const all: Opened[] = []
  for (const [at, one] of objects.entries()) {
    const before = objects[at - 1]
    const known = cache.get(one.sha256)
    const now = known
      ? { ...known, view: one }
      : await openOne(one, before, { view, checked, senders })
    if (!now.broken) cache.set(one.sha256, now)
    all.push(now)
  }
  return all
}

async function openOne(
  one: ObjectView,
  before: ObjectView | undefined,
  of: { view: ReporterCase; checked: Checked; senders: readonly string[] },
): Promise<Opened> {
  const mine = opened.value
  const identity = keyFor(of.checked.keys, "mailbox", one.epoch)
  const broken = {
    ...{ view: one, text: "", files: [], exclude: [], about: null, happened: null },
    broken: true,
  }
  if (!mine || !identity) return broken
  const bytes = new Uint8Array(
    await (await sendAs(mine.keys, `/api/case/objects/${one.seq}`)).arrayBuffer(),
  )
  if (sha256Hex(bytes) !== one.sha256) return broken
  try {
    const { members, sender } = await openObject(identity, bytes, {
      caseId: of.view.case,
      epoch: one.epoch,
      seq: one.seq,
      prev: before?.sha256,
      senders: of.senders,
    })
    const text =
      members.find((member) => member.name === "body.txt") ??
      members.find((member) => member.name === "body.json")
    const files = members.some((member) => member.name === "files.json")
      ? readFileList(members)
      : []
    const form = members.find((member) => member.name === "body.json")
    const own = sender === mine.keys.sig.vk && form ? fromUtf8(form.bytes) : null
    return {
      ...{ view: one, text: text ? fromUtf8(text.bytes).trim() : "" },
      ...{ files, about: form ? aboutIn(fromUtf8(form.bytes)) : null, broken: false },
      exclude: own ? namedIn(own) : [],
      happened: own ? happenedIn(own, one.at) : null,
    }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return broken // said in its place on the page
  }
}

/** What her own browser wrote about whom to leave out. */
function namedIn(form: string): string[] {
  const { exclude } = JSON.parse(form) as { exclude?: string[] } // signed by her: this page wrote it
  return exclude ?? []
}

/** Whoever wrote it, it is read with care: a form that is not one says nothing. */
function aboutIn(form: string): About | null {
  const { act, facts, fields } = parsed(form)
  const n = Number((facts as { n?: unknown } | undefined)?.n) // looked at below, whatever it is
  const message = Number((fields as { message?: unknown } | undefined)?.message) // as above
  if (typeof act !== "string" || !Number.isInteger(n)) return null
  return { act, n, message: Number.isInteger(message) ? message : null }
}

function parsed(form: string): Partial<Record<"act" | "facts" | "fields", unknown>> {
  try {
    const read: unknown = JSON.parse(form)
    return typeof read === "object" && read !== null ? read : {}
  } catch (why) {
    if (why instanceof SyntaxError) return {} // the words beside it are still shown
    throw why
  }
}
/** When it happened, as far as the report says: told as an interval, or an answer counted back from its sending. */
function happenedIn(form: string, at: number): readonly [number, number] | null {
  const { answers } = JSON.parse(form) as { answers?: Answers } // signed by her: this page wrote it
  const said = answers?.i05?.codes?.[0] === "often" ? answers.i05a : answers?.i05
  return said?.between ?? intervalOfCode(said?.codes?.[0], at) ?? null
}
type When = { readonly codes?: readonly string[]; readonly between?: readonly [number, number] }
type Answers = { readonly i05?: When; readonly i05a?: When }

/** Say something in the mailbox. */
export async function say(
  kind: "message" | "addition",
  text: string,
  form?: { exclude: readonly string[] },
): Promise<void> {
  await sendSealed("/api/case/objects", { kind, text, form })
}

/** Do something that comes with words of one's own: an act, and its paper in the mailbox. */
export async function doWith<K extends ActKind>(
  kind: K,
  facts: ActFacts[K],
  { text, form = {} }: { readonly text: string; readonly form?: object },
): Promise<void> {
  const act = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
  await sendSealed("/api/case/acts", {
    kind: "paper",
    text,
    form: { ...form, act: kind, facts },
    act,
  })
}

type Sending = {
  readonly kind: "message" | "addition" | "paper"
  readonly text: string
  readonly form?: object | undefined
  readonly act?: Readonly<Record<string, string>>
}
/** Sealed to the mailbox, next in its chain. When somebody wrote first it is sealed again, once. */
async function sendSealed(path: string, sending: Sending, again = true): Promise<void> {
  const { kind, text, form, act = {} } = sending
  const mine = opened.value
  const now = shown.value
  if (!mine || !now?.checked.newest) throw new Refusal("not-now")
  const { newest, keys } = now.checked
  const identity = keyFor(keys, "mailbox", newest.epoch)
  if (!identity) throw new Refusal("wrong-key")
  const last = now.view.objects
    .filter((one) => one.room === "mailbox")
    .toSorted((a, b) => b.seq - a.seq)[0]
  const seq = (last?.seq ?? 0) + 1
  const bytes = await sealObject({
    caseId: now.view.case,
    epoch: newest.epoch,
    seq,
    kind,
    ...(last ? { prev: last.sha256 } : {}),
    recipient: await recipientOf(identity),
    signer: mine.keys.sig,
    members: membersOf(text, form, kind === "paper" ? [] : await filesMember()),
  })
  const uploads = (kind === "paper" ? [] : attached.value)
    .filter((file) => file.state === "sent")
    .flatMap((file) => file.uploads)
  const head = { room: "mailbox", seq, epoch: newest.epoch, kind, uploads }
  try {
    await sendAs(mine.keys, path, {
      method: "POST",
      bytes: new Uint8Array(bytes),
      headers: {
        ...act,
        "x-tocsin-object": JSON.stringify(head),
        "content-type": "application/octet-stream",
      },
    })
  } catch (why) {
    if (!again || !(why instanceof Declined) || why.problem.problem !== "bad-order") throw why
    await loadCase()
    return sendSealed(path, sending, false)
  }
  if (kind !== "paper") attached.value = []
  await loadCase()
}

/** Whom files of a message are sealed to: the mailbox of this case. */
export async function heldHere(): Promise<Held | null> {
  const mine = opened.value
  const checked = shown.value?.checked
  const identity = checked?.newest && keyFor(checked.keys, "mailbox", checked.newest.epoch)
  if (!mine || !identity) return null
  return { ...mine, mailbox: await keyPair(seedOf(identity)) }
}

/**
 * On a visit she gives the mailbox key back to people of the path who had one and were forgotten in a later list.
 * Whoever was left out from the beginning stays so: filling every gap would point at those who must not see it.
 */
export async function giveInsurance(): Promise<void> {
  const mine = opened.value
  const now = shown.value
  if (!mine || !now || now.checked.doubts.length > 0) return
  const { newest, keys, manifests } = now.checked
  const text = now.view.manifests.toSorted((a, b) => b.number - a.number)[0]?.text
  const identity = newest && keyFor(keys, "mailbox", newest.epoch)
  if (!newest || !text || !identity) return
  const has = new Set(newest.slots.map((line) => line.slot))
  const had = new Set(manifests.flatMap((one) => one.slots.map((line) => line.slot)))
  if ([...had].every((slot) => has.has(slot))) return
  const path = await fetched<Receivers>("/api/receivers")
  if (path.pathId !== newest.path) return // the slots of another path are not these
  const gone = path.slots.filter((slot) => had.has(slot.slot) && !has.has(slot.slot))
  const out = excludedAmong(
    newest,
    identity,
    gone.map((slot) => slot.person),
  )
  const named = now.said.flatMap((one) => one.exclude)
  const missing = gone.filter((slot) => !out.includes(slot.person) && !named.includes(slot.person))
  if (missing.length === 0) return
  const made = await insure(
    { manifest: text, reporterVk: mine.keys.sig.vk, keys, signer: mine.keys.sig },
    missing.map(({ slot, tier, person, recipient, vk }) => ({
      slot,
      tier,
      personId: person,
      recipient,
      vk,
    })),
  )
  await sendAs(mine.keys, "/api/case/keys", {
    method: "POST",
    json: {
      manifest: base64url(new TextEncoder().encode(made.manifest)),
      signature: base64url(new TextEncoder().encode(made.manifestSig)),
      grants: made.grants.map((grant) => ({ slot: grant.slot, sealed: base64url(grant.bytes) })),
    },
  })
  await loadCase()
}
