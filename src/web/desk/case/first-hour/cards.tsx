import { useState } from "preact/hooks"
import { numbers as numbersOf } from "#content/jurisdictions.json?numbers-en"
import { now } from "#web/lib/clock.ts"
import { clock, when } from "#web/lib/times.ts"
import { fill, lang } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { useAct } from "#web/desk/act.ts"
import { me } from "#web/desk/session.ts"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { doIn } from "#web/desk/case/say.ts"
import { caseWords } from "#web/desk/case/words.ts"
import { cardsOf, dueOf, type Ticked, ticksOf } from "./ticks.ts"
import { hourWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** The checklists of this level, each with its time. A tick is an act: who, when. */
export function Cards({ one, reload }: Props) {
  const say = caseWords().cards
  const mine = cardsOf(one)
  const ticks = ticksOf(one)
  const numbers = numbersFor(answersOf(one)["i00a"]?.codes?.[0] ?? me.value?.org.country ?? "")
  const first = mine.find((card) => card.items.some(({ id }) => !ticks.has(id)))
  return (
    <div>
      <h2>{say.title}</h2>
      {mine.map((card) => {
        const due = dueOf(card, one)
        const done = card.items.filter(({ id }) => ticks.has(id)).length
        return (
          <details key={card.id} open={card === first}>
            <summary>
              {card.title[lang.value]}{" "}
              <span class="meta">
                {fill(say.count, { n: done, all: card.items.length })}
                {due === null ? "" : `, ${fill(say.due, { time: when(due, now.value) })}`}
                {due !== null && due < now.value && done < card.items.length
                  ? `, ${hourWords().cards.over}`
                  : ""}
              </span>
            </summary>
            <ul class="card">
              {card.items.map((item) => (
                <Item
                  key={item.id}
                  id={item.id}
                  text={fill(item[lang.value], numbers)}
                  one={one}
                  ticked={ticks.get(item.id) ?? null}
                  reload={reload}
                />
              ))}
            </ul>
          </details>
        )
      })}
      <p class="meta">{say.note}</p>
    </div>
  )
}

type ItemProps = {
  readonly id: string
  readonly text: string
  readonly one: Case
  readonly ticked: Ticked | null
  readonly reload: () => void
}
function Item({ id, text, one, ticked, reload }: ItemProps) {
  const say = caseWords().cards
  const act = useAct()
  const [changing, change] = useState(false)
  const tick = async (as: "done" | "not-needed") => {
    const facts = { item: id, as } as const
    if (!(await act.run(async () => void (await doIn(one.id, { kind: "card.ticked", facts })))))
      return
    change(false)
    reload()
  }
  const why = closedAct(one, "card.ticked", { item: id, as: "done" })
  return (
    <li>
      <p>{text}</p>
      {ticked ? (
        <span class="due" data-s="kept">
          {ticked.as === "not-needed" ? say.notNeeded : say.done}{" "}
          {fill(say.by, { name: ticked.by ?? "", time: clock(ticked.at) })}
        </span>
      ) : null}
      {ticked && !changing ? (
        <Button
          kind="bare"
          label={`${hourWords().cards.change}: ${text}`}
          why={why}
          onPress={() => change(true)}
        >
          {hourWords().cards.change}
        </Button>
      ) : (
        <span class="acts">
          <Button
            kind="bare"
            label={`${say.done}: ${text}`}
            why={why}
            onPress={() => void tick("done")}
          >
            {say.done}
          </Button>
          {why ? null : (
            <Button
              kind="bare"
              label={`${say.notNeeded}: ${text}`}
              onPress={() => void tick("not-needed")}
            >
              {say.notNeeded}
            </Button>
          )}
        </span>
      )}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </li>
  )
}

/** The numbers a card speaks of, in the country where the reporter is; one without a source is not shown as one. */
function numbersFor(country: string): { police_number: string; ambulance_number: string } {
  const { police, ambulance } = caseWords().cards
  const sure = (numbersOf[country] ?? []).filter((line) => line.emergency && line.sourced)
  const of = (kind: string) => (sure.find((line) => line.kind === kind) ?? sure[0])?.dial
  return {
    police_number: of("police") ?? police,
    ambulance_number: of("ambulance") ?? ambulance,
  }
}
