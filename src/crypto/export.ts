import { Encrypter } from "age-encryption"
import { sha256 } from "@noble/hashes/sha2.js"
import { hex, protocol, sha256Hex, utf8 } from "./bytes.ts"
import type { PartyRoom, RoomName } from "#core/mailbox.ts"
import { mustBeRecipient } from "./keys.ts"
import { type SigningKey, type VerifyKey, signText } from "./sign.ts"
import { type Entry, tarPieces } from "./tar.ts"

/** One file of an export; what is large stays a blob, which a browser may keep on its disk. */
export type ExportPiece = {
  readonly name: string
  readonly sha256: string
  readonly size: number
  readonly content: Blob
}

/** One sealed object as it was sealed and, if it is to be handed on opened, what is inside it. */
export type ExportObject = {
  readonly room: RoomName
  readonly seq: number
  readonly epoch: number
  readonly kind: string
  /** When the server took it, as an ISO time in UTC. */
  readonly at: string
  /** Its hash, where whoever exports was given no more of it than that. */
  readonly sha256?: string
  readonly sealed: Uint8Array
  readonly inside: readonly Entry[]
  /** Of a selection: only its signed header goes, which holds its place between the others. */
  readonly left?: boolean
}

/** The mailbox of somebody who is not the reporter: the id that its objects name, and whose word is theirs in it. */
export type ExportRoom = {
  readonly room: PartyRoom
  readonly id: string
  readonly own: readonly VerifyKey[]
}

/** How much of a case goes: all of it, chosen pieces, or what is in one person's own mailbox and nothing else. */
export type ExportScope = "case" | "chosen" | Exclude<RoomName, "desk">

/** One file that was sent, its sealed parts, and itself if it is to be handed on opened. */
export type ExportFile = {
  readonly object: string
  readonly size: number
  readonly sha256: string
  readonly parts: readonly ExportPiece[]
  readonly opened: ExportPiece | null
}

/** What the signature over the list of files is about. Its own home: a reporter's page, where bytes are dear, never needs it. */
export const exportNamespace = "tocsin-export-v1"

/** All that an export is made of. */
export type NewExport = {
  readonly scope: ExportScope
  /** The id that its objects name; of one person's own mailbox, that mailbox's id. */
  readonly caseId: string
  readonly at: string
  readonly by: { readonly key: SigningKey; readonly name: string }
  /** Null in what is given to somebody else than the reporter alone. */
  readonly reporterVk: VerifyKey | null
  readonly rooms: readonly ExportRoom[]
  readonly signers: readonly VerifyKey[]
  readonly manifests: readonly { readonly text: string; readonly signature: string }[]
  readonly objects: readonly ExportObject[]
  readonly files: readonly ExportFile[]
  /** `README.txt`, `verify.sh`, `register.csv`, `custody.csv`. */
  readonly texts: readonly { readonly name: string; readonly text: string }[]
}

/** One tar of everything, with a signed list of every file in it: whoever has it can check it without us. */
export async function packExport(made: NewExport): Promise<Blob> {
  const pieces = unique([
    ...headers(made),
    ...made.objects.flatMap(objectPieces),
    ...made.files.flatMap(filePieces),
  ])
  const sums = utf8(pieces.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(""))
  const signature = utf8(await signText(made.by.key, exportNamespace, sums))
  const all = [...pieces, piece("SHA256SUMS", sums), piece("SHA256SUMS.sig", signature)]
  const content = all.flatMap(({ name, size, content }) => {
    const [head, tail] = tarPieces(name, size)
    return [head, content, tail] as BlobPart[] // none of it is shared memory
  })
  return new Blob([...content, new Uint8Array(1024)], { type: "application/x-tar" })
}

/** Seals an export to words alone, which age's own program asks for; made so that guessing them is slow. */
export async function sealToWords(words: string, export_: Blob): Promise<Blob> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(words)
  encrypter.setScryptWorkFactor(wordsWork)
  return sealed(encrypter, export_)
}

/** Seals an export to one recipient of the hybrid kind. */
export async function sealExportTo(recipient: string, export_: Blob): Promise<Blob> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(mustBeRecipient(recipient))
  return sealed(encrypter, export_)
}

/** The SHA-256 of something too large to be held whole. */
export async function blobHash(blob: Blob): Promise<string> {
  const whole = sha256.create()
  const reader = blob.stream().getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read())
    whole.update(next.value)
  return hex(whole.digest())
}

/** A small file of an export. */
export function piece(name: string, bytes: Uint8Array): ExportPiece {
  const content = new Blob([bytes as Uint8Array<ArrayBuffer>]) // no shared memory here
  return { name, sha256: sha256Hex(bytes), size: bytes.length, content }
}

const wordsWork = 18

async function sealed(encrypter: Encrypter, content: Blob): Promise<Blob> {
  const stream = await encrypter.encrypt(content.stream())
  return new Response(stream).blob()
}

function headers(made: NewExport): ExportPiece[] {
  const { by, signers, reporterVk, objects, files } = made
  const lines = (...all: string[]) => utf8(all.map((line) => `${line}\n`).join(""))
  const named = new Map([
    ...signers.map((vk) => [vk, "keyholder"] as const),
    ...made.rooms.flatMap(({ room, own }) => own.map((vk) => [vk, room] as const)),
    ...(reporterVk ? [[reporterVk, "reporter"] as const] : []),
  ])
  return [
    ...made.texts.map(({ name, text }) => piece(name, utf8(text))),
    piece(
      "export.txt",
      lines(
        `# ${protocol} export`,
        `# case ${made.caseId}`,
        `# at ${made.at}`,
        `# by ${by.key.vk} ${by.name.replaceAll(/\s+/g, " ")}`,
        `# reporter ${reporterVk ?? "-"}`,
        `# scope ${made.scope}`,
        ...made.rooms.map(({ room, id }) => `# room ${room} ${id}`),
      ),
    ),
    piece("signers.txt", lines(...[...named].map(([vk, as]) => `${vk} ${as}`))),
    piece("objects.txt", lines(...objects.map(objectLine))),
    piece("files.txt", lines(...files.map(fileLine))),
    ...made.manifests.flatMap(({ text, signature }, at) => [
      piece(`manifest/${at + 1}.txt`, utf8(text)),
      piece(`manifest/${at + 1}.txt.sig`, utf8(signature)),
    ]),
  ]
}

function objectLine({ room, seq, epoch, kind, at, sealed, ...made }: ExportObject): string {
  return `${room} ${seq} ${epoch} ${kind} ${made.sha256 ?? sha256Hex(sealed)} ${at}`
}

function fileLine({ object, size, sha256, opened, parts }: ExportFile): string {
  return [object, size, sha256, opened?.name ?? "-", ...parts.map((part) => part.sha256)].join(" ")
}

function objectPieces({ room, seq, sealed, inside, left }: ExportObject): ExportPiece[] {
  if (left)
    return inside
      .filter(({ name }) => name === "meta.txt" || name === "meta.txt.sig")
      .map(({ name, bytes }) => piece(`header/${room}-${seq}/${name}`, bytes))
  return [
    piece(`object/${room}/${seq}.age`, sealed),
    ...inside.map(({ name, bytes }) => piece(`opened/${room}-${seq}/${name}`, bytes)),
  ]
}

function filePieces({ parts, opened }: ExportFile): ExportPiece[] {
  return opened ? [...parts, opened] : [...parts]
}

/** The same part may belong to two files; it lies there once. */
function unique(pieces: readonly ExportPiece[]): ExportPiece[] {
  return [...new Map(pieces.map((one) => [one.name, one])).values()]
}
