import type { ActFacts, ActKind } from "#core/life/act.ts"
import { signal } from "#web/report/signal.ts"
import type { KeyShown, ReporterCase } from "#wire/report.ts"
import { doWith, loadCase, say } from "./case.ts"

/** How the mailbox that is open is written to: the reporter's, or that of an affected person who did not report. */
export type Way = {
  /** Where their acts go. */
  readonly at: "/api/case" | "/api/mailbox"
  /** Does an act that comes with words, sealed to the mailbox. */
  readonly write: <K extends ActKind>(kind: K, facts: ActFacts[K], paper: Words) => Promise<void>
  /** Says something there, and who must not see it. */
  readonly leaveOut: (text: string, person: string) => Promise<void>
  /** Looks again at how it stands. */
  readonly load: () => Promise<void>
}
export type Words = { readonly text: string; readonly form?: object }

/** What the parts of the page that both read are given. */
export type Seen = Pick<ReporterCase, "life" | "owed" | "now">

/** What those parts of it are given that say who was rung, who holds a key, and how urgent it is. */
export type Held = Seen &
  Pick<ReporterCase, "receivedAt" | "level" | "state" | "next" | "quiet" | "reminder"> & {
    readonly keys: readonly KeyShown[]
  }

export const reportersWay: Way = {
  at: "/api/case",
  write: doWith,
  leaveOut: (text, person) => say("addition", text, { exclude: [person] }),
  load: loadCase,
}

/** Only one mailbox is open in this page at a time. */
export const way = signal<Way>(reportersWay)
