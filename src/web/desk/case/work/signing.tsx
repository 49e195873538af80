import type { ActFacts, ActKind } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import type { Case } from "#web/desk/case/case.ts"
import { doneSentence } from "#web/desk/case/done.ts"
import { actWords, closedAct } from "#web/desk/case/life.ts"
import { sanctionSaid } from "#web/desk/case/outcome/sanction-said.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import type { Said } from "#web/desk/case/said.ts"
import { doIn, type Paper } from "#web/desk/case/say.ts"
import { me } from "#web/desk/session.ts"
import { TakeBack } from "./take-back.tsx"
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
  const decided = kind === "sanction.decided" ? (facts as ActFacts["sanction.decided"]) : null // the facts of this very act
  // What came with an older signature, taken back since, is not what is signed now.
  const paper = papersOf(one, kind).findLast(({ view }) => view.at >= at)
  const sign = async () => {
    const told = toldBy(kind, paper)
    if (!(await act.run(async () => void (await doIn(one.id, { kind, facts, paper: told })))))
      return
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
      {decided ? (
        <p>{sanctionSaid(one, decided)}</p>
      ) : (
        <p>{fill(say.becomes, { sentence: sentenceOf(kind, facts) })}</p>
      )}
      {paper ? <Kept papers={[paper]} /> : null}
      {mine ? (
        <>
          <p class="second">{say.signed}</p>
          <TakeBack one={one} reload={reload} />
        </>
      ) : (
        <div class="acts">
          <Button why={closedAct(one, kind, facts)} onPress={() => void sign()}>
            {say.sign}
          </Button>
        </div>
      )}
      {act.error ? <p role="alert">{act.error}</p> : null}
    </Banner>
  )
}

/** What would stand in the history: with which number, whom and what, and not only which act. */
function sentenceOf(kind: ActKind, facts: ActFacts[ActKind]): string {
  const written = Object.entries(facts).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(" ") : value,
  ])
  return doneSentence(kind, Object.fromEntries(written)) ?? ""
}

/** The words that the first one wrote wait in the desk room where nobody is told before it is so: the second signature tells them. */
function toldBy(kind: ActKind, first: Said | undefined): Paper | undefined {
  const { paper, firstPaper } = acts[kind]
  if (!firstPaper || paper !== "mailbox" || !first) return undefined
  return { room: paper, text: first.text, form: { fields: first.form.fields ?? {} } }
}
