import { roomOf } from "#core/mailbox.ts"
import { owedIn } from "#core/owed.ts"
import { promiseNamed } from "#web/lib/promise-named.ts"
import { dutyWords, promiseWords } from "#web/desk/parts.tsx"
import type { Owed } from "#wire/report.ts"
import type { Case } from "./case.ts"
import { affectedRoom, readerName } from "./reader.ts"

/** What is owed, by its name, and to whom where that is not the reporter. */
export function owedNamed(one: Case, { kind, alert }: Pick<Owed, "kind" | "alert">): string {
  const name = promiseNamed(kind, alert, promiseWords(), dutyWords())
  const { to } = owedIn(kind)
  if (to === null) return name
  return `${name} · ${readerName(one, to === "affected" ? affectedRoom(one) : roomOf(to))}`
}
