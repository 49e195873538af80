import type { ActFacts, ActKind } from "#core/life/act.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { actWords, closedAct } from "#web/desk/case/life.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import { papersOf } from "#web/desk/case/paper-form.tsx"
import { doIn } from "#web/desk/case/say.ts"
import { me } from "#web/desk/session.ts"
import { workWords } from "./words.ts"

/** What somebody signed and a second person has to sign too: with the paper that the first one wrote, to be read before. */
export function Signing({ one, reload }: { readonly one: Case; readonly reload: () => void }) {
  const say = workWords()
  const act = useAct()
  const signing = one.screen.life?.signing
  // A measure stands with the others, where its words for the reporter are read before the second signature tells them.
  if (!signing || signing.act === "measure.ordered") return null
  const { by, at } = signing
  const kind: ActKind = signing.act
  const facts = JSON.parse(signing.facts) as ActFacts[ActKind] // the facts that the first one signed, as the server keeps them
  const mine = by === me.value?.id
  const paper = papersOf(one, kind).at(-1)
  const sign = async () => {
    if (!(await act.run(async () => void (await doIn(one.id, { kind, facts }))))) return
    toast(workWords().roles.done)
    reload()
  }
  return (
    <Banner lamp>
      <p>
        {fill(say.waits, {
          name: one.screen.names[by] ?? "",
          time: when(at, now.value),
          act: actWords()[kind],
        })}
      </p>
      {paper ? <Kept papers={[paper]} /> : null}
      {mine ? (
        <p class="second">{say.signed}</p>
      ) : (
        <Button why={closedAct(one, kind, facts)} onPress={() => void sign()}>
          {say.sign}
        </Button>
      )}
      {act.error ? <p role="alert">{act.error}</p> : null}
    </Banner>
  )
}
