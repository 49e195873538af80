import { get, post, Refused } from "#web/lib/api.ts"
import { type Case, loadCase } from "#web/desk/case/case.ts"
import { papersOf } from "#web/desk/case/papers-of.ts"
import type { CaseList } from "#wire/case.ts"

/** The cases that go together with this one, by my own addresses; `other` when I do not hold the one that this one was joined with. */
export type Joined = { readonly ids: readonly string[]; readonly other: boolean }

/**
 * Finds what is joined with a case. Which one it was stands in a sealed paper of the case that was joined, and nowhere else:
 * whoever holds only one of them learns no more than that it is joined, and the server learns nothing.
 */
export async function joinedWith(one: Case, signal: AbortSignal): Promise<Joined> {
  const named = one.screen.life?.state === "MERGED" ? mergedInto(one) : null
  const into = named === null ? null : await mine(named, signal)
  const from = await joinedHere(one, signal)
  return { ids: [...(into ? [into] : []), ...from], other: named !== null && into === null }
}

/** The case that a paper says this one was joined with, by the id inside its papers. */
function mergedInto(one: Case): string | null {
  return papersOf(one, "case.merged").at(-1)?.form.merged ?? null
}

/** Cases of mine that were joined with this one. */
async function joinedHere({ id, screen }: Case, signal: AbortSignal): Promise<string[]> {
  const { cases } = await get<CaseList>("/cases?state=MERGED", { signal })
  const others = [...new Set(cases.map((row) => row.id))].filter((other) => other !== id)
  const loaded = await Promise.all(others.map((other) => loadCase(other, signal)))
  return loaded.filter((other) => mergedInto(other) === screen.caseId).map((other) => other.id)
}

async function mine(caseId: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await post<{ id: string }>("/cases/mine", { case: caseId }, { signal })).id
  } catch (why) {
    if (why instanceof Refused && why.status === 404) return null
    throw why
  }
}
