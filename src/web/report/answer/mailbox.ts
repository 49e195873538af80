import { signal } from "#web/report/signal.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { keyFor } from "#crypto/case-key.ts"
import { fromUtf8, sha256Hex } from "#crypto/bytes.ts"
import type { FileEntry } from "#crypto/file.ts"
import { openObject } from "#crypto/open.ts"
import { readFileList } from "#crypto/open-file.ts"
import { openPartyGrant } from "#crypto/open-party.ts"
import type { PartyGrant } from "#crypto/party.ts"
import type { Entry } from "#crypto/tar.ts"
import type { PartyCase } from "#wire/party.ts"
import { Declined } from "#web/report/api.ts"
import { fromBase64url } from "#web/report/base64url.ts"
import type { About } from "#web/report/return/case.ts"
import { opened, type Opened } from "#web/report/return/opened.ts"
import { sendAs } from "#web/report/session.ts"

type ObjectView = PartyCase["objects"][number]

/** One thing in the mailbox, opened; broken when it is not what was sealed. */
export type Letter = {
  readonly view: ObjectView
  readonly text: string
  readonly files: readonly FileEntry[]
  /** The act that a paper belongs to, and its number; null for what is only said. */
  readonly act: string | null
  readonly n: number | null
  /** The same, with the message of theirs or ours that it is made of. */
  readonly about: About | null
  readonly broken: boolean
}

/** A mailbox, open in this page's memory and nowhere else. */
export type Box = {
  readonly view: PartyCase
  readonly grant: PartyGrant
  readonly letters: readonly Letter[]
  /** Whether nothing is missing and everything is what was sealed, in the order in which it was sent. */
  readonly whole: boolean
}
export const box = signal<Box | null>(null)

/** Why what is shown may not be the newest: no connection, a code that opens nothing any more, or keys that are not theirs. */
export const trouble = signal<"offline" | "gone" | "damaged" | null>(null)

const cache = new Map<string, Letter>()

/** Fetches the mailbox, opens its keys with the code, and everything in it. What keeps it from that is shown as trouble. */
export async function loadBox(): Promise<void> {
  const mine = opened.value
  if (!mine) return
  try {
    await load(mine)
    trouble.value = null
  } catch (why) {
    if (opened.value === mine) trouble.value = troubleIn(why)
    throw why
  }
}

function troubleIn(why: unknown): typeof trouble.value {
  if (why instanceof CannotOpen) return "damaged"
  return why instanceof Declined && why.status === 404 ? "gone" : "offline"
}

async function load(mine: Opened): Promise<void> {
  const view = (await (await sendAs(mine.keys, "/api/mailbox")).json()) as PartyCase // our own server's answer
  const { mailbox: mailboxId, epoch } = view
  const sealed = fromBase64url(view.grant)
  const grant = await openPartyGrant(mine.keys.identity, sealed, { mailboxId, epoch })
  const letters = await openAll(view, grant, mine)
  // Another code may have been taken, or the page closed, while this came.
  if (opened.value !== mine) return
  const whole = letters.every(({ view: { seq }, broken }, at) => !broken && seq === at + 1)
  box.value = { view, grant, letters, whole }
}

/** Forgets what was opened. */
export function forgetBox(): void {
  box.value = null
  trouble.value = null
  cache.clear()
}

async function openAll(view: PartyCase, grant: PartyGrant, mine: Opened): Promise<Letter[]> {
  const objects = view.objects.toSorted((a, b) => a.seq - b.seq)
  const letters: Letter[] = []
  for (const [at, one] of objects.entries()) {
    const prev = objects[at - 1]?.sha256
    const place = `${one.seq} ${prev} ${one.sha256}`
    const known = cache.get(place)
    const letter = known
      ? { ...known, view: one }
      : await openLetter(one, { view, grant, mine, prev })
    if (!letter.broken) cache.set(place, letter)
    letters.push(letter)
  }
  return letters
}

type Of = {
  readonly view: PartyCase
  readonly grant: PartyGrant
  readonly mine: Opened
  readonly prev: string | undefined
}
/** To the objects of a mailbox its own id stands for the case's. */
async function openLetter(one: ObjectView, of: Of): Promise<Letter> {
  const { view, grant, mine, prev } = of
  const broken = { view: one, text: "", files: [], act: null, n: null, about: null, broken: true }
  const identity = keyFor(grant.keys, "mailbox", one.epoch)
  if (!identity) return broken
  const answer = await sendAs(mine.keys, `/api/mailbox/objects/${one.seq}`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (sha256Hex(bytes) !== one.sha256) return broken
  const { epoch, seq, kind } = one
  const senders = [...view.signers, ...grant.own]
  try {
    const { members, sender } = await openObject(identity, bytes, {
      ...{ caseId: view.mailbox, epoch, seq, kind, prev, senders },
    })
    // Nobody of the team writes in their name, and they write in nobody's.
    if (grant.own.includes(sender) !== (one.by === null)) return broken
    return { ...broken, ...readLetter(members), broken: false }
  } catch (why) {
    if (!(why instanceof CannotOpen)) throw why
    return broken // said in its place on the page
  }
}

function readLetter(
  members: readonly Entry[],
): Pick<Letter, "text" | "files" | "act" | "n" | "about"> {
  const named = (name: string) => members.find((member) => member.name === name)?.bytes
  const text = named("body.txt")
  return {
    text: text ? fromUtf8(text).trim() : "",
    files: named("files.json") ? readFileList(members) : [],
    ...aboutIn(named("body.json")),
  }
}

type Form = {
  readonly act?: unknown
  readonly facts?: { readonly n?: unknown }
  readonly fields?: { readonly message?: unknown }
}
function whole(value: unknown): number | null {
  const n = Number(value)
  return Number.isInteger(n) ? n : null
}

/** Whoever wrote it, it is read with care: a form that is not one says nothing. */
function aboutIn(bytes: Uint8Array | undefined): Pick<Letter, "act" | "n" | "about"> {
  const nothing = { act: null, n: null, about: null }
  if (!bytes) return nothing
  try {
    const form = JSON.parse(fromUtf8(bytes)) as Form | null // looked at below, whatever it is
    const act = typeof form?.act === "string" ? form.act : null
    const n = whole(form?.facts?.n)
    const message = whole(form?.fields?.message)
    return { act, n, about: act === null || n === null ? null : { act, n, message } }
  } catch (why) {
    if (why instanceof SyntaxError) return nothing // the words beside it are still shown
    throw why
  }
}
