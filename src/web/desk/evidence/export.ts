import readme from "#content/export-readme.txt?raw"
import verify from "#content/verify-export.sh?raw"
import { plainName } from "#core/file/kind.ts"
import { partyIn } from "#core/mailbox.ts"
import type { Truth } from "#core/file/truth.ts"
import { sha256Hex } from "#crypto/bytes.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import {
  blobHash,
  type ExportFile,
  type ExportObject,
  type ExportPiece,
  packExport,
  sealExportTo,
  sealToWords,
} from "#crypto/export.ts"
import type { FileEntry } from "#crypto/file.ts"
import { openFile } from "#crypto/open-file.ts"
import { openObject } from "#crypto/open.ts"
import type { Entry } from "#crypto/tar.ts"
import { getBytes } from "#web/lib/api.ts"
import { zone } from "#web/lib/times.ts"
import { heldKeys } from "#web/lib/vault.ts"
import { me } from "#web/desk/session.ts"
import type { Case } from "#web/desk/case/case.ts"
import { identityIn } from "#web/desk/case/parties/held.ts"
import type { ObjectView } from "#wire/report.ts"
import { truthIn } from "./opened.ts"
import type { Register, Sent } from "./register.ts"
import { type Scoped, scoped, type What } from "./scope.ts"
import { senderNames } from "./sender.ts"
import { custodyCsv, registerCsv } from "./tables.ts"

/** How a case is handed on: with what is inside or not, and to whom it is sealed; to nobody is plain. */
export type ExportWish = {
  readonly what: What
  readonly opened: boolean
  readonly to: { readonly words: string } | { readonly recipient: string } | null
  readonly progress?: (done: number, all: number) => void
}

/** A case on its way out: the bytes to be saved, their name, and the hash by which whoever receives it knows it. */
export type CaseExport = { readonly name: string; readonly blob: Blob; readonly sha256: string }

/** Everything of a case as it was sealed, checked on the way, in one file that anybody can check again without us. */
export async function caseExport(one: Case, wish: ExportWish): Promise<CaseExport> {
  const { papers, screen } = one
  if (!papers) throw new CannotOpen("wrong-key")
  const goes = scoped(one, wish.what)
  const { register } = goes
  const count = steps(goes, wish)
  const objects = await eachOf(
    goes.objects,
    (view) => objectOf(one, view, { opened: wish.opened, left: goes.left(view) }),
    count,
  )
  const truths = new Map<string, Truth>()
  const files = await eachOf(
    goes.sent,
    (sent) => fileOf(one, sent, { wish, truths, register }),
    count,
  )
  const place = new Map(
    files.flatMap(({ sha256, opened }) => (opened ? [[sha256, opened.name]] : [])),
  )
  const making = {
    zone: zone.value,
    placeOf: (sha256: string) => place.get(sha256),
    truthOf: (sha256: string) => truths.get(sha256),
    nameOf: senderNames(one),
  }
  const tar = await packExport({
    scope: goes.scope,
    caseId: goes.caseId,
    at: new Date(screen.now).toISOString(),
    by: { key: heldKeys().sign, name: me.value?.name ?? "" },
    reporterVk: goes.reporterVk,
    rooms: goes.rooms,
    signers: screen.signers.filter((vk) => vk !== papers.reporterVk),
    manifests: goes.manifests,
    objects,
    files,
    texts: [
      { name: "README.txt", text: readme },
      { name: "verify.sh", text: verify },
      { name: "register.csv", text: registerCsv(register, making) },
      { name: "custody.csv", text: custodyCsv(register, making) },
    ],
  })
  const blob = await sealed(tar, wish)
  const day = new Date(screen.now).toISOString().slice(0, 10)
  // Two people who compare what they were given find nothing in common, in the name neither.
  const id = wish.what.how === "room" ? goes.caseId : screen.row.id
  const kind = wish.what.how === "room" ? "mailbox" : "case"
  const name = `${kind}-${id.slice(0, 8)}-${day}.tar${wish.to ? ".age" : ""}`
  return { name, blob, sha256: await blobHash(blob) }
}

async function sealed(tar: Blob, { to }: ExportWish): Promise<Blob> {
  if (!to) return tar
  return "words" in to ? sealToWords(to.words, tar) : sealExportTo(to.recipient, tar)
}

