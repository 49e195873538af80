import { useState } from "preact/hooks"
import type { ActKind } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { counted, fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { actWords, closedAct, lifeWords } from "#web/desk/case/life.ts"
import { Merged } from "./merged.tsx"
import { MoveForm, type Move, movesOf } from "./move-form.tsx"
import { Signing } from "./signing.tsx"
import { workWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** Where a case stands, what waits for a second signature, and what moves it on. */
export function Stands({ one, reload }: Props) {
  const say = workWords()
  const [moving, move] = useState<Move | null>(null)
  const { life } = one.screen
  if (!life) return null
  const possible = movesOf.filter(
    (kind) =>
      acts[kind].in.includes(life.state) &&
      (kind !== "source.checked" || life.intake === "external"),
  )
  const open = possible.filter((kind) => why(one, kind) === null)
  const closed = possible.filter((kind) => why(one, kind) !== null)
  const wish = life.wish
    ? fill(say.wish.is, { wish: lifeWords().wish[life.wish.path] })
    : say.wish.none
  return (
    <div>
      <h2>{say.title}</h2>
      <p>
        <b>{lifeWords().state[life.state]}</b>{" "}
        <span class="second">{fill(say.since, { time: when(life.since, now.value) })}</span>
      </p>
      <Signing one={one} reload={reload} />
      <Merged one={one} />
      <p class="second">
        {wish} {life.wish ? null : say.wishWhose}
      </p>
      {life.withdrawn === null ? null : (
        <p>{fill(say.wish.back, { time: when(life.withdrawn, now.value) })}</p>
      )}
      {open.length === 0 ? <p class="second">{say.nothing}</p> : null}
      <div class="acts">
        {open.map((kind) => (
          <Button key={kind} kind="quiet" onPress={() => move(kind)}>
            {actWords()[kind]}
          </Button>
        ))}
      </div>
      {closed.length > 0 ? (
        <details>
          <summary>{counted(say.later, closed.length)}</summary>
          <ul class="promises">
            {closed.map((kind) => (
              <li key={kind}>
                <span>{actWords()[kind]}</span>
                <span class="second">{why(one, kind)}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {moving ? (
        <MoveForm one={one} reload={reload} kind={moving} onClose={() => move(null)} />
      ) : null}
    </div>
  )
}

/** Why a move is closed, looked at with facts that any of them could have. */
function why(one: Case, kind: Move): string | null {
  return closedAct(
    one,
    kind as ActKind,
    { because: "law", grounds: ["law"], body: "other-entity", as: "released" } as never,
  ) // what the guards of these acts look at
}
