import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { actWords, closedAct } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { me } from "#web/desk/session.ts"
import { workWords } from "./words.ts"

/** Whoever signed first may think again before the second person signs: nothing was done, and nobody was told. */
export function TakeBack({ one, reload }: { readonly one: Case; readonly reload: () => void }) {
  const act = useAct()
  if (one.screen.life?.signing?.by !== me.value?.id) return null
  const takeBack = async () => {
    const back = { kind: "signature.withdrawn", facts: {} } as const
    if (!(await act.run(async () => void (await doIn(one.id, back))))) return
    toast(workWords().takenBack)
    reload()
  }
  return (
    <>
      <Button
        kind="quiet"
        why={closedAct(one, "signature.withdrawn", {})}
        onPress={() => void takeBack()}
      >
        {actWords()["signature.withdrawn"]}
      </Button>
      {act.error ? <p role="alert">{act.error}</p> : null}
    </>
  )
}
