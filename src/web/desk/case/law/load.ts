import { useEffect } from "preact/hooks"
import { useLoad, type Loaded } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { get } from "#web/lib/api.ts"
import type { CaseLaw } from "#wire/law.ts"

/** The law of a case, fetched again whenever something happened in the case. */
export function useLaw(one: Case): Loaded<CaseLaw> {
  const loaded = useLoad(
    (signal) => get<CaseLaw>(`/cases/${one.id}/law`, { signal }),
    `${one.id} law`,
  )
  const happened = one.screen.timeline.length
  useEffect(() => void loaded.reload(), [happened])
  return loaded
}
