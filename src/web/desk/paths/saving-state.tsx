import { useEffect } from "preact/hooks"
import { useAct } from "#web/desk/act.ts"
import { say } from "#web/desk/set-up/say.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import type { Draft } from "./draft.ts"

/** Whether the edits are at the server, how to take one back, and what to do when somebody else was first. */
export function SavingState({ draft }: { readonly draft: Draft }) {
  const { paths: words } = say()
  const { saving, undo } = draft
  const act = useAct()
  const atRisk = saving.kind !== "saved"
  useEffect(() => {
    if (!atRisk) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener("beforeunload", warn)
    return () => removeEventListener("beforeunload", warn)
  }, [atRisk])
  return (
    <div class="stack tight">
      <div class="acts">
        <Button kind="quiet" why={undo ? null : words.undoWhy} onPress={() => undo?.()}>
          {words.undo}
        </Button>
        <span class="meta" role="status">
          {saving.kind === "failed" || saving.kind === "conflict" ? "" : words[saving.kind]}
        </span>
      </div>
      {saving.kind === "failed" ? (
        <Banner alert>{fill(words.notSaved, { why: saving.why })}</Banner>
      ) : null}
      {saving.kind === "conflict" ? (
        <Banner alert>
          <p>{words.conflict}</p>
          <div class="acts">
            <Button onPress={() => void act.run(draft.keepMine)}>{words.keepMine}</Button>
            <Button kind="quiet" onPress={() => void act.run(draft.takeTheirs)}>
              {words.takeTheirs}
            </Button>
          </div>
          {act.error ? <p>{act.error}</p> : null}
        </Banner>
      ) : null}
    </div>
  )
}