/** One after the other: an export is larger than what a browser should hold at once. */
async function eachOf<From, To>(
  all: readonly From[],
  make: (one: From) => Promise<To>,
  done: () => void,
): Promise<To[]> {
  const made: To[] = []
  for (const one of all) {
    made.push(await make(one))
    done()
  }
  return made
}

function steps({ objects, sent }: Scoped, { progress }: ExportWish): () => void {
  const all = objects.length + sent.length
  let done = 0
  return () => progress?.((done += 1), all)
}

async function objectOf(
  one: Case,
  view: ObjectView,
  { opened, left }: { readonly opened: boolean; readonly left: boolean },
): Promise<ExportObject> {
  const { room, seq, epoch, kind, sha256 } = view
  const place = { room, seq, epoch, kind, at: new Date(view.at).toISOString(), left }
  if (view.withheld) return { ...place, sha256, sealed: new Uint8Array(), inside: [] }
  const sealed = await getBytes(`/cases/${one.id}/objects/${room}/${seq}`)
  if (sha256Hex(sealed) !== sha256) throw new CannotOpen("damaged")
  const inside = opened || left ? await insideOf(one, view, sealed) : []
  return { ...place, sealed, inside }
}

/** What is inside; what does not open, which the screen says too, is handed on as it was sealed. */
async function insideOf(
  one: Case,
  view: ObjectView,
  sealed: Uint8Array,
): Promise<readonly Entry[]> {
  const { screen, said } = one
  const identity = identityIn(one, view)
  const believed = believedIn(one, view)
  // In somebody else's mailbox a key counts only from its turn on, which this browser checked when it opened the case.
  const shown = said.find((other) => other.view.sha256 === view.sha256)?.fault === null
  if (!identity || !believed || !shown) return []
  const { seq, epoch, kind } = view
  const prev = screen.objects.find(
    (other) => other.room === view.room && other.seq === seq - 1,
  )?.sha256
  try {
    const expected = { ...believed, epoch, seq, kind, prev }
    const { members, signed } = await openObject(identity, sealed, expected)
    return [signed[0], ...members, signed[1]]
  } catch (why) {
    if (why instanceof CannotOpen) return []
    throw why
  }
}

/** The id that the objects of a room name, and whose signatures count in it. */
function believedIn({ papers, parties }: Case, { room }: ObjectView) {
  if (!papers) return null
  const { caseId, senders, reporterVk } = papers
  const number = partyIn(room)
  if (number === null) return { caseId, senders }
  const held = parties.find(({ view }) => view.number === number)
  const team = senders.filter((vk) => vk !== reporterVk)
  return held ? { caseId: held.view.id, senders: [...team, ...held.own] } : null
}

type Around = {
  readonly wish: ExportWish
  readonly truths: Map<string, Truth>
  readonly register: Register
}

async function fileOf(one: Case, { file, view }: Sent, around: Around): Promise<ExportFile> {
  const parts: ExportPiece[] = []
  const fetch = async (sha256: string) => {
    const bytes = await getBytes(`/cases/${one.id}/parts/${sha256}`)
    if (sha256Hex(bytes) !== sha256) throw new CannotOpen("damaged")
    const content = new Blob([new Uint8Array(bytes)])
    parts.push({ name: `part/${sha256}.age`, sha256, size: bytes.length, content })
    return bytes
  }
  const object = `${view.room}-${view.seq}`
  const { size, sha256 } = file
  if (!around.wish.opened) {
    for (const part of file.parts) await fetch(part)
    return { object, size, sha256, parts, opened: null }
  }
  const identity = identityIn(one, view)
  if (!identity) throw new CannotOpen("wrong-key")
  const plain: Blob[] = []
  for await (const part of openFile(identity, file, fetch)) {
    if (plain.length === 0) around.truths.set(sha256, truthIn([part], file))
    plain.push(new Blob([new Uint8Array(part)]))
  }
  const name = `file/${numberOf(around.register, file)}-${asciiName(file.name)}`
  return { object, size, sha256, parts, opened: { name, sha256, size, content: new Blob(plain) } }
}

function numberOf({ pieces, loose }: Around["register"], file: FileEntry): string {
  const all = pieces.flatMap((piece) => [piece, ...piece.copies])
  return [...all, ...loose].find((one) => one.file === file)?.id ?? "E0"
}

/** A name that every program unpacks; the register has the true one. */
function asciiName(name: string): string {
  const plain = plainName(name)
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9.-]+/g, "_")
  return plain.slice(-60).replace(/^[^A-Za-z0-9]+/, "") || "file"
}
