import type { EventKind } from "#core/event.ts"

/** What happened with protection and promises, told on a case's timeline. */
export const measureEventEn = {
  "measure.asked": "Protection {n} ({code}) asked for",
  "measure.declined": "Protection {n}: answered with no",
  "measure.proposed": "Protection {n} ({code}) offered",
  "measure.accepted": "Protection {n}: accepted",
  "measure.refused": "Protection {n}: not wanted",
  "measure.ordered": "Protection {n} ({code}) ordered",
  "measure.executed": "Protection {n}: carried out",
  "measure.reviewed": "Protection {n}: looked at again, goes on",
  "measure.lifting-told": "Protection {n}: told that it will end",
  "measure.lifted": "Protection {n}: ended",
  "measure.released": "Protection {n}: not needed any more",
  "measure.breached": "Protection {n}: broken",
  "protection.refused": "No protection wanted for now",
  "promise.made": "Promise {n} made",
  "promise.kept": "Promise {n}: noted as kept",
  "promise.denied": "Promise {n}: the reporter said that it was not kept",
  "promise.released": "Promise {n}: not needed any more",
  "act.signed": "Signed by {person}: it waits for a second person",
  "state.changed": "The case moved on",
  "instruction.sent": "Protection {n}: {to} told what to do",
  "instruction.opened": "Protection {n}: {person} read what to do",
  "instruction.answered": "Protection {n}: {person} answered",
} satisfies Partial<Record<EventKind, string>>
