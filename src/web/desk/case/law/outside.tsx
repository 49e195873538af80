import { outside } from "#content/jurisdictions.json?outside"
import { outsideLimits, type OutsideDates } from "#core/law-outside.ts"
import { intervalOfCode } from "#core/when.ts"
import { catalogue, fill } from "#web/lib/words.ts"
import { zone } from "#web/lib/times.ts"
import { inForce } from "#web/desk/case/answers.ts"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { outsideEn } from "#web/words/outside-en.ts"
import { outsideZh } from "#web/words/outside-zh.ts"
import type { CaseLaw } from "#wire/law.ts"
import { caseLawWords, lawWords, packName } from "./words.ts"

const outsideWords = catalogue(outsideEn, outsideZh)

/** Until when a party can turn to somebody outside: days counted here, from what the opened report says. */
export function OutsideLimits({ one, law }: { readonly one: Case; readonly law: CaseLaw }) {
  const say = caseLawWords().outside
  const words = lawWords()
  const here = outside.filter(({ id }) => law.packs.some((pack) => pack.id === id))
  const happened = happenedIn(one)
  const limits = outsideLimits(here, {
    incident: dateOf(happened),
    recommendation_communicated: dateOf(law.outside.recommended),
    decision_communicated: dateOf(law.outside.told),
  } satisfies OutsideDates)
  const today = dateOf(law.now)
  const told = outsideWords()
  return (
    <section aria-labelledby="law-outside">
      <h2 id="law-outside">{say.title}</h2>
      <p class="second">
        {here.length === 0
          ? say.none
          : happened === null
            ? told.unknown
            : fill(told.counted, { day: dateOf(happened)?.toString() ?? "" })}{" "}
        {told.goesOn}
      </p>
      <ul class="promises">
        {limits.map(({ clock, last, binding, pack, article, source }) => {
          const over = last && today && Temporal.PlainDate.compare(last, today) < 0
          const day = last?.toString() ?? ""
          return (
            <li key={clock}>
              <span>{words.clock[clock as keyof typeof outsideEn.clock]}</span>
              <span class="due" data-s={over ? undefined : "ahead"}>
                {fill(over ? told.over : told.last, { day })}
              </span>
              <span class="second">
                {article}, {packName(law, pack)}
                {source === "sourced" ? "" : ` (${words.source[source]})`}
                {binding ? "" : ` ${told.later}`}
              </span>
            </li>
          )
        })}
      </ul>
      {limits.length > 0 ? <p class="meta">{told.asked}</p> : null}
    </section>
  )
}

/** The earliest instant at which it may have happened, by the newest answers. */
function happenedIn(one: Case): number | null {
  const answers = inForce(answersOf(one))
  const said = answers["i05"]?.codes?.[0] === "often" ? answers["i05a"] : answers["i05"]
  if (said?.between) return said.between[0]
  const received = Temporal.Instant.fromEpochMilliseconds(one.screen.row.receivedAt)
  return intervalOfCode(said?.codes?.[0], received)?.earliest.epochMilliseconds ?? null
}

function dateOf(at: number | null): Temporal.PlainDate | undefined {
  if (at === null) return undefined
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.round(at))
  return instant.toZonedDateTimeISO(zone.value).toPlainDate()
}
