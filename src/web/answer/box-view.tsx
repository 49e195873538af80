import { useState } from "preact/hooks"
import type { ActKind } from "#core/life/act.ts"
import type { Door } from "#wire/door.ts"
import { type Box, type Letter, openBox, sayHere } from "./box.ts"
import type { Open } from "./main.tsx"
import { filled, type Lang, timeOf, type Told, wordsIn } from "./say.ts"
import { OwnCode } from "./own-code.tsx"
import { WriteForm } from "./write-form.tsx"

type Props = {
  readonly open: Open
  readonly door: Door
  readonly lang: Lang
  readonly onOpen: (open: Open) => void
}

/** What was sent to this person, what they may do next and by when. */
export function BoxView({ open, door, lang, onOpen }: Props) {
  const { keys, session, box } = open
  const w = wordsIn(lang)
  const { view, letters } = box
  const act = async (text: string, doing: { kind: ActKind; facts: object } | null) => {
    try {
      await sayHere(keys, session, box, { text, act: doing, lang })
    } finally {
      // Also after a refusal: whatever came in between is shown.
      onOpen({ ...open, box: await openBox(keys, session) })
    }
  }
  return (
    <>
      <h1 tabIndex={-1}>{w.title}</h1>
      <Fair view={view} letters={letters} lang={lang} />
      <Until view={view} lang={lang} zone={door.org.zone} />
      {view.life.offered.map(({ n }) => (
        <Offer key={n} n={n} lang={lang} act={act} />
      ))}
      <section aria-labelledby="letters">
        <h2 id="letters">{w.letters}</h2>
        {letters.length === 0 ? <p>{w.none}</p> : null}
        {letters.toReversed().map((one) => (
          <LetterShown key={one.seq} one={one} lang={lang} zone={door.org.zone} />
        ))}
        <div class="acts">
          <button type="button" class="btn quiet" onClick={() => window.print()}>
            {w.print}
          </button>
        </div>
      </section>
      {view.closedAt === null ? (
        <>
          <WriteForm life={view.life} lang={lang} act={act} />
          <OwnCode open={open} org={door.org.id} lang={lang} onOpen={onOpen} />
        </>
      ) : (
        <p role="status">{w.closed}</p>
      )}
    </>
  )
}

type FairProps = Pick<Box, "view" | "letters"> & { readonly lang: Lang }
/** What holds for everybody here, said before anything else. */
function Fair({ view, letters, lang }: FairProps) {
  const w = wordsIn(lang)
  const decided = letters.some(({ act, by }) => act === "outcome.told" && by !== null)
  const { answers } = view
  return (
    <section aria-labelledby="fair">
      <h2 id="fair">{w.fair}</h2>
      <p>{decided ? w.decided : w.undecided}</p>
      <p>{w.company}</p>
      <p>{w.safe}</p>
      <p>{w.alone}</p>
      {answers ? (
        <p>{filled(w.answers, { name: answers.firstName, title: answers.title })}</p>
      ) : null}
    </section>
  )
}

type UntilProps = { readonly view: Box["view"]; readonly lang: Lang; readonly zone: string }
function Until({ view, lang, zone }: UntilProps) {
  const { until } = wordsIn(lang)
  const { answerBy, commentBy, appealBy } = view.life
  const all = [
    [until.answer, answerBy],
    [until.comment, commentBy],
    [until.appeal, appealBy],
  ] as const
  return (
    <>
      {all.map(([sentence, at]) =>
        at === null ? null : (
          <p key={sentence} class="banner">
            {/* The last minute that counts: midnight would be read as the day after. */}
            {filled(sentence, { time: timeOf(at - 60_000, lang, zone) })}
          </p>
        ),
      )}
    </>
  )
}

type LetterProps = { readonly one: Letter; readonly lang: Lang; readonly zone: string }
function LetterShown({ one, lang, zone }: LetterProps) {
  const w = wordsIn(lang)
  const names: Readonly<Record<string, string>> = w.acts
  const name = one.act ? names[one.act] : undefined
  return (
    <article class={one.by === null ? "msg mine" : "msg"}>
      <p class="from">
        <b>
          {one.by ?? w.you}
          {name ? ` · ${name}` : ""}
        </b>{" "}
        <time dateTime={new Date(one.at).toISOString()}>{timeOf(one.at, lang, zone)}</time>
      </p>
      <p class="words" dir="auto">
        {one.broken ? w.broken : one.text}
      </p>
    </article>
  )
}

type OfferProps = {
  readonly n: number
  readonly lang: Lang
  readonly act: (text: string, doing: { kind: ActKind; facts: object }) => Promise<void>
}
/** An offer of protection: a yes and a no are the same size. */
function Offer({ n, lang, act }: OfferProps) {
  const w = wordsIn(lang)
  const [told, tell] = useState<Told | null>(null)
  const choose = (kind: ActKind) => {
    tell("loading")
    act("", { kind, facts: { n } }).then(
      () => tell(null),
      () => tell("refused"), // whatever it was, it did not count, and the page says so
    )
  }
  return (
    <section>
      <p>{w.offer}</p>
      <div class="acts">
        <button type="button" class="btn quiet" onClick={() => choose("measure.accepted")}>
          {w.yes}
        </button>
        <button type="button" class="btn quiet" onClick={() => choose("measure.refused")}>
          {w.no}
        </button>
      </div>
      <p role="status">{told ? w[told] : ""}</p>
    </section>
  )
}
