import { useState } from "preact/hooks"
import type { Letter } from "#core/life/life.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { LetterForm } from "./letter-form.tsx"
import { hourWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** Letters that ask somebody to keep something: what was sent, when, and what came back. */
export function Letters({ one, reload }: Props) {
  const say = hourWords().letters
  const [writing, write] = useState(false)
  const letters = one.screen.life?.letters ?? []
  const why = closedAct(one, "letter.sent", { n: letters.length + 1, to: "hotel" })
  useShortcuts([{ key: "p", label: say.write, act: () => (why ? toast(why) : write(true)) }])
  return (
    <div>
      <h2>{say.title}</h2>
      {letters.length === 0 ? <p class="empty">{say.empty}</p> : null}
      <ul class="promises">
        {letters.map((letter) => (
          <Line key={letter.n} letter={letter} one={one} reload={reload} />
        ))}
      </ul>
      <Button kind="quiet" cap="p" why={why} onPress={() => write(true)}>
        {say.write}
      </Button>
      {writing ? <LetterForm one={one} reload={reload} onClose={() => write(false)} /> : null}
    </div>
  )
}

const answers = ["kept", "refused", "gone"] as const

function Line({ letter, one, reload }: Props & { readonly letter: Letter }) {
  const say = hourWords().letters
  const act = useAct()
  const { n, answered } = letter
  const note = async (as: (typeof answers)[number]) => {
    const facts = { n, as }
    if (await act.run(async () => void (await doIn(one.id, { kind: "letter.answered", facts }))))
      reload()
  }
  const to = lifeWords().letter[letter.to]
  return (
    <li>
      <span>{fill(say.line, { to: `${n} ${to}`, time: when(letter.sent, now.value) })}</span>
      {answered ? (
        <span class="due" data-s={answered.as === "kept" ? "kept" : "late"}>
          {say.answer[answered.as]}
        </span>
      ) : (
        <>
          <span class="second">{say.waiting}</span>
          <span class="acts">
            {answers.map((as) => (
              <Button
                key={as}
                kind="bare"
                label={`${n} ${to}: ${say.answer[as]}`}
                onPress={() => void note(as)}
              >
                {say.answer[as]}
              </Button>
            ))}
          </span>
        </>
      )}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </li>
  )
}
