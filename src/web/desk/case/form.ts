import { fromUtf8 } from "#crypto/bytes.ts"
import type { Answer } from "#core/condition.ts"
import { type ConflictKind, conflictKinds, type LinkedAs, linkedAs } from "#core/conflict.ts"
import { type ActKind, actKinds } from "#core/life/act.ts"
import { type About, type Custody, readAbout, readCustody } from "#web/desk/evidence/note.ts"

/** An answer as the reporter's page writes it: a time may be an interval, in milliseconds. */
export type Told = Answer & { readonly between?: readonly [number, number] }
export type Answers = Readonly<Record<string, Told>>

/** What programs read beside the words: of a report its answers, of a message which act it is. */
export type Form = {
  readonly lang?: "en" | "zh"
  readonly answers?: Answers
  /** People who must not see it, named after it was sent, by their id. */
  readonly exclude?: readonly string[]
  /** An ordered measure, by its code. */
  readonly measure?: string
  /** An item of a card that was ticked. */
  readonly tick?: string
  readonly ticked?: "done" | "not-needed"
  /** The act that a paper belongs to, what it said in the clear, and what stands in the fields of its form. */
  readonly act?: ActKind
  readonly facts?: Readonly<Record<string, unknown>>
  readonly fields?: Readonly<Record<string, string>>
  /** A row of custody, and when a piece of evidence was made: of the team's own notes. */
  readonly custody?: Custody
  readonly evidence?: About
  /** The case that this one was joined with, by the id inside its papers. */
  readonly merged?: string
  /** Somebody of the directory whom the desk learned of, and who was found too close to this case by it. */
  readonly linked?: readonly Linked[]
  readonly conflicts?: readonly FoundConflict[]
}
/** Somebody of the directory, and what they are in a case. */
export type Linked = { readonly person: string; readonly name: string; readonly as: LinkedAs }
/** Somebody who must not see a case, why, and by name because of whom. */
export type FoundConflict = {
  readonly person: string
  readonly name: string
  readonly why: ConflictKind
  readonly of: string
}

/** Reads it with care: whoever wrote it, it is shown, never trusted. */
export function readForm(bytes: Uint8Array | undefined): Form {
  if (!bytes) return {}
  const read = parsed(fromUtf8(bytes))
  if (!isObject(read)) return {}
  const {
    lang,
    answers,
    exclude,
    measure,
    tick,
    ticked,
    act,
    facts,
    fields,
    merged,
    linked,
    conflicts,
  } = read
  const custody = readCustody(read["custody"])
  const evidence = readAbout(read["evidence"])
  return {
    ...(lang === "en" || lang === "zh" ? { lang } : {}),
    ...(isObject(answers) ? { answers: readAnswers(answers) } : {}),
    ...(Array.isArray(exclude) ? { exclude: exclude.filter(isId) } : {}),
    ...(typeof measure === "string" ? { measure } : {}),
    ...(typeof tick === "string" ? { tick } : {}),
    ...(ticked === "done" || ticked === "not-needed" ? { ticked } : {}),
    ...(isAct(act) ? { act, facts: isObject(facts) ? facts : {} } : {}),
    ...(isObject(fields) ? { fields: textsOf(fields) } : {}),
    ...(custody ? { custody } : {}),
    ...(evidence ? { evidence } : {}),
    ...(isId(merged) ? { merged } : {}),
    ...(Array.isArray(linked) ? { linked: linked.filter(isObject).flatMap(readLinked) } : {}),
    ...(Array.isArray(conflicts)
      ? { conflicts: conflicts.filter(isObject).flatMap(readConflict) }
      : {}),
  }
}

function readLinked({ person, name, as }: Record<string, unknown>): Linked[] {
  const known = linkedAs.find((one) => one === as)
  return known && isId(person) && isText(name) ? [{ person, name, as: known }] : []
}

function readConflict({ person, name, why, of }: Record<string, unknown>): FoundConflict[] {
  const known = conflictKinds.find((one) => one === why)
  return known && isId(person) && isText(name) && isText(of)
    ? [{ person, name, why: known, of }]
    : []
}

function readAnswers(answers: Record<string, unknown>): Answers {
  const pages = Object.entries(answers).flatMap(([page, answer]): [string, Told][] =>
    isObject(answer) ? [[page, readAnswer(answer)]] : [],
  )
  return Object.fromEntries(pages)
}

function readAnswer({ codes, text, fields, named, between }: Record<string, unknown>): Told {
  return {
    ...(Array.isArray(codes) ? { codes: codes.filter(isText) } : {}),
    ...(isText(text) ? { text } : {}),
    ...(isObject(fields) ? { fields: textsOf(fields) } : {}),
    ...(Array.isArray(named) ? { named: named.filter(isObject).map(readNamed) } : {}),
    ...(isPair(between) ? { between } : {}),
  }
}

function readNamed({ name, id, relation, power }: Record<string, unknown>) {
  return {
    name: isText(name) ? name : "",
    ...(isText(id) ? { id } : {}),
    ...(isText(relation) ? { relation } : {}),
    ...(power === true ? { power } : {}),
  }
}

function textsOf(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => isText(entry[1])),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (why) {
    if (why instanceof SyntaxError) return null // the words beside it are still shown
    throw why
  }
}

const isId = (value: unknown): value is string =>
  isText(value) && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value)
const isAct = (value: unknown): value is ActKind => actKinds.some((kind) => kind === value)
const isText = (value: unknown): value is string => typeof value === "string"
const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
