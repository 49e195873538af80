import { signal } from "./signal.ts"
import { start } from "#content/intake.json?start"
import type { Accepted, CaseHead, ObjectView, ReporterCase } from "#wire/report.ts"
import type { Answers } from "./ask/answer.ts"
import { Declined, failureOf, send } from "./api.ts"
import { attached, filesMember, type Attached } from "./attached.ts"
import { instant } from "./clock.ts"
import { held, holdCode, keeping, sealing, type Held } from "./her.ts"
import { answers, door, lang, placeName } from "./memory.ts"
import { sheet } from "./say.ts"
import { sendAs } from "./session.ts"
import type { Sealed } from "./sealing.ts"
import { transcript } from "./transcript.ts"
import { leftOut, loadReceivers, receivers } from "./who.ts"

/** How far the sending is; what failed is still here, sealed, and can be sent again. */
export type Sending =
  | { at: "idle" | "sealing" | "sending" | "working" }
  | { at: "failed"; why: ReturnType<typeof failureOf> }
export const sending = signal<Sending>({ at: "idle" })

/** What was taken, and the code that opens it. */
export type Sent = {
  kind: "report" | "help-now"
  accepted: Accepted
  held: Held
  slots: readonly number[]
  people: readonly string[]
}
export const sent = signal<Sent | null>(null)
export const helpSent = signal<Sent | null>(null)
/** Whether the story joined an alarm that was raised before it. */
export const joined = signal(false)

let sealed: Sealed | null = null
const helpPages = ["i00a", "i01", "i01a", "i02", "i03"]

/** Seal if that is not done yet, and send; the same bytes again when it is tried again. */
export async function sendReport(
  kind: "report" | "help-now",
  level: CaseHead["level"],
): Promise<boolean> {
  try {
    await loadReceivers()
    if (kind === "report" && !(await filesFit())) return false
    if (kind === "report" && canJoin()) return await join()
    if (!sealed) sealed = await sealNow(kind, level)
    sending.value = { at: "sending" }
    const accepted = await posted(sealed.body)
    keepSent(kind, accepted)
    return true
  } catch (why) {
    return await failed(why)
  }
}

/** Whose mailbox the story goes to: the alarm's, if it can join it, else one of its own. */
export async function target(): Promise<Held> {
  const help = helpSent.value
  return help && canJoin() ? help.held : holdCode(door.value?.org.id ?? "")
}

/** Files that were sealed to another mailbox than the story now goes to are asked for again. */
async function filesFit(): Promise<boolean> {
  const { keys } = await target()
  const fits = (file: Attached) => file.state !== "sent" || file.locator === keys.locator
  if (attached.value.every(fits)) return true
  attached.value = attached.value.map((file) =>
    fits(file) ? file : { ...file, state: "refused", why: "again" },
  )
  sending.value = { at: "idle" }
  return false
}

/** Something was changed before it could be sent: it will be sealed anew. */
export function unseal(): void {
  sealed = null
  sending.value = { at: "idle" }
}

async function sealNow(kind: "report" | "help-now", level: CaseHead["level"]): Promise<Sealed> {
  sending.value = { at: "sealing" }
  const one = await holdCode(door.value?.org.id ?? "")
  const { sealReport } = await sealing()
  const from = receivers.value
  return sealReport({
    kind,
    level,
    held: one,
    path: from?.pathId ?? "",
    receivers: from?.slots ?? [],
    excluded: [...leftOut.value.keys()],
    members: await members(kind),
    uploads:
      kind === "report"
        ? attached.value.filter((file) => file.state === "sent").flatMap((file) => file.uploads)
        : [],
  })
}

