import type { ExportRoom, ExportScope } from "#crypto/export.ts"
import { partyIn, partyRoom, type RoomName } from "#core/mailbox.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { ObjectView } from "#wire/report.ts"
import { type Register, registerOf, type Sent } from "./register.ts"

/** How much of a case is handed on: everything, chosen pieces by their numbers, or one person's own mailbox alone. */
export type What =
  | { readonly how: "case" }
  | { readonly how: "chosen"; readonly ids: readonly string[] }
  | { readonly how: "room"; readonly room: Exclude<RoomName, "desk"> }

/** What a wish means for one case: the register and the files that go, and how each object goes. */
export type Scoped = {
  readonly scope: ExportScope
  /** The id that the objects of a mailbox name, which is not the case's in a mailbox of somebody else. */
  readonly caseId: string
  readonly reporterVk: string | null
  readonly rooms: readonly ExportRoom[]
  readonly manifests: Case["screen"]["manifests"]
  readonly objects: readonly ObjectView[]
  readonly left: (view: ObjectView) => boolean
  readonly register: Register
  readonly sent: readonly Sent[]
}

/** Works out what goes, before anything is fetched: whatever is not named here never comes near the file. */
export function scoped(one: Case, what: What): Scoped {
  if (what.how === "room") return onlyRoom(one, what.room)
  const whole = { ...named(one), rooms: one.parties.map(exportRoom), objects: one.screen.objects }
  const register = registerOf(one.said)
  if (what.how === "case") {
    // What is withheld from whoever exports goes as its hash alone, and then it is not everything.
    const left = ({ withheld }: ObjectView) => withheld === true
    const scope = whole.objects.some(left) ? "chosen" : "case"
    return { ...whole, scope, left, register, sent: sentIn(one.said) }
  }
  const chosen = chosenIn(register, new Set(what.ids))
  const sent = rowsOf(chosen)
  const came = new Set(sent.map(({ view }) => view.sha256))
  const left = ({ sha256 }: ObjectView) => !came.has(sha256)
  return { ...whole, scope: "chosen", left, register: chosen, sent }
}

/** Every row of a register with its number, pieces and copies alike. */
export function rowsOf({ pieces, loose }: Register): readonly (Sent & { readonly id: string })[] {
  return [...pieces.flatMap((one) => [one, ...one.copies]), ...loose]
}

/** The register of chosen rows. A copy goes without its original; rows about other exports stay behind, since they name others. */
function chosenIn({ pieces, loose }: Register, ids: ReadonlySet<string>): Register {
  const kept = pieces.map((one) => ({ ...one, copies: one.copies.filter(({ id }) => ids.has(id)) }))
  return {
    pieces: kept.filter(({ id }) => ids.has(id)),
    whole: [],
    loose: [
      ...kept.flatMap(({ id, copies }) => (ids.has(id) ? [] : copies)),
      ...loose.filter(({ id }) => ids.has(id)),
    ],
  }
}

/** What one person may be given about themselves: their own mailbox, and no word, list or key of any other room. */
function onlyRoom(one: Case, room: Exclude<RoomName, "desk">): Scoped {
  const number = partyIn(room)
  const held = one.parties.filter(({ view }) => view.number === number)
  const said = one.said.filter(({ view }) => view.room === room)
  return {
    ...named(one),
    ...(number === null ? {} : { caseId: held[0]?.view.id ?? "", reporterVk: null }),
    manifests: [],
    scope: room,
    rooms: held.map(exportRoom),
    objects: one.screen.objects.filter((view) => view.room === room),
    left: () => false,
    register: registerOf(said),
    sent: sentIn(said),
  }
}

function named({ papers, screen }: Case) {
  return {
    caseId: papers?.caseId ?? "",
    reporterVk: papers?.reporterVk ?? null,
    manifests: screen.manifests,
  }
}

function exportRoom({ view, own }: Case["parties"][number]): ExportRoom {
  return { room: partyRoom(view.number), id: view.id, own }
}

function sentIn(said: Case["said"]): Sent[] {
  return said.flatMap(({ files, view }) => files.map((file) => ({ file, view })))
}
