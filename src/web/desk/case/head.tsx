import { now } from "#web/lib/clock.ts"
import { clockSeconds, when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { evidenceWords } from "#web/desk/evidence/words.ts"
import { Level, listWords, shortId } from "#web/desk/parts.tsx"
import type { ActName } from "./act-props.ts"
import type { Case } from "./case.ts"
import type { Closed } from "./closed.ts"
import { lifeWords } from "./life.ts"
import { caseWords } from "./words.ts"

type Props = {
  readonly one: Case
  readonly closed: Closed
  readonly begin: (act: ActName) => void
}

/** Which case this is, how it stands, and the acts of the first minutes. */
export function Head({ one, closed, begin }: Props) {
  const say = caseWords()
  const list = listWords()
  const { row } = one.screen
  return (
    <div class="head">
      <h1 class="id">{shortId(row.id)}</h1>
      <Level of={row.level} />
      <b>{list.state[row.state]}</b>
      {one.screen.life ? <b>{lifeWords().state[one.screen.life.state]}</b> : null}
      {row.kind === "report" ? null : <b>{list.kind[row.kind]}</b>}
      <span class="second">
        {fill(say.received, { time: when(row.receivedAt, now.value) })}
        {openedWords(one)}
        {row.mine
          ? `, ${say.withYou}`
          : row.owner
            ? `, ${fill(say.with, { name: row.owner })}`
            : ""}
      </span>
      <span class="acts end">
        {one.papers ? (
          <a href={`/desk/cases/${one.id}/evidence`}>
            <kbd aria-hidden="true">v</kbd> {evidenceWords().register.open}
          </a>
        ) : null}
        <HeadButton kind="quiet" cap="x" why={closed.hand} onPress={() => begin("hand")}>
          {say.hand.act}
        </HeadButton>
        <HeadButton kind="quiet" cap="r" why={closed.raise} onPress={() => begin("raise")}>
          {say.level.raise}
        </HeadButton>
        <HeadButton cap="c" why={closed.call} onPress={() => begin("call")}>
          {say.call.act}
        </HeadButton>
      </span>
    </div>
  )
}

/** A button of the head: why it is closed is told to who reaches it, and shown to who points at it. */
function HeadButton(props: Parameters<typeof Button>[0]) {
  return (
    <span class="tip">
      <Button {...props} />
    </span>
  )
}

function openedWords({ screen }: Case): string {
  const say = caseWords()
  const first = screen.keys
    .flatMap((key) => (key.openedAt === null ? [] : [{ ...key, at: key.openedAt }]))
    .toSorted((a, b) => a.at - b.at)[0]
  if (!first) return ""
  const time = clockSeconds(first.at)
  return `, ${first.mine ? fill(say.openedByYou, { time }) : fill(say.openedBy, { name: first.name, time })}`
}