async function members(kind: "report" | "help-now") {
  const { membersOf } = await sealing()
  const said: Answers =
    kind === "report"
      ? answers.value
      : Object.fromEntries(
          Object.entries(answers.value).filter(([page]) => helpPages.includes(page)),
        )
  const pages = [...start[lang.value].pages, ...sheet().rest.pages]
  const text = transcript(pages, said, {
    time: (at) => instant(at, Date.now(), lang.value),
    place: (code) => placeName(code === "org_country" ? (door.value?.org.country ?? "") : code),
  })
  const form = { v: 1, lang: lang.value, answers: said }
  return membersOf(text, form, kind === "report" ? await filesMember() : [])
}

/** Post the sealed bytes; a little work is done when the server asks for it. */
async function posted(body: Uint8Array<ArrayBuffer>, work?: string): Promise<Accepted> {
  const headers = {
    "content-type": "application/x-tar",
    ...(work ? { "x-tocsin-work": work } : {}),
  }
  try {
    const answer = await send("/api/reports", { method: "POST", bytes: body, headers })
    return (await answer.json()) as Accepted // our own server's answer
  } catch (why) {
    const asked = why instanceof Declined ? why.problem.work : undefined
    if (!asked || work) throw why
    sending.value = { at: "working" }
    return posted(body, await (await sealing()).solve(asked.salt, asked.bits))
  }
}

function keepSent(kind: Sent["kind"], accepted: Accepted): void {
  const one = held.value
  if (!one || !sealed) return
  const slots = sealed.slots
  const people = (receivers.value?.slots ?? [])
    .filter((slot) => slots.includes(slot.slot))
    .map((slot) => slot.person)
  const done: Sent = { kind, accepted, held: one, slots, people }
  if (kind === "help-now") helpSent.value = done
  else {
    sent.value = done
    attached.value = [] // they went with the report
  }
  sealed = null
  sending.value = { at: "idle" }
  if (keeping.value !== "no")
    void sendAs(one.keys, "/api/draft", { method: "DELETE" }).catch(() => undefined) // it ends by itself after 30 days
  keeping.value = "no"
  held.value = null
}

/** What she wrote can join the alarm only if nobody who has its key must not see the story. */
function canJoin(): boolean {
  return helpSent.value?.people.every((person) => !leftOut.value.has(person)) ?? false
}

/** The story as an addition to the alarm that is already ringing. */
async function join(): Promise<boolean> {
  const help = helpSent.value
  if (!help) return false
  sending.value = { at: "sealing" }
  const { sealObject } = await sealing()
  const view = (await (await sendAs(help.held.keys, "/api/case")).json()) as ReporterCase // our own server's answer
  const last = view.objects.reduce<ObjectView | undefined>(
    (newest, one) => (newest && newest.seq > one.seq ? newest : one),
    undefined,
  )
  const epoch = view.manifests.at(-1)?.epoch ?? 1
  const place = { caseId: view.case, epoch, seq: (last?.seq ?? 0) + 1, kind: "addition" as const }
  const bytes = await sealObject({
    ...place,
    ...(last ? { prev: last.sha256 } : {}),
    recipient: help.held.mailbox.recipient,
    signer: help.held.keys.sig,
    members: await members("report"),
  })
  sending.value = { at: "sending" }
  const head = {
    room: "mailbox",
    seq: place.seq,
    epoch,
    kind: place.kind,
    uploads: attached.value.filter((file) => file.state === "sent").flatMap((file) => file.uploads),
  }
  await sendAs(help.held.keys, "/api/case/objects", {
    method: "POST",
    bytes: new Uint8Array(bytes),
    headers: { "x-tocsin-object": JSON.stringify(head) },
  })
  joined.value = true
  attached.value = []
  sent.value = help
  sending.value = { at: "idle" }
  return true
}

async function failed(why: unknown): Promise<boolean> {
  const kind = failureOf(why)
  if (kind === "path") {
    sealed = null // the people changed: she looks at the new list before it is sealed to them
    await loadReceivers(true).catch(() => undefined)
  }
  if (why instanceof Declined && why.problem.problem === "same-receipt") {
    sealed = null
    held.value = null
  }
  sending.value = { at: "failed", why: kind }
  return false
}
