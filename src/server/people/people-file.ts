import type { InferOutput } from "valibot"
import type { peopleFile, PeopleChange, PersonRow } from "#wire/person.ts"

type File = InferOutput<typeof peopleFile>

/** Somebody known before the file came. `needed`: holds a key or administers, so that no file removes them. */
export type Known = Written & { readonly notStaff: boolean; readonly needed: boolean }
/** A person as a file writes them. */
export type Written = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly managerId: string | null
  readonly unit: string
  readonly country: string
  readonly language: string
  readonly title: string
}
/** What a file would change. */
export type Plan = {
  readonly added: readonly Written[]
  readonly changed: readonly Written[]
  readonly same: number
  readonly left: readonly string[]
}

/** Compares a file with who is known. People from outside and of the board are in no staff file, so none of them leaves by it. */
export function planOf(file: File, known: readonly Known[], newId: () => string): Plan {
  const before = new Map(known.map((person) => [person.email, person]))
  const ids = new Map(known.map((person) => [person.email, person.id]))
  for (const { email } of file.rows) if (!ids.has(email)) ids.set(email, newId())
  const rows = [...new Map(file.rows.map((row) => [row.email, row])).values()]
  const named = new Set(rows.map((row) => row.email))
  const missing = known.filter((person) => !person.notStaff && !named.has(person.email))
  const left = new Set(file.replace ? missing.map((person) => person.id) : [])
  const written = rows.map((row) => writtenOf(row, ids, before.get(row.email), left))
  const changed = written.filter((row) => before.has(row.email) && differs(row, before))
  const added = written.filter((row) => !before.has(row.email))
  return {
    added,
    changed,
    same: written.length - added.length - changed.length,
    left: [...left],
  }
}

/** Everything for which a file is not taken, by row. */
export function faultsOf(file: File, known: readonly Known[], plan: Plan): PeopleChange["faults"] {
  const leaving = new Set(plan.left)
  const staying = known.filter((person) => !leaving.has(person.id))
  const reachable = new Set([...staying, ...file.rows].map((person) => person.email))
  const rowOf = new Map(file.rows.map((row, at) => [row.email, at + 1]))
  const faults: PeopleChange["faults"] = []
  const seen = new Set<string>()
  for (const [at, { email, manager }] of file.rows.entries()) {
    if (seen.has(email)) faults.push({ row: at + 1, field: "email", fault: "twice" })
    seen.add(email)
    if (manager && !reachable.has(manager)) {
      faults.push({ row: at + 1, field: "manager", fault: "unknown-manager" })
    }
  }
  const written = [...staying, ...plan.changed, ...plan.added]
  const after = new Map(written.map((person) => [person.id, person]))
  for (const id of circling(after)) {
    const row = rowOf.get(after.get(id)?.email ?? "")
    if (row) faults.push({ row, field: "manager", fault: "circle" })
  }
  for (const person of known) {
    if (person.needed && leaving.has(person.id)) {
      faults.push({ row: 0, field: person.id, fault: "keyholder-leaves" })
    }
  }
  return faults.toSorted((one, other) => one.row - other.row)
}

function writtenOf(
  row: PersonRow,
  ids: ReadonlyMap<string, string>,
  before: Known | undefined,
  leaving: ReadonlySet<string>,
): Written {
  const { name, email, manager, unit, country, title } = row
  const id = ids.get(email) ?? ""
  // A file without the column says nothing about managers; an empty cell says that there is none.
  const old = before?.managerId ?? null
  const kept = manager === undefined && old !== null && !leaving.has(old) ? old : null
  const managerId = manager ? (ids.get(manager) ?? null) : kept
  // Whoever is rung chooses their own language, and no file takes that back.
  const language = before?.needed ? before.language : row.language
  return { id, name, email, managerId, unit, country, language, title }
}

function differs(row: Written, before: ReadonlyMap<string, Written>): boolean {
  const old = before.get(row.email)
  const fields = ["name", "managerId", "unit", "country", "language", "title"] as const
  return fields.some((field) => row[field] !== old?.[field])
}

/** Everybody who is, over however many steps, their own manager. Each line upwards is walked once. */
function circling(people: ReadonlyMap<string, Written>): Set<string> {
  const circles = new Set<string>()
  const done = new Set<string>()
  for (const start of people.keys()) {
    const line = new Map<string, number>()
    let at: string | null = start
    while (at !== null && !done.has(at) && !line.has(at)) {
      line.set(at, line.size)
      at = people.get(at)?.managerId ?? null
    }
    const steps = [...line.keys()]
    if (at !== null && line.has(at)) steps.slice(line.get(at)).forEach((id) => circles.add(id))
    steps.forEach((id) => done.add(id))
  }
  return circles
}
