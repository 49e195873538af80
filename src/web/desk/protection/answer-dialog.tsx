import type { CheckAnswer } from "#core/protection.ts"
import { put } from "#web/lib/api.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { useState } from "preact/hooks"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { toast } from "#web/ui/toast.tsx"
import type { CheckDuty } from "#wire/protection.ts"
import { useAct } from "#web/desk/act.ts"
import { words } from "#web/desk/say.ts"
import type { Subject } from "./directory.ts"
import { lookIntoHands } from "./hands.ts"
import { matchesOf } from "./match.ts"
import { checkWords } from "./words.ts"

type Props = {
  readonly of: CheckDuty
  readonly word: CheckAnswer
  /** Null when it could not be opened: then it can only be frozen. */
  readonly subject: Subject | null
  /** How many matches the person who answers has seen. */
  readonly matched: number
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Says the word. Before a clear the cases are looked into once more: one may have come since. */
export function AnswerDialog({ of, word, subject, matched, onClose, onDone }: Props) {
  const { duty: say } = checkWords()
  const [news, setNews] = useState(false)
  const act = useAct()
  const time = when(of.answerAt, now.value)
  const go = () =>
    act.run(async () => {
      if (word === "clear" && subject) {
        const { people } = await lookIntoHands(new AbortController().signal)
        if (matchesOf(subject, people).length > matched) {
          setNews(true)
          return onDone()
        }
      }
      await put(`/protection/duties/${of.id}/answer`, { answer: word })
      toast(fill(say.kept, { time }))
      onClose()
      onDone()
    })
  const clear = word === "clear"
  return (
    <Dialog title={clear ? say.clearTitle : say.freezeTitle} onClose={onClose}>
      <p>{fill(clear ? say.clearWhy : say.freezeWhy, { time })}</p>
      {news ? <Banner alert>{say.newMatch}</Banner> : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
      <div class="acts">
        <Button onPress={() => void go()}>
          {act.busy ? words().signIn.oneMoment : clear ? say.clear : say.freeze}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {words().cancel}
        </Button>
      </div>
    </Dialog>
  )
}
